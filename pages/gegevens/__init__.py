"""The page Gegevens."""
