"""The embedded, fictional region 'Voorbeeldstreek': made by code from a seed, never real names with invented figures."""

from woonzorg.bronnen.voorbeeld.samenstelling import ZAAD, make_voorbeeld, publish_voorbeeld

__all__ = ["ZAAD", "make_voorbeeld", "publish_voorbeeld"]
