"""What a distribution works on: the field with its areas, the planner's own figures, and what was set."""
