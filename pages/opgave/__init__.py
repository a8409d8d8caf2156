"""The page Opgave."""
