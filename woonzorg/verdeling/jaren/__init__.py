"""A plan over the years to 2030 and 2040."""
