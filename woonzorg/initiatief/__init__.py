"""One project at one place: whether it may come there, whether it is sound, and who carries it."""
