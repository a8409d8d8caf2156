"""The rules: their limits on a plan, where each could be tested, and how a plan is judged."""
