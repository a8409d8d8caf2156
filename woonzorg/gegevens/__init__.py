"""Snapshots: what is stored, checked, kept in order, and read again."""
