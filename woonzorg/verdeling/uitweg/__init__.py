"""The way out when a demand does not fit: how far which rules would have to give, and what that costs."""
