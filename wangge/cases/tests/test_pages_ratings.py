"""The ratings of a place, and the appeals to decide there."""

from __future__ import annotations

import pytest

from democity.cast import COUNTY, GRID, NEXT_DOOR, TOWNSHIP
from tests.town import CHEN, LI, NOW
from wangge.cases.actions import appeal, uphold
from wangge.cases.models import Case
from wangge.cases.tests.asked import LATER, appealed, ended, rejected, set_aside
from wangge.cases.tests.door import door, rows_in

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.slow]


def page(username: str, at: str = COUNTY, **query: str) -> str:
    answer = door(username).get(f"/{at}/ratings/", query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_every_tab_counts_the_rows_it_shows_and_what_was_set_aside_counts_nowhere() -> None:
    appealed()
    set_aside()
    rejected()
    ended("satisfied")
    ended("basically")
    ended("unreached")

    for tab, label, rows in (
        ("appealed", "申诉中", 1), ("counted", "计入统计", 4), ("satisfied", "满意和基本满意", 2),
        ("unsatisfied", "不满意", 2), ("set_aside", "不计入", 1),
    ):  # fmt: skip
        shown = page("chen", tab=tab)
        assert f"{label} {rows}</a>" in shown
        assert rows_in(shown) == rows


def test_opens_with_the_appeals_while_there_are_any() -> None:
    rating = appealed()
    ended("satisfied")
    assert "与诉求无关" not in page("chen")
    assert rows_in(page("chen")) == 1

    uphold(rating.case.number, words="有录音为证", by=CHEN, now=LATER)

    assert rows_in(page("chen")) == 2


def test_a_unit_sees_those_of_its_own_work_and_another_none() -> None:
    rejected()
    assert rows_in(page("li")) == 1
    assert rows_in(page("qin")) == 0


def test_narrows_by_area_and_day() -> None:
    rejected()
    assert rows_in(page("chen", area=TOWNSHIP)) == 1
    assert rows_in(page("chen", area=NEXT_DOOR)) == 0
    assert rows_in(page("chen", rated_from="2026-06-10")) == 1
    assert rows_in(page("chen", rated_from="2026-06-11")) == 0


def test_nothing_is_seen_beyond_the_place_and_the_circle() -> None:
    case = rejected()
    assert rows_in(page("zhou", GRID)) == 1
    assert door("tang").get(f"/{TOWNSHIP}/ratings/").status_code == 404
    assert rows_in(page("tang", NEXT_DOOR)) == 0
    for username in ("luo", "huang", "jiang"):
        assert door(username).get(f"/{COUNTY}/ratings/").status_code == 403

    Case.objects.filter(pk=case.pk).update(circle=[CHEN.id])

    assert rows_in(page("chen")) == 1
    assert rows_in(page("zhou", GRID)) == 0
    assert rows_in(page("li")) == 0


def test_the_lead_s_appeal_leads_to_the_page_of_the_case() -> None:
    case = rejected()
    appeal(case.number, words="与诉求无关", by=LI, now=NOW)
    assert f"/{COUNTY}/cases/{case.number}/" in page("chen")
