"""Where homes go: the optimum, the simple keys, and why something stays unplaced."""
