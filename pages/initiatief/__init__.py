"""The page Initiatief: one project at one place: what the rule says, what is open, who carries it."""
