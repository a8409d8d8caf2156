"""The page Verdelen."""
