from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import GRID, GRID_NEXT_DOOR
from tests.town import CHEN, DENG, HE, LI, NOW, PENG, WANG, XIE, ZHOU
from wangge.cases.actions import UnableToReport, report
from wangge.cases.actions.reporting import Report
from wangge.cases.flow import State
from wangge.cases.models import Case, LimitRecord
from wangge.cases.numbers import is_number
from wangge.cases.queries import resident
from wangge.cases.tests.builders import opinion, said
from wangge.cases.tests.replaying import differences
from wangge.files.models import Attachment, Purpose
from wangge.files.queries import attachments_of
from wangge.files.tests.builders import photos
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.ids import new_id
from wangge.territory.queries import OutsideCity
from wangge.workers.models import Worker

pytestmark = pytest.mark.usefixtures("town")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_opens_a_case_in_the_grid_of_the_point_under_the_accept_limit() -> None:
    case = report(said("路灯不亮"), by=ZHOU, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.code, case.born_code, case.line) == ("reported", GRID, GRID, "05001")
    assert is_number(case.number)
    assert case.number.startswith("431103260610")
    # two working hours from Wednesday 10:00, inside the morning session
    assert case.due_at == datetime(2026, 6, 10, 12, 0, tzinfo=SHANGHAI)
    assert LimitRecord.objects.get(case=case).trace


def test_is_written_in_the_journal_without_the_words() -> None:
    case = report(said("我家电话 13912345678"), by=ZHOU, now=NOW)

    entry = Entry.objects.get(event="cases.reported")
    assert entry.subject == f"case:{case.pk}"
    assert (entry.actor, entry.code, entry.at) == (ZHOU.id, GRID, NOW)
    assert entry.detail["number"] == case.number
    assert "13912345678" not in str(entry.detail)


def test_the_same_form_sent_twice_is_one_case() -> None:
    key = new_id()

    first = report(said(key=key), by=ZHOU, now=NOW)
    again = report(said(key=key), by=ZHOU, now=NOW + timedelta(minutes=1))

    assert first.number == again.number
    assert Case.objects.count() == 1
    assert Entry.objects.filter(event="cases.reported").count() == 1


def test_the_same_form_with_other_words_is_refused() -> None:
    key = new_id()
    report(said("路灯不亮", key=key), by=ZHOU, now=NOW)

    with pytest.raises(UnableToReport, match="已经提交过"):
        report(said("井盖丢了", key=key), by=ZHOU, now=NOW)


@pytest.mark.parametrize("words", ["", "   ", "字" * 2001])
def test_asks_for_some_words_but_not_a_novel(words: str) -> None:
    with pytest.raises(UnableToReport) as refusal:
        report(said(words), by=ZHOU, now=NOW)
    assert refusal.value.field == "words"


def test_a_point_outside_the_worker_s_grid_names_the_grid_it_is_in() -> None:
    with pytest.raises(UnableToReport, match="第4网格"):
        report(said(grid=GRID_NEXT_DOOR), by=ZHOU, now=NOW)
    assert not Case.objects.exists()


def test_a_point_outside_the_city_is_answered_clearly() -> None:
    with pytest.raises(OutsideCity, match="不在"):
        report(Report(key=new_id(), words="灯", lon=116.4, lat=39.9), by=ZHOU, now=NOW)


def test_an_off_list_demand_is_accepted_as_other() -> None:
    case = report(said(matter=""), by=ZHOU, now=NOW)
    assert (case.line, case.category) == ("", "其他服务管理")


def test_a_matter_that_is_not_on_the_list_is_refused_at_its_field() -> None:
    with pytest.raises(UnableToReport) as refusal:
        report(said(matter="99001"), by=ZHOU, now=NOW)
    assert refusal.value.field == "matter"


def test_without_a_point_the_grid_is_chosen() -> None:
    case = report(Report(key=new_id(), words="灯", grid=str(GRID)), by=XIE, now=NOW)
    assert (case.code, case.lon) == (GRID, None)


def test_half_a_point_is_none_and_the_chosen_grid_counts() -> None:
    case = report(Report(key=new_id(), words="灯", grid=str(GRID), lon=111.6), by=XIE, now=NOW)
    case.refresh_from_db()
    assert (case.code, case.lon, case.lat) == (GRID, None, None)


def test_without_any_place_it_is_refused() -> None:
    with pytest.raises(UnableToReport, match="选择网格"):
        report(Report(key=new_id(), words="灯"), by=ZHOU, now=NOW)


@pytest.mark.parametrize("by", [ZHOU, XIE, WANG])
def test_is_for_workers_assistants_and_desks(by: Actor) -> None:
    assert report(said(), by=by, now=NOW).state == State.REPORTED


@pytest.mark.parametrize("by", [LI, HE])
def test_is_refused_to_units_and_agencies(by: Actor) -> None:
    with pytest.raises(PermissionDenied):
        report(said(), by=by, now=NOW)


def test_numbers_of_a_county_and_day_follow_each_other() -> None:
    numbers = [report(said(), by=ZHOU, now=NOW).number for _ in range(3)]
    assert [number[12:17] for number in numbers] == ["00001", "00002", "00003"]


def test_a_public_matter_goes_to_the_worker_first_unless_a_machine_may_have_sent_it() -> None:
    proven, unproven = new_id(), new_id()
    first = report(said(key=proven, channel="public"), by=resident(proven), now=NOW)
    second = report(
        said(key=unproven, proven=False, channel="public"), by=resident(unproven), now=NOW
    )

    assert (first.state, second.state) == ("to_confirm", "reported")
    assert LimitRecord.objects.get(case=first).stage == "confirm"
    for case in (first, second):
        case.refresh_from_db()
        assert differences(case) == {}


@pytest.mark.parametrize("kind", ["dispute", "opinion"])
def test_disputes_and_opinions_skip_the_check(kind: str) -> None:
    key = new_id()
    case = report(said(key=key, channel="public", kind=kind), by=resident(key), now=NOW)
    assert case.state == "reported"


def test_an_opinion_is_open_to_those_who_hear_it_and_its_reporter() -> None:
    case = opinion(None)
    heard = {one.id for one in (WANG, DENG, PENG, CHEN)}
    case.refresh_from_db()
    assert set(case.circle or ()) == heard | {resident(case.pk).id}
    assert Entry.objects.get(event="cases.reported").detail["circle"] == sorted(
        str(one) for one in case.circle or ()
    )
    assert differences(case) == {}


def test_only_an_opinion_speaks_of_a_worker_and_of_one_there_is() -> None:
    worker = Worker.objects.get(account_id=ZHOU.id).pk
    with pytest.raises(UnableToReport, match="意见建议") as refusal:
        report(said(about=worker), by=ZHOU, now=NOW)
    assert refusal.value.field == "kind"
    with pytest.raises(UnableToReport, match="没有找到") as refusal:
        report(said(kind="opinion", about=new_id()), by=WANG, now=NOW)
    assert refusal.value.field == "about"


def test_carries_photos_and_the_journal_names_them() -> None:
    case = report(said(), photos=photos(1, 2), by=ZHOU, now=NOW)
    shown = [str(photo.id) for photo in attachments_of(case, Purpose.REPORT)]
    assert Entry.objects.get(event="cases.reported").detail["photos"] == shown
    case.refresh_from_db()
    assert differences(case) == {}


def test_a_refused_report_keeps_no_photo() -> None:
    with pytest.raises(UnableToReport):
        report(said(matter="99001"), photos=photos(1), by=ZHOU, now=NOW)
    assert not Attachment.objects.exists()
