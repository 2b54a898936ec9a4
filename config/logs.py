"""Log lines as JSON, from named fields only, so that no personal data slips in."""

from __future__ import annotations

import json
import logging
import re

# PostgreSQL quotes the values of the offending row in a line of its own.
ROW_VALUES = re.compile(r"\n(DETAIL|CONTEXT): .*")
FIELDS = ("method", "route", "status", "milliseconds", "delivery")


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and the fields named above."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["trace"] = ROW_VALUES.sub("", self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)
