"""The page Buurt."""
