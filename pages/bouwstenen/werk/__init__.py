"""A planner's work: what is worked out, kept and given away."""
