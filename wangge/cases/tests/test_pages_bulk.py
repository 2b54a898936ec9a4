"""Many cases at once, from the list."""

from __future__ import annotations

import re

import pytest

from democity.cast import COUNTY, GRID_NEXT_DOOR, TOWNSHIP, URBAN, WATER
from tests.town import NOW, TANG, WANG
from wangge.cases import actions
from wangge.cases.models import Case
from wangge.cases.tests.builders import accepted, closed, dispatched, reported, said
from wangge.cases.tests.door import door
from wangge.journal.models import Entry

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.slow]
LIST = f"/{TOWNSHIP}/cases/"


def sent(verb: str, *cases: Case, username: str = "wang", **more: object) -> str:
    numbers = [case.number for case in cases]
    answer = door(username).post(f"{LIST}bulk_{verb}/", {"number": numbers} | more)
    assert answer.status_code == 200
    return answer.content.decode()


def states(*cases: Case) -> list[str]:
    return [Case.objects.get(pk=case.pk).state for case in cases]


def test_the_list_offers_to_choose_rows_to_those_who_may() -> None:
    case = reported()
    shown = door("wang").get(LIST).content.decode()
    assert re.search(rf'name="number" value="{case.number}"\s+form="wg-bulk" data-select', shown)
    assert f'formaction="{LIST}bulk_accept/"' in shown
    for username, url in (("chen", f"/{COUNTY}/cases/"), ("wang", f"{LIST}?tab=closed")):
        closed()
        assert "data-select" not in door(username).get(url).content.decode()


def test_the_desk_s_to_do_can_be_chosen_too() -> None:
    reported()
    assert "data-select" in door("wang").get(f"{LIST}todo/").content.decode()


def test_accepts_what_can_be_and_says_of_each_other_why_not() -> None:
    fresh, again, done = reported("甲"), reported("乙"), closed()

    shown = sent("accept", fresh, again, done)

    assert states(fresh, again, done) == ["accepted", "accepted", "closed"]
    assert "受理 <strong>2</strong> 件，没有受理 <strong>1</strong> 件" in shown
    assert "当前状态为「已结案」，不能受理" in shown
    assert Entry.objects.filter(event="cases.accepted", actor=WANG.id).count() == 3


def test_sent_again_it_changes_nothing() -> None:
    case = reported()
    sent("accept", case)
    entries = Entry.objects.count()

    shown = sent("accept", case)

    assert "不能受理" in shown
    assert Entry.objects.count() == entries


def test_dispatching_asks_first_to_whom() -> None:
    one, two = accepted(), accepted()

    shown = sent("dispatch", one, two)

    assert "分派 2 件" in shown
    assert shown.index("冷水滩区城市管理局") < shown.index("冷水滩区水利局")
    assert states(one, two) == ["accepted", "accepted"]


def test_dispatches_each_under_its_own_limits_and_says_what_was_refused() -> None:
    one, two, gone = accepted(), accepted(), dispatched()

    shown = sent(
        "dispatch", one, two, gone, lead=str(URBAN.id), participants=[str(WATER.id)], note="尽快"
    )

    assert states(one, two) == ["dispatched", "dispatched"]
    assert "分派 <strong>2</strong> 件，没有分派 <strong>1</strong> 件" in shown
    assert Case.objects.get(pk=one.pk).units == [URBAN.id, WATER.id]


def test_without_a_lead_the_choice_stays() -> None:
    case = accepted()
    answer = door("wang").post(f"{LIST}bulk_dispatch/", {"number": [case.number], "note": "尽快"})
    assert answer.status_code == 422
    assert "请选定一个牵头单位。" in answer.content.decode()
    assert f'name="number" value="{case.number}"' in answer.content.decode()


def test_what_is_out_of_sight_is_not_touched() -> None:
    other = actions.report(said(grid=GRID_NEXT_DOOR), by=TANG, now=NOW)
    shown = sent("accept", other)
    assert states(other) == ["reported"]
    assert "没有找到，可能已不在您的范围内" in shown
    assert other.words not in shown


def test_nothing_chosen_is_said() -> None:
    for verb in ("accept", "dispatch"):
        assert "没有选中事件" in sent(verb)
        assert "没有选中事件" in door("wang").get(f"{LIST}bulk_{verb}/").content.decode()


def test_more_than_fit_on_a_page_are_too_many() -> None:
    numbers = [f"{number:018}" for number in range(301)]
    answer = door("wang").post(f"{LIST}bulk_accept/", {"number": numbers})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("username", "status"), [("chen", 403), ("peng", 403), ("tang", 404), ("zhou", 403)]
)
def test_is_for_the_desk_of_the_place(username: str, status: int) -> None:
    case = reported()
    for verb in ("accept", "dispatch"):
        answer = door(username).post(f"{LIST}bulk_{verb}/", {"number": [case.number]})
        assert answer.status_code == status
    assert states(case) == ["reported"]
