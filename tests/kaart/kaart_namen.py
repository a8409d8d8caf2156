"""Names that tests of maps share."""

HOSTIEL = "<script>alert('a')</script> & \"b\""
"""A name that must never come out as it went in."""
