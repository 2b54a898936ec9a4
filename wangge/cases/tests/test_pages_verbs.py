from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from democity.cast import COUNTY, GRID, STREET_NEXT_DOOR, TOWNSHIP, URBAN, WATER
from tests.town import LAMPS
from wangge.cases.flow import State
from wangge.cases.models import Case, Part
from wangge.cases.tests.builders import (
    A_CASE,
    accepted,
    closed,
    dispatched,
    follow_up,
    handed_back,
    handling,
    reported,
    sent_back,
    to_confirm,
    verifying,
)
from wangge.cases.tests.door import door
from wangge.kernel.code import Code

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.slow]

Build = Callable[[], Case]
WHOLE = {"whole": "1"}  # the last thing a form with photos sends
# verb, case, who, at, what is said, state afterwards
PAGES: list[tuple[str, Build, str, Code, Mapping[str, object], State]] = [
    ("accept", reported, "wang", TOWNSHIP, {"matter": LAMPS, "urgency": "normal"}, State.ACCEPTED),
    ("decline", reported, "wang", TOWNSHIP, {"reason": "重复上报"}, State.DECLINED),
    ("dispatch", accepted, "wang", TOWNSHIP, {"lead": str(URBAN.id)}, State.DISPATCHED),
    ("sign", dispatched, "li", COUNTY, {}, State.HANDLING),
    ("hand_back", dispatched, "li", COUNTY, {"basis": "三定方案"}, State.HANDED_BACK),
    ("conclude", handling, "liu", COUNTY, {"result": "已修好", "whole": "1"}, State.VERIFYING),
    ("confirm_done", verifying, "zhou", GRID, {"words": "亮了", **WHOLE}, State.FOLLOW_UP),
    ("fail_check", verifying, "zhou", GRID, {"words": "还是不亮", **WHOLE}, State.HANDLING),
    ("request_check", reported, "wang", TOWNSHIP, {}, State.TO_CONFIRM),
    ("affirm", to_confirm, "zhou", GRID, WHOLE, State.REPORTED),
    ("deny", to_confirm, "zhou", GRID, {"words": "灯是亮的", **WHOLE}, State.REPORTED),
    ("doubt", to_confirm, "zhou", GRID, {"words": "找不到", **WHOLE}, State.REPORTED),
    ("send_back", reported, "wang", TOWNSHIP, {"words": "是哪一盏"}, State.SENT_BACK),
    ("correct", sent_back, "zhou", GRID, {"words": "三号楼那盏", **WHOLE}, State.REPORTED),
    ("withdraw", reported, "zhou", GRID, {}, State.WITHDRAWN),
    ("reopen", closed, "wang", TOWNSHIP, {"reason": "又不亮了"}, State.ACCEPTED),
    ("close", follow_up, "wang", TOWNSHIP, {"outcome": "satisfied"}, State.CLOSED),
]
NAMES = [page[0] for page in PAGES]


@pytest.mark.parametrize(("verb", "build", "who", "at", "said", "after"), PAGES, ids=NAMES)
def test_asks_does_and_goes_back_to_the_case(
    verb: str, build: Build, who: str, at: Code, said: Mapping[str, object], after: State
) -> None:
    case, client = build(), door(who)
    url = f"/{at}/cases/{case.number}/{verb}/"
    assert client.get(url).status_code == 200

    answer = client.post(url, said, follow=True)

    case.refresh_from_db()
    assert answer.redirect_chain == [(f"/{at}/cases/{case.number}/", 303)]
    assert case.state == after
    assert f"事件 {case.number} 已" in answer.content.decode() or "核查通过" in str(
        answer.content, "utf8"
    )


@pytest.mark.parametrize(("verb", "build", "who", "at", "said", "after"), PAGES, ids=NAMES)
def test_a_second_press_is_told_that_somebody_was_faster(
    verb: str, build: Build, who: str, at: Code, said: Mapping[str, object], after: State
) -> None:
    case, client = build(), door(who)
    url = f"/{at}/cases/{case.number}/{verb}/"
    client.post(url, said)

    again = client.post(url, said)

    case.refresh_from_db()
    assert again.status_code == 409
    assert case.state == after
    assert client.get(url).status_code == 409


@pytest.mark.parametrize(("verb", "build", "who", "at", "said", "after"), PAGES, ids=NAMES)
def test_whoever_only_looks_on_is_refused_and_strangers_find_nothing(
    verb: str, build: Build, who: str, at: Code, said: Mapping[str, object], after: State
) -> None:
    case = build()
    before = case.state

    for username, status in (("peng", 403), ("tang", 404), ("qin", 404)):
        client = door(username)
        url = f"/{GRID}/cases/{case.number}/{verb}/"
        assert client.get(url).status_code == status
        assert client.post(url, said).status_code == status
    case.refresh_from_db()
    assert case.state == before


def test_a_participant_feeds_back() -> None:
    case = handling(WATER.id)
    client = door("qin")
    client.post(f"/{COUNTY}/cases/{case.number}/sign/")

    client.post(f"/{COUNTY}/cases/{case.number}/feed_back/", {"result": "已疏通", "whole": "1"})

    assert Part.objects.get(case=case, unit=WATER.id).state == "fed_back"


def test_a_worker_need_not_check_what_is_off_the_list() -> None:
    case = verifying(matter="")
    client = door("zhou")
    assert "不影响对您的评价" in client.get(f"/{GRID}/cases/{case.number}/refuse/").content.decode()

    client.post(f"/{GRID}/cases/{case.number}/refuse/", {"words": "不在清单内"})

    case.refresh_from_db()
    assert case.state == State.VERIFYING
    assert len(case.check_refused_by) == 1


def test_concluding_too_early_keeps_the_result_and_asks_for_a_reason() -> None:
    case = handling(WATER.id)
    client, url = door("li"), f"/{COUNTY}/cases/{case.number}/conclude/"
    assert "冷水滩区水利局" in client.get(url).content.decode()

    answer = client.post(url, {"result": "主管道已修复", "whole": "1"})

    assert answer.status_code == 409
    assert "还有 1 个协办单位没有反馈" in answer.content.decode()
    assert "主管道已修复" in answer.content.decode()


def test_dispatching_shows_the_limit_that_would_start_and_the_units_of_the_place() -> None:
    shown = door("wang").get(f"/{TOWNSHIP}/cases/{accepted().number}/dispatch/").content.decode()

    assert "5 个工作日" in shown
    assert "2026年6月17日 17:30" in shown
    assert shown.index("梅湾街道办事处") < shown.index("冷水滩区水利局")
    assert "菱角山街道办事处" not in shown


def test_dispatching_keeps_the_choice_when_refused() -> None:
    case = accepted()
    said = {"lead": str(URBAN.id), "participants": [str(URBAN.id)], "note": "请尽快"}

    answer = door("wang").post(f"/{TOWNSHIP}/cases/{case.number}/dispatch/", said)

    shown = " ".join(answer.content.decode().split())
    assert answer.status_code == 409
    assert "同一单位只能选一次" in shown
    assert "请尽快" in shown
    assert f'name="lead" value="{URBAN.id}" checked' in shown


def test_a_unit_elsewhere_cannot_be_chosen() -> None:
    case = accepted()

    answer = door("wang").post(
        f"/{TOWNSHIP}/cases/{case.number}/dispatch/", {"lead": str(STREET_NEXT_DOOR.id)}
    )

    assert answer.status_code == 422
    assert "不负责该地" in answer.content.decode()


def test_units_are_searched_and_what_is_ticked_stays() -> None:
    case = accepted()

    part = door("wang").get(
        f"/{TOWNSHIP}/cases/{case.number}/dispatch/",
        {"find": "水利", "lead": str(URBAN.id)},
        headers={"HX-Request": "true"},
    ).content.decode()  # fmt: skip

    assert "<html" not in part
    assert "水利局" in part
    assert "城市管理局" in part
    assert "梅湾街道办事处" not in part


def test_who_handed_this_case_back_is_marked() -> None:
    shown = door("wang").get(f"/{TOWNSHIP}/cases/{handed_back().number}/dispatch/").content.decode()

    assert "曾退回本件：不属于本局职责" in shown


@pytest.mark.parametrize("state", list(A_CASE))
def test_no_page_opens_for_a_verb_that_is_not_open(state: State) -> None:
    case, client = A_CASE[state](), door("wang")
    open_now = {"reported": {"accept", "decline"}, "accepted": {"dispatch"}}
    open_now |= {"handed_back": {"dispatch"}, "follow_up": {"close"}}
    open_now |= {"to_confirm": {"accept", "decline"}, "sent_back": {"decline"}}

    for verb in ("accept", "decline", "dispatch", "close"):
        status = client.get(f"/{TOWNSHIP}/cases/{case.number}/{verb}/").status_code
        assert status == (200 if verb in open_now.get(state, set()) else 409)
