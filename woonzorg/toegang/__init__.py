"""Who may do what: visitors, their roles, how a login or a proxy tells of them, and the book of what was done."""
