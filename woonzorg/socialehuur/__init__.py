"""Social rent by gemeente and by place, and what a building programme does to it (§5.2, §5.3 and §6.10)."""
