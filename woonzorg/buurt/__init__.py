"""One area: finding it, and what is told about it beside its verdict."""
