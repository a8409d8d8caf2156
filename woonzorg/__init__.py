"""Woonzorg: veerkracht of Dutch neighbourhoods, and the fair share of housing with care.

The library knows nothing of the screen. Start reading at `veerkracht` (the rule), `opslag` (the data)
and `bronnen` (where the data come from).
"""

__version__ = "0.1.0"
