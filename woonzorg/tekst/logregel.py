"""A line of the log as JSON, for a machine that reads it: one object a line, whatever the text holds."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime


class Logregel(logging.Formatter):
    """Writes a record as one JSON object: tijd (UTC), niveau, bron, tekst, and fout where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; plain signs only, so that no text begins a line of its own."""
        moment = datetime.fromtimestamp(record.created, UTC)
        line = {
            "tijd": moment.isoformat(timespec="milliseconds"),
            "niveau": record.levelname,
            "bron": record.name,
            "tekst": record.getMessage(),
        }
        if record.exc_info:
            line["fout"] = self.formatException(record.exc_info)
        return json.dumps(line)
