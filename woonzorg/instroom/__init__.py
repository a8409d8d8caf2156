"""Areas with an instrument against vulnerable inflow: a register of published decisions, which proposes no area."""
