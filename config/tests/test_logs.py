"""Log lines are JSON and carry no values of rows."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import IntegrityError

from config.logs import JsonFormatter


def formatted(message: str) -> dict[str, str]:
    broke = (IntegrityError, IntegrityError(message), None)
    record = logging.LogRecord("wangge", logging.ERROR, __file__, 1, "it broke", None, broke)
    line: dict[str, str] = json.loads(JsonFormatter().format(record))
    return line


@pytest.mark.parametrize("kind", ["DETAIL", "CONTEXT"])
def test_postgresql_s_quotation_of_a_row_is_left_out(kind: str) -> None:
    line = formatted(f"duplicate key value\n{kind}:  Key (name, phone)=(周示例, 13800000000)")
    assert "duplicate key value" in line["trace"]
    assert "13800000000" not in line["trace"]


def test_only_named_fields_are_written() -> None:
    record = logging.LogRecord("wangge", logging.INFO, __file__, 1, "request", None, None)
    record.status, record.phone = 200, "13800000000"
    line = json.loads(JsonFormatter().format(record))
    assert line["status"] == 200
    assert "phone" not in line
