from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import GRID, GRID_NEXT_DOOR, NEXT_DOOR, SECOND_GRID, TOWNSHIP
from tests.town import CHEN, DENG, DISPUTE, LI, NOW, TANG, WANG, XIE, ZHAO, ZHOU, inside
from wangge.cases import actions
from wangge.cases.actions import UnableToCorrect, UnableToReport, correct, send_back
from wangge.cases.flow import State
from wangge.cases.models import Case, LimitRecord, Remark
from wangge.cases.queries import resident
from wangge.cases.tests.builders import A_CASE, opinion, said, sent_back
from wangge.cases.tests.replaying import differences
from wangge.files.models import Purpose
from wangge.files.queries import attachments_of
from wangge.files.tests.builders import photos
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove
from wangge.kernel.ids import new_id

pytestmark = pytest.mark.usefixtures("town")


def back(case: Case) -> Case:
    return send_back(case.number, words="请补正", by=WANG, now=NOW)


def by_phone(by: Actor = WANG) -> Case:
    told = said(channel="phone", caller_name="某居民", caller_phone="13912345678")
    return back(actions.report(told, by=by, now=NOW))


def test_the_desk_has_it_again_with_a_new_limit() -> None:
    case = correct(sent_back().number, words="三号楼门口的路灯不亮", by=ZHOU, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.words) == ("reported", "三号楼门口的路灯不亮")
    stages = [row.stage for row in LimitRecord.objects.filter(case=case).order_by("id")]
    assert stages == ["accept", "correct", "accept"]


def test_the_old_words_are_kept_and_stay_out_of_the_journal() -> None:
    case = correct(sent_back().number, words="新的情况", address="三号楼门口", by=ZHOU, now=NOW)
    correct_again = back(case)
    correct(correct_again.number, address="四号楼门口", by=ZHOU, now=NOW)

    kept = [remark.words for remark in Remark.objects.filter(case=case).order_by("id")]
    assert kept == ["补正前的情况：路灯不亮", "补正前的地点：三号楼门口"]
    for entry in Entry.objects.filter(event="cases.corrected"):
        assert "新的情况" not in str(entry.detail)
        assert "号楼" not in str(entry.detail)


def test_the_longest_words_are_kept_whole() -> None:
    first = "甲" * 2000
    case = actions.report(said(first), by=ZHOU, now=NOW)
    correct(back(case).number, words="乙", by=ZHOU, now=NOW)

    kept = Remark.objects.filter(case=case).order_by("id").values_list("words", flat=True)
    assert "".join(kept) == f"补正前的情况：{first}"


def test_is_written_in_the_journal_and_replays() -> None:
    case = correct(
        sent_back().number, matter=DISPUTE, words="邻里纠纷", photos=photos(1), by=ZHOU, now=NOW
    )

    detail = Entry.objects.get(event="cases.corrected").detail
    assert (detail["before"], detail["after"], detail["line"]) == (
        "sent_back", "reported", DISPUTE,
    )  # fmt: skip
    shown = attachments_of(case, Purpose.REPORT)
    assert detail["photos"] == [str(photo.id) for photo in shown]
    case.refresh_from_db()
    assert case.line == DISPUTE
    assert differences(case) == {}


def test_a_new_place_brings_its_desk_and_keeps_where_it_was_born() -> None:
    case = back(actions.report(said(channel="phone"), by=DENG, now=NOW))
    lon, lat = inside(GRID_NEXT_DOOR)

    case = correct(case.number, lon=lon, lat=lat, by=DENG, now=NOW)

    case.refresh_from_db()
    assert (case.code, case.desk, case.born_code) == (GRID_NEXT_DOOR, NEXT_DOOR, GRID)
    assert Entry.objects.get(event="cases.corrected").detail["was_at"] == GRID
    assert differences(case) == {}


def test_a_chosen_grid_is_a_place_without_a_point() -> None:
    case = correct(by_phone().number, grid=str(SECOND_GRID), by=WANG, now=NOW)
    case.refresh_from_db()
    assert (case.code, case.lon, case.desk) == (SECOND_GRID, None, TOWNSHIP)


def test_its_own_grid_chosen_again_keeps_the_point() -> None:
    case = correct(by_phone().number, grid=str(GRID), words="再说一遍", by=WANG, now=NOW)
    case.refresh_from_db()
    assert case.lon is not None


def test_an_opinion_moved_to_another_place_is_heard_there() -> None:
    case = back(opinion(None))
    lon, lat = inside(GRID_NEXT_DOOR)

    case = correct(case.number, lon=lon, lat=lat, by=resident(case.pk), now=NOW)

    case.refresh_from_db()
    assert TANG.id in (case.circle or [])
    assert differences(case) == {}


@pytest.mark.parametrize(
    "given",
    [{}, {"words": "路灯不亮"}, {"words": "  "}, {"grid": str(GRID)}, {"matter": "05001"}],
)
def test_something_must_have_changed(given: dict[str, str]) -> None:
    case = sent_back()
    with pytest.raises(UnableToCorrect, match="没有改动"):
        correct(case.number, **given, by=ZHOU, now=NOW)  # type: ignore[arg-type]
    case.refresh_from_db()
    assert case.state == "sent_back"


def test_a_place_outside_the_reporter_s_area_is_refused() -> None:
    lon, lat = inside(GRID_NEXT_DOOR)
    with pytest.raises(UnableToReport, match="第4网格"):
        correct(sent_back().number, lon=lon, lat=lat, by=ZHOU, now=NOW)


def test_is_the_reporter_s_own() -> None:
    with pytest.raises(UnableToCorrect, match="上报人本人"):
        correct(sent_back().number, words="改", by=ZHAO, now=NOW)
    with pytest.raises(UnableToCorrect, match="上报人本人"):
        correct(sent_back().number, words="改", by=WANG, now=NOW)


def test_is_any_desk_s_for_who_called() -> None:
    case = by_phone()
    with pytest.raises(UnableToCorrect):
        correct(case.number, words="改", by=XIE, now=NOW)
    assert correct(case.number, words="改", by=DENG, now=NOW).state == "reported"


def test_is_the_resident_s_for_what_they_reported() -> None:
    key = new_id()
    case = actions.report(
        said(key=key, channel="public", kind="dispute"), by=resident(key), now=NOW
    )
    back(case)
    with pytest.raises(Case.DoesNotExist):
        correct(case.number, words="改", by=resident(new_id()), now=NOW)
    assert correct(case.number, words="改", by=resident(key), now=NOW).state == "reported"


@pytest.mark.parametrize("state", sorted(set(State) - {State.SENT_BACK}))
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        correct(A_CASE[State(state)]().number, words="改", by=ZHOU, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(CHEN, PermissionDenied), (LI, Case.DoesNotExist), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        correct(sent_back().number, words="改", by=by, now=NOW)
