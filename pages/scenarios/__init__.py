"""The page Scenario's."""
