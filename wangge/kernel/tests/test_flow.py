from __future__ import annotations

import pytest

from wangge.kernel.flow import Flow, UnableToMove

DOOR = Flow(
    {"open": ({"shut"}, "open"), "shut": ({"open"}, "shut"), "paint": ({"open", "shut"}, "shut")},
    say={"open": "开着", "shut": "关着", "paint": "刷漆"},
)


def test_a_verb_leads_from_one_state_to_another() -> None:
    assert DOOR.after("open", "shut") == "open"


def test_a_verb_that_is_not_open_is_refused_in_words() -> None:
    with pytest.raises(UnableToMove, match="当前状态为「开着」"):
        DOOR.after("open", "open")


def test_buttons_are_drawn_in_the_order_of_the_table() -> None:
    assert DOOR.open_from("shut") == ["open", "paint"]
    assert DOOR.open_from("gone") == []
