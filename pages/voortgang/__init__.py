"""The page Voortgang."""
