"""The long texts: method, limits, purpose, draft for the algorithm register, accessibility statement."""
