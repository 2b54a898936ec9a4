"""A unit's workbench: by line and area, one's own, and a colleague's while they are away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from democity.cast import COUNTY, GRID_NEXT_DOOR, NEXT_DOOR, TOWNSHIP, URBAN, WATER
from tests.town import DISPUTE, LAMPS, LI, LIU, NOW, TANG, TODAY, ZHOU
from wangge.cases import actions
from wangge.cases.models import Case, Part
from wangge.cases.tests.builders import dispatched, handling, said, verifying
from wangge.cases.tests.door import door, rows_in
from wangge.cases.tests.test_tell_who_acts_next import people, told
from wangge.journal.jobs import deliver_one
from wangge.messages.models import Notice
from wangge.staff.actions import announce_absence

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.slow]
TODO = f"/{COUNTY}/cases/todo/"


def page(username: str, **query: str) -> str:
    answer = door(username).get(TODO, query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def next_door() -> Case:
    """A case of the same unit in the township next door."""
    case = actions.report(said("井盖缺失", grid=GRID_NEXT_DOOR), by=TANG, now=NOW)
    actions.accept(case.number, by=TANG, now=NOW)
    return actions.dispatch(case.number, lead=URBAN.id, by=TANG, now=NOW)


def liu_is_away() -> None:
    announce_absence(
        LIU.id, substitute=LI.id, since=TODAY, last=TODAY + timedelta(days=3), by=LIU, now=NOW
    )


def test_every_tab_counts_the_rows_it_shows() -> None:
    dispatched()
    next_door()
    actions.hand_to(handling().number, handler=LI.id, by=LI, now=NOW)
    verifying()

    for tab, label, rows in (
        ("to_sign", "待签收", 2), ("in_hand", "在办", 1), ("overdue", "已超期", 0),
        ("mine", "我的", 1), ("done", "已办结", 1),
    ):  # fmt: skip
        shown = page("li", tab=tab)
        assert f"{label} {rows}</a>" in shown
        assert rows_in(shown) == rows


def test_counts_and_rows_follow_the_line_of_the_matter() -> None:
    dispatched(matter=LAMPS)
    dispatched(matter=DISPUTE)
    dispatched(matter="")

    for line in ("05", "01", "other"):
        shown = page("li", tab="to_sign", line=line)
        assert "待签收 1</a>" in shown
        assert rows_in(shown) == 1
    assert "待签收 3</a>" in page("li", tab="to_sign")


def test_counts_and_rows_follow_the_area() -> None:
    dispatched()
    next_door()

    shown = page("li", tab="to_sign", area=str(NEXT_DOOR))
    assert "待签收 1</a>" in shown
    assert "井盖缺失" in shown
    assert "路灯不亮" not in shown
    assert "路灯不亮" in page("li", tab="to_sign", area=str(TOWNSHIP))


def test_who_acts_for_no_unit_is_offered_no_filter_of_units() -> None:
    desk = door("wang").get(f"/{TOWNSHIP}/cases/todo/").content.decode()
    assert 'name="line"' not in desk
    assert 'name="line"' in page("li")


def test_the_handler_is_shown_and_finds_it_among_theirs() -> None:
    actions.hand_to(handling().number, handler=LIU.id, by=LI, now=NOW)
    handling()

    mine = page("liu", tab="mine")
    assert rows_in(mine) == 1
    assert "刘示例" in page("li", tab="in_hand")
    assert rows_in(page("li", tab="mine")) == 0


def test_a_colleague_s_are_among_one_s_own_while_one_stands_in() -> None:
    actions.hand_to(handling().number, handler=LIU.id, by=LI, now=NOW)
    assert rows_in(page("li", tab="mine")) == 0

    liu_is_away()

    shown = page("li", tab="mine")
    assert rows_in(shown) == 1
    assert "代 刘示例" in shown
    assert "代 刘示例" not in page("liu", tab="mine")


def test_the_substitute_hears_of_what_is_handed_to_the_absent() -> None:
    liu_is_away()
    case = handling()
    actions.hand_to(case.number, handler=LIU.id, by=LI, now=NOW)
    assert told(case, "已交给您承办") == people(LIU)  # the liaison, who stands in, did it

    actions.conclude(case.number, result="好了", by=LIU, now=NOW)
    actions.fail_check(case.number, words="没好", by=ZHOU, now=NOW)
    assert told(case, "请重办") == people(LI, LIU)


def test_the_substitute_is_told_when_and_for_whom() -> None:
    liu_is_away()
    while deliver_one(now=NOW):
        pass
    notice = Notice.objects.get(path="/account/absences/")
    assert notice.account == LI.id
    assert notice.title == "6月10日至6月13日由您为刘示例代办"


def test_what_was_dispatched_long_ago_is_not_among_the_done() -> None:
    case = verifying()
    assert rows_in(page("li", tab="done")) == 1
    Part.objects.filter(case=case).update(dispatched_at=NOW - timedelta(days=31))
    assert rows_in(page("li", tab="done")) == 0


def test_another_unit_sees_nothing_of_it() -> None:
    handling()
    assert rows_in(page("qin", tab="in_hand")) == 0
    handling(WATER.id)
    assert rows_in(page("qin", tab="to_sign")) == 1


def test_what_the_lead_handed_back_does_not_wait_for_who_helps() -> None:
    case = dispatched(WATER.id)
    assert case.number in page("qin", tab="to_sign")
    actions.hand_back(case.number, basis="不属于本局职责", by=LI, now=NOW)
    assert case.number not in page("qin", tab="to_sign")
