from __future__ import annotations

import pytest

from democity.cast import COUNTY, GRID, SECOND_GRID, TOWNSHIP, URBAN, WATER
from tests.town import LAMPS, LI, NOW, WANG
from wangge.cases import actions
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.queries import resident
from wangge.cases.tests.builders import A_CASE, dispatched, handed_back, reported, said, verifying
from wangge.cases.tests.door import door
from wangge.kernel.code import Code
from wangge.kernel.ids import new_id

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.slow]


THE_ROAD = {
    "accept", "decline", "dispatch", "sign", "hand_back", "feed_back", "conclude",
    "confirm_done", "fail_check", "refuse", "close",
}  # fmt: skip


def page(username: str, case: Case, at: Code = TOWNSHIP, part: str = "") -> str:
    answer = door(username).get(f"/{at}/cases/{case.number}/{part}")
    assert answer.status_code == 200
    return answer.content.decode()


def called() -> Case:
    call = said("漏水", caller_name="某居民", caller_phone="13912345678", channel="phone")
    return actions.report(call, by=WANG, now=NOW)


@pytest.mark.parametrize("state", list(A_CASE))
def test_shows_a_case_in_every_state(state: State) -> None:
    case = A_CASE[state]()

    shown = page("chen", case, COUNTY)

    assert case.number in shown
    assert state.label in shown


@pytest.mark.parametrize(
    ("state", "username", "at", "verbs"),
    [
        (State.REPORTED, "wang", TOWNSHIP, {"accept", "decline"}),
        (State.ACCEPTED, "wang", TOWNSHIP, {"dispatch"}),
        (State.DISPATCHED, "li", COUNTY, {"sign", "hand_back"}),
        (State.HANDLING, "liu", COUNTY, {"conclude"}),
        (State.VERIFYING, "zhou", GRID, {"confirm_done", "fail_check"}),
        (State.FOLLOW_UP, "wang", TOWNSHIP, {"close"}),
        (State.CLOSED, "wang", TOWNSHIP, set()),
        (State.REPORTED, "chen", COUNTY, set()),
    ],
)
def test_offers_the_verbs_that_are_open_to_the_actor(
    state: State, username: str, at: Code, verbs: set[str]
) -> None:
    case = A_CASE[state]()

    shown = page(username, case, at)

    assert {verb for verb in THE_ROAD if f"/{case.number}/{verb}/" in shown} == verbs


def test_tells_the_story_in_plain_words() -> None:
    case = handed_back()

    shown = page("wang", case)

    for words in ("上报", "受理", "分派", "退回", "不属于本局职责", "冷水滩区城市管理局"):
        assert words in shown
    assert "6月10日 10:00" in shown  # Asia/Shanghai


def test_explains_each_limit_day_by_day() -> None:
    shown = page("wang", dispatched(WATER.id))

    assert "办理 5 个工作日" in shown
    assert "第 5 个工作日" in shown
    assert "收到当日" in shown


def test_the_light_of_a_part_stands_by_the_limit_that_runs() -> None:
    case = dispatched()
    assert "签收 <time" in " ".join(page("wang", case).split())

    actions.sign(case.number, by=LI, now=NOW)

    assert "签收 <time" not in " ".join(page("wang", case).split())


def test_is_not_there_outside_the_scope_or_the_place() -> None:
    case = reported()

    assert door("tang").get(f"/{GRID}/cases/{case.number}/").status_code == 404
    assert door("li").get(f"/{COUNTY}/cases/{case.number}/").status_code == 404
    assert door("wang").get(f"/{SECOND_GRID}/cases/{case.number}/").status_code == 404
    assert door("wang").get(f"/{TOWNSHIP}/cases/{case.number[:-1]}0/").status_code == 404


def test_the_desk_and_the_units_see_the_phone_and_others_a_mask() -> None:
    case = called()

    assert 'href="tel:13912345678"' in page("wang", case)
    for username, at in (("zhou", GRID), ("chen", COUNTY)):
        shown = page(username, case, at)
        assert "13912345678" not in shown
        assert "139****5678" in shown


def test_the_unit_that_has_the_case_in_hand_sees_the_phone() -> None:
    number = actions.accept(called().number, by=WANG, now=NOW).number
    case = actions.dispatch(number, lead=URBAN.id, by=WANG, now=NOW)

    assert 'href="tel:13912345678"' in page("li", case, COUNTY)


@pytest.mark.parametrize("username", ["wang", "zhou"])
def test_prints_a_sheet_with_room_to_sign(username: str) -> None:
    case = verifying()

    shown = page(username, case, GRID, "print/")

    for words in ("网格事件处理单", case.number, "已更换灯泡", "承办人", "核查人"):
        assert words in shown


def test_the_printed_phone_is_masked_as_on_the_page() -> None:
    case = called()

    assert "13912345678" in page("wang", case, part="print/")
    assert "13912345678" not in page("zhou", case, GRID, "print/")


def test_the_map_is_the_grid_among_its_neighbours() -> None:
    case = reported()

    answer = door("zhou").get(f"/{GRID}/cases/{case.number}/map.json")

    roles = [feature["properties"]["role"] for feature in answer.json()["features"]]
    assert answer["Content-Type"] == "application/geo+json"
    assert sorted(roles) == ["grid", "own"]


def test_the_lasting_address_leads_to_today_s_place() -> None:
    case = reported()
    Case.objects.filter(pk=case.pk).update(code=SECOND_GRID)

    answer = door("wang").get(f"/cases/{case.number}/")

    assert answer.status_code == 302
    assert answer["Location"] == f"/{SECOND_GRID}/cases/{case.number}/"
    assert door("tang").get(f"/cases/{case.number}/").status_code == 404
    assert door("luo").get(f"/cases/{case.number}/").status_code == 404


def test_a_stranger_is_asked_to_sign_in_first() -> None:
    case = reported(matter=LAMPS)
    client = door("wang")
    client.logout()

    answer = client.get(f"/{TOWNSHIP}/cases/{case.number}/")

    assert answer.status_code == 302
    assert "next=" in answer["Location"]


def test_what_a_machine_may_have_sent_is_marked_until_the_desk_decides() -> None:
    key = new_id()
    unproven = said(key=key, channel="public", proven=False)
    case = actions.report(unproven, by=resident(key), now=NOW)
    listed = door("wang").get(f"/{TOWNSHIP}/cases/?tab=to_accept").content.decode()

    assert "来件待确认" in page("wang", case)
    assert listed.count("来件待确认") == 1
    actions.accept(case.number, by=WANG, now=NOW)
    assert "来件待确认" not in page("wang", case)
    assert "来件待确认" not in page("wang", reported())
