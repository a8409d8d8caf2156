"""The uitvoeringsagenda (§7.2): what was agreed, how far it is, what was placed, and the ten moments of the board."""
