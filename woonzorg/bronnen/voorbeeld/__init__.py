"""The embedded, fictional region 'Voorbeeldstreek', made by code from a seed.

Never real names with invented figures: names, codes and outlines are invented as well.
"""

from woonzorg.bronnen.voorbeeld.samenstelling import ZAAD, make_voorbeeld, publish_voorbeeld

__all__ = ["ZAAD", "make_voorbeeld", "publish_voorbeeld"]
