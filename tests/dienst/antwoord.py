"""What a service is asked, and what it answers."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

JSON = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Vraag:
    """A request: path below the service, query and the address of the service itself."""

    path: str
    query: dict[str, str]
    base: str
    accept: str = ""

    @classmethod
    def parse(cls, target: str, host: str, accept: str = "") -> tuple[str, Vraag]:
        """Split a request target into the first folder (the service) and the question to it."""
        parts = urlsplit(target)
        service, _, rest = parts.path.strip("/").partition("/")
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        return service, cls(rest.strip("/"), query, f"http://{host}/{service}", accept)

    @property
    def lower(self) -> dict[str, str]:
        """The query with keys in small letters, as OGC services read them."""
        return {key.lower(): value for key, value in self.query.items()}

    def drop(self, names: set[str]) -> Vraag:
        """Return the question without some parameters, whatever their capitals."""
        small = {name.lower() for name in names}
        return replace(
            self, query={key: text for key, text in self.query.items() if key.lower() not in small}
        )

    def link(self, **changes: object) -> str:
        """Return the absolute address of this question with other parameters; '__' stands for '$'."""
        query = self.query | {key.replace("__", "$"): str(value) for key, value in changes.items()}
        return f"{self.base}/{self.path}?{urlencode(query, safe='$,:')}"


@dataclass(frozen=True)
class Antwoord:
    """A response."""

    body: bytes
    status: int = 200
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)


class Geweigerd(Exception):
    """The service refuses the question with this status and reason."""

    def __init__(self, status: int, reason: str) -> None:
        self.status, self.reason = status, reason
        super().__init__(reason)


def to_json(content: object, status: int = 200, content_type: str = JSON, **headers: str) -> Antwoord:
    """Answer with JSON; headers are written with '_' for '-'."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return Antwoord(
        body, status, content_type, {key.replace("_", "-"): value for key, value in headers.items()}
    )


def to_records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Turn rows into plain dicts; missing becomes None, whole numbers in Int64 columns stay whole."""
    names = frame.columns.tolist()
    columns = [_to_plain(frame[name]) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _to_plain(column: pd.Series) -> list[object]:
    values = column.astype(object).to_numpy()
    return np.where(column.isna().to_numpy(), None, values).tolist()
