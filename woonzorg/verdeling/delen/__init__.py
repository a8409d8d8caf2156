"""What of a plan may be shared (methode: Privacy)."""
