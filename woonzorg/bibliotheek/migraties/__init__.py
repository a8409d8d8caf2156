"""How the library's tables come to be: steps that only ever add, and what takes them."""
