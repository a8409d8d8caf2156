"""The library of scenarios, kept in a database."""
