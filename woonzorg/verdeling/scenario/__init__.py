"""A scenario: its content, its declared shape, changing it, its life, and the difference between two."""
