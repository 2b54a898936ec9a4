from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import TOWNSHIP
from tests.town import CHEN, DENG, LI, NOW, PENG, QIN, TANG, WANG, XIE, ZHOU
from wangge.cases.actions import UnableToAdmit, admit, conceal
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.queries import open_verbs
from wangge.cases.tests.builders import A_CASE, opinion, reported
from wangge.cases.tests.door import door
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.ids import new_id

pytestmark = pytest.mark.usefixtures("town")


def secret() -> Case:
    return conceal(reported().number, reason="涉及隐私", by=WANG, now=NOW)


def test_one_more_knows_of_it() -> None:
    case = admit(secret().number, account=XIE.id, by=WANG, now=NOW)

    case.refresh_from_db()
    assert XIE.scope("cases:view").covers(case)
    assert not ZHOU.scope("cases:view").covers(case)


def test_is_written_in_the_journal_and_replays() -> None:
    case = admit(secret().number, account=CHEN.id, by=DENG, now=NOW)

    detail = Entry.objects.get(event="cases.admitted").detail
    assert (detail["before"], detail["after"]) == ("reported", "reported")
    assert detail["account"] == str(CHEN.id)
    case.refresh_from_db()
    assert differences(case) == {}


@pytest.mark.parametrize("account", [TANG.id, LI.id, QIN.id, new_id()])
def test_only_who_could_see_the_place_can_be_let_in(account: object) -> None:
    with pytest.raises(UnableToAdmit) as refusal:
        admit(secret().number, account=account, by=WANG, now=NOW)  # type: ignore[arg-type]
    assert refusal.value.field == "account"


def test_never_whom_it_speaks_of() -> None:
    case = opinion("zhou")
    with pytest.raises(UnableToAdmit):
        admit(case.number, account=ZHOU.id, by=WANG, now=NOW)
    assert admit(case.number, account=XIE.id, by=WANG, now=NOW).circle


def test_nobody_twice_and_nobody_to_what_all_may_see() -> None:
    case = secret()
    with pytest.raises(UnableToAdmit, match="已是知情人"):
        admit(case.number, account=DENG.id, by=WANG, now=NOW)
    with pytest.raises(UnableToAdmit, match="不是保密件"):
        admit(reported().number, account=XIE.id, by=WANG, now=NOW)
    assert "admit" not in open_verbs(reported(), by=WANG, now=NOW)


@pytest.mark.parametrize("state", list(State))
def test_is_open_from_every_state(state: State) -> None:
    case = conceal(A_CASE[state]().number, reason="涉及隐私", by=WANG, now=NOW)
    assert admit(case.number, account=XIE.id, by=WANG, now=NOW).state == state


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(ZHOU, Case.DoesNotExist), (PENG, Case.DoesNotExist), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        admit(secret().number, account=XIE.id, by=by, now=NOW)


def test_is_denied_to_those_in_the_circle_without_the_right() -> None:
    case = admit(secret().number, account=XIE.id, by=WANG, now=NOW)
    with pytest.raises(PermissionDenied):
        admit(case.number, account=CHEN.id, by=XIE, now=NOW)


@pytest.mark.usefixtures("wednesday")
class TestThePage:
    def test_lists_who_could_see_the_place_and_nobody_who_knows_already(self) -> None:
        case = opinion("zhou")
        shown = door("wang").get(f"/{TOWNSHIP}/cases/{case.number}/admit/").content.decode()

        assert "谢示例（xie）" in shown
        assert "何示例（he）" in shown
        for absent in ("周示例", "（wang）", "（deng）", "唐示例", "李示例"):
            assert absent not in shown.replace("王示例", "")

    def test_finds_by_name_and_lets_in(self) -> None:
        case, client = secret(), door("wang")
        url = f"/{TOWNSHIP}/cases/{case.number}/admit/"
        part = client.get(url, {"find": "谢"}, headers={"HX-Request": "true"}).content.decode()
        assert "谢示例" in part
        assert "周示例" not in part
        assert "<html" not in part

        client.post(url, {"account": str(XIE.id)})

        case.refresh_from_db()
        assert XIE.id in (case.circle or [])

    def test_says_so_when_nobody_is_chosen_or_somebody_elsewhere(self) -> None:
        client, url = door("wang"), f"/{TOWNSHIP}/cases/{secret().number}/admit/"
        assert client.post(url, {}).status_code == 422
        assert client.post(url, {"account": str(TANG.id)}).status_code == 422
