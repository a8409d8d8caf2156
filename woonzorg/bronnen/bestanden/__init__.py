"""Files that a user downloaded where services are closed off, recognised by their content."""
