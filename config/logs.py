"""Log lines as JSON, from named fields only, so that no personal data slips in."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

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


def logging_at(level: str) -> dict[str, Any]:
    """Django's LOGGING: JSON lines on standard error; libraries that talk much say less."""
    quieter = {"axes": "WARNING", "apprise": "ERROR", "procrastinate": "WARNING"}
    named = {"django.server": "INFO"} | quieter
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            name: {"handlers": ["stderr"], "level": least, "propagate": False}
            for name, least in named.items()
        },
    }
