from __future__ import annotations

import pytest

from wangge.exports import queries

from . import lists


@pytest.fixture(autouse=True)
def long_roster(monkeypatch: pytest.MonkeyPatch, town: None) -> None:
    """In the town, the roster is a list of 2,500 rows."""
    monkeypatch.setitem(lists.LENGTH, "rows", 2_500)
    table = {lists.LIST: "wangge.exports.tests.lists.numbered"}
    monkeypatch.setattr(queries, "offered", lambda: table)
