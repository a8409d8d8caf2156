"""The answer to a scenario: figures, tables and words."""
