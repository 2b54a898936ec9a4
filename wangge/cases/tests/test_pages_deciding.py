"""The buttons of each state for each of the cast, and the pages of what stays in its state."""

from __future__ import annotations

import pytest

from democity.cast import CITY, COUNTY, GRID, TOWNSHIP
from tests.town import CHEN, DENG, HE, LI, NOW, PENG, WANG, XIE, ZHAO, ZHOU
from wangge.cases import actions
from wangge.cases.flow import State
from wangge.cases.queries import open_verbs
from wangge.cases.tests.builders import A_CASE, accepted, dispatched, opinion, reported
from wangge.cases.tests.door import door, rows_in
from wangge.kernel.actor import Actor

pytestmark = pytest.mark.usefixtures("wednesday")
MINE = {
    "request_check", "affirm", "deny", "doubt", "send_back", "correct", "withdraw", "escalate",
    "hand_down", "reopen", "conceal", "admit", "disclose",
}  # fmt: skip
ALWAYS = {"conceal"}
# what the township's desk, the grid's worker (who reported all but the public one), its leader and
# the county's agency may decide in each state
BUTTONS: dict[State, tuple[set[str], set[str], set[str], set[str]]] = {
    State.TO_CONFIRM: (ALWAYS, {"affirm", "deny", "doubt"}, set(), set()),
    State.REPORTED: (
        {"request_check", "send_back", "escalate", *ALWAYS}, {"withdraw"}, set(), set(),
    ),
    State.SENT_BACK: (ALWAYS, {"correct", "withdraw"}, set(), set()),
    State.ACCEPTED: ({"escalate", *ALWAYS}, {"withdraw"}, set(), set()),
    State.HANDED_BACK: ({"escalate", *ALWAYS}, set(), set(), set()),
    State.DISPATCHED: (ALWAYS, set(), set(), set()),
    State.HANDLING: (ALWAYS, set(), set(), set()),
    State.VERIFYING: (ALWAYS, set(), set(), set()),
    State.FOLLOW_UP: (ALWAYS, set(), set(), set()),
    State.CLOSED: ({"reopen", *ALWAYS}, set(), set(), set()),
    State.DECLINED: ({"reopen", *ALWAYS}, set(), set(), set()),
    State.MERGED: (ALWAYS, set(), set(), set()),
    State.WITHDRAWN: (ALWAYS, set(), set(), set()),
    State.ARCHIVED: (ALWAYS, set(), set(), set()),
}  # fmt: skip


@pytest.mark.parametrize("state", list(State))
def test_shows_to_each_what_they_may_decide(state: State) -> None:
    case = A_CASE[state]()
    case.refresh_from_db()
    found = tuple(
        MINE.intersection(open_verbs(case, by=by, now=NOW)) for by in (WANG, ZHOU, ZHAO, CHEN)
    )
    assert found == BUTTONS[state]


def test_a_raised_case_is_the_upper_desk_s() -> None:
    case = actions.escalate(reported().number, words="需协调", by=WANG, now=NOW)

    def of(by: Actor) -> set[str]:
        return MINE.intersection(open_verbs(case, by=by, now=NOW))

    assert of(WANG) == {"conceal"}
    assert of(DENG) == {"request_check", "send_back", "escalate", "hand_down", "conceal"}
    assert of(CHEN) == of(HE) == {"hand_down"}
    assert of(LI) == of(PENG) == of(XIE) == set()


def test_raising_and_handing_down_have_their_pages() -> None:
    case = reported()
    up = f"/{TOWNSHIP}/cases/{case.number}/escalate/"
    assert "正在计的时限不变" in door("wang").get(up).content.decode()
    assert door("wang").post(up, {"words": ""}).status_code == 422
    assert door("wang").post(up, {"words": "需协调"}).status_code == 303
    assert door("wang").get(up).status_code == 409

    shown = door("deng").get(f"/{COUNTY}/cases/{case.number}/").content.decode()
    assert "冷水滩区平台" in shown
    assert "需协调" in shown

    down = f"/{COUNTY}/cases/{case.number}/hand_down/"
    assert door("chen").post(down, {"words": "由街道办理"}).status_code == 303
    case.refresh_from_db()
    assert case.desk == TOWNSHIP


def test_the_list_narrows_by_the_desk_a_case_lies_at_and_a_to_do_is_one_s_own() -> None:
    raised, _ = reported("提级的"), reported("本级的")
    actions.escalate(raised.number, words="需协调", by=WANG, now=NOW)

    def words(username: str, url: str) -> set[str]:
        page = door(username).get(url).content.decode()
        return {one for one in ("提级的", "本级的") if one in page}

    assert words("deng", f"/{COUNTY}/cases/?desk=6") == {"提级的"}
    assert words("deng", f"/{COUNTY}/cases/?desk=9") == {"本级的"}
    assert words("he", f"/{CITY}/cases/?desk=4") == set()
    assert words("wang", f"/{TOWNSHIP}/cases/todo/?tab=to_accept") == {"本级的"}
    assert words("deng", f"/{COUNTY}/cases/todo/?tab=to_accept") == {"提级的", "本级的"}


def test_a_case_is_made_confidential_and_open_again_and_says_so() -> None:
    case, client = dispatched(), door("wang")
    page = f"/{TOWNSHIP}/cases/{case.number}/"
    assert client.post(f"{page}conceal/", {"reason": "涉及隐私"}).status_code == 303
    assert "保密" in client.get(page).content.decode()
    assert door("peng").get(page).status_code == 404
    assert client.get(f"{page}conceal/").status_code == 409

    assert client.post(f"{page}disclose/", {}).status_code == 303
    assert door("peng").get(page).status_code == 200


def test_a_report_sent_back_asks_its_reporter_for_what_is_missing() -> None:
    case = actions.send_back(reported().number, words="请写明是哪一盏灯", by=WANG, now=NOW)
    page = f"/{GRID}/cases/{case.number}/"
    client = door("zhou")

    asked = client.get(f"{page}correct/").content.decode()
    assert "请写明是哪一盏灯" in asked
    assert "路灯不亮" in asked
    client.post(
        f"{page}correct/", {"words": "三号楼那盏", "matter": "05001", "grid": GRID, "whole": "1"}
    )

    shown = client.get(page).content.decode()
    assert "三号楼那盏" in shown
    assert "补正前的情况：路灯不亮" in shown


def test_a_history_tells_every_step_in_words() -> None:
    case = accepted()
    actions.escalate(case.number, words="需协调", by=WANG, now=NOW)
    actions.hand_down(case.number, words="由街道办理", by=DENG, now=NOW)
    actions.conceal(case.number, reason="涉及隐私", by=WANG, now=NOW)
    actions.admit(case.number, account=XIE.id, by=WANG, now=NOW)

    shown = door("wang").get(f"/{TOWNSHIP}/cases/{case.number}/").content.decode()

    for words in ("提级", "冷水滩区平台", "交办", "由街道办理", "设为保密", "涉及隐私", "谢示例"):
        assert words in shown
    assert "cases." not in shown.replace("/cases/", "")


def test_an_opinion_says_what_it_is_and_who_may_know() -> None:
    case = opinion("zhou")
    shown = door("wang").get(f"/{TOWNSHIP}/cases/{case.number}/").content.decode()
    assert "意见建议" in shown
    assert "保密" in shown
    assert rows_in(door("wang").get(f"/{TOWNSHIP}/cases/").content.decode()) == 1
