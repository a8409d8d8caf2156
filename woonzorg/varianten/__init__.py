"""Many variants of one scenario: a declared space, worked out by many processes, as a table with a row a variant."""
