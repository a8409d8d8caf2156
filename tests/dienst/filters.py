"""The filters of OData v3 and of GeoServer (CQL), as masks over a table.

Both have the same skeleton: tests joined by and, or, not and parentheses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .antwoord import Geweigerd

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = re.compile(
    r"\s*(?:('(?:[^']|'')*')|(\x22[^\x22]+\x22)|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(<>|<=|>=|[(),=<>]))"
)
_COMPARE: dict[str, Callable[[object, object], object]] = {
    "eq": lambda left, right: left == right,
    "ne": lambda left, right: left != right,
    "gt": lambda left, right: left > right,  # type: ignore[operator]
    "ge": lambda left, right: left >= right,  # type: ignore[operator]
    "lt": lambda left, right: left < right,  # type: ignore[operator]
    "le": lambda left, right: left <= right,  # type: ignore[operator]
}
_RESERVED = {"id", "point", "envelope"}
"""Words of GeoServer's CQL that name a field only between double quotes."""
_SIGNS = {"=": "eq", "<>": "ne", ">": "gt", ">=": "ge", "<": "lt", "<=": "le"}


def apply_odata(text: str, frame: pd.DataFrame) -> np.ndarray:
    """Return which rows an OData v3 $filter keeps."""
    return _Parser(_tokenize(text), frame, _Parser.parse_odata).parse()


def apply_cql(text: str, frame: pd.DataFrame) -> np.ndarray:
    """Return which rows a CQL_FILTER keeps."""
    return _Parser(_tokenize(text), frame, _Parser.parse_cql).parse()


def _tokenize(text: str) -> list[str]:
    tokens, position = [], 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None:
            raise Geweigerd(400, f"Syntax error at position {position} in '{text}'")
        tokens.append(match[0].strip())
        position = match.end()
    return tokens


@dataclass
class _Parser:
    tokens: list[str]
    frame: pd.DataFrame
    parse_test: Callable[[_Parser], object]
    position: int = field(default=0)

    def parse(self) -> np.ndarray:
        mask = self._parse_or()
        if self.position < len(self.tokens):
            raise Geweigerd(400, f"Syntax error: unexpected {self.tokens[self.position]}")
        return np.asarray(pd.Series(mask, index=self.frame.index).fillna(value=False), dtype=bool)

    def _parse_or(self) -> object:
        mask = self._parse_and()
        while self._take_word("or"):
            mask = mask | self._parse_and()  # type: ignore[operator]
        return mask

    def _parse_and(self) -> object:
        mask = self._parse_not()
        while self._take_word("and"):
            mask = mask & self._parse_not()  # type: ignore[operator]
        return mask

    def _parse_not(self) -> object:
        if self._take_word("not"):
            return ~self._parse_not()  # type: ignore[operator]
        if self._take_word("("):
            mask = self._parse_or()
            self._expect(")")
            return mask
        return self.parse_test(self)

    def parse_odata(self) -> object:
        left = self._parse_value()
        word = self._peek().lower()
        if word in _COMPARE:
            self.position += 1
            return _COMPARE[word](left, self._parse_value())
        return left

    def parse_cql(self) -> object:
        left = self._parse_value()
        negate = self._take_word("not")
        word = self._next().lower()
        if word in {"like", "ilike"}:
            mask = self._match_like(left, self._parse_value(), word == "ilike")
        elif word == "in":
            self._expect("(")
            mask = left.isin(self._parse_arguments())  # type: ignore[attr-defined]
        elif word in _SIGNS:
            mask = _COMPARE[_SIGNS[word]](left, self._parse_value())
        else:
            raise Geweigerd(400, f"Could not parse CQL filter list. Encountered {word}")
        return ~mask if negate else mask  # type: ignore[operator]

    @staticmethod
    def _match_like(column: object, pattern: object, ignore_case: bool) -> object:
        parts = [re.escape(part).replace("_", ".") for part in str(pattern).split("%")]
        return column.str.fullmatch(".*".join(parts), case=not ignore_case)  # type: ignore[attr-defined]

    def _parse_value(self) -> object:
        token = self._next()
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        if re.fullmatch(r"-?\d+(\.\d+)?", token):
            return float(token)
        if token.lower() in {"true", "false", "null"}:
            return {"true": True, "false": False, "null": None}[token.lower()]
        if self._take_word("("):
            return _call(token.lower(), self._parse_arguments())
        return self._find_column(token)

    def _find_column(self, token: str) -> object:
        is_cql = self.parse_test is _Parser.parse_cql
        if token.lower() in _RESERVED and is_cql:
            raise Geweigerd(400, f"Could not parse CQL filter list. Encountered {token}")
        if token.startswith('"') and is_cql:
            token = token[1:-1]
        if token not in self.frame.columns:
            raise Geweigerd(400, f"Could not find a property named '{token}'")
        return self.frame[token]

    def _parse_arguments(self) -> list[object]:
        arguments = [self._parse_value()]
        while self._take_word(","):
            arguments.append(self._parse_value())
        self._expect(")")
        return arguments

    def _peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        if not token:
            raise Geweigerd(400, "Syntax error: unexpected end")
        self.position += 1
        return token

    def _take_word(self, word: str) -> bool:
        if self._peek().lower() != word:
            return False
        self.position += 1
        return True

    def _expect(self, word: str) -> None:
        if not self._take_word(word):
            raise Geweigerd(400, f"Syntax error: expected '{word}', found '{self._peek()}'")


def _call(name: str, arguments: list[object]) -> object:
    functions: dict[str, Callable[..., object]] = {
        "startswith": lambda column, text: column.str.startswith(text),
        "strstartswith": lambda column, text: column.str.startswith(text),
        "substringof": lambda text, column: column.str.contains(text, regex=False),
        "substring": lambda column, start, size=99.0: column.str.slice(int(start), int(start + size)),
        "trim": lambda column: column.str.strip(),
        "tolower": lambda column: column.str.lower(),
    }
    if name not in functions:
        raise Geweigerd(400, f"An unknown function with name '{name}' was found")
    return functions[name](*arguments)
