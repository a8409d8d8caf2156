"""What an installation stands on: whether all it needs is there, and whether it can take visitors."""
