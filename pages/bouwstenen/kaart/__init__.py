"""The map as pages show it, with its legend and its card."""
