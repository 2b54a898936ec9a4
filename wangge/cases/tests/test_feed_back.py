from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import COUNTY, URBAN, WATER
from tests.town import LI, NOW, QIN, WANG
from wangge.cases.actions import UnableToFeedBack, conclude, feed_back, hand_back, sign
from wangge.cases.models import Case, Part
from wangge.cases.tests.builders import handling
from wangge.cases.tests.door import door
from wangge.cases.tests.replaying import differences
from wangge.files.models import Purpose
from wangge.files.queries import attachments_of
from wangge.files.tests.builders import photos
from wangge.journal.models import Entry
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def shared(town: None) -> Case:
    """In hand at the lead and signed by one participant."""
    case = handling(WATER.id)
    sign(case.number, by=QIN, now=NOW)
    return case


def test_says_what_the_participant_did_and_leaves_the_case_with_the_lead(shared: Case) -> None:
    case = feed_back(shared.number, result="已修复水管", by=QIN, now=NOW)

    part = Part.objects.get(case=case, unit=WATER.id)
    assert (case.state, part.state, part.result) == ("handling", "fed_back", "已修复水管")


def test_lets_the_lead_conclude_without_giving_a_reason(shared: Case) -> None:
    feed_back(shared.number, result="已修复水管", by=QIN, now=NOW)
    assert conclude(shared.number, result="全部办好", by=LI, now=NOW).state == "verifying"


def test_is_written_in_the_journal(shared: Case) -> None:
    feed_back(shared.number, result="已修复水管", by=QIN, now=NOW)
    detail = Entry.objects.get(event="cases.fed_back").detail
    assert (detail["unit"], detail["part"], detail["lead"]) == (str(WATER.id), "fed_back", False)


def test_needs_words(shared: Case) -> None:
    with pytest.raises(UnableToFeedBack) as refusal:
        feed_back(shared.number, result="", by=QIN, now=NOW)
    assert refusal.value.field == "result"


def test_is_not_for_the_lead(shared: Case) -> None:
    with pytest.raises(UnableToFeedBack, match="办结"):
        feed_back(shared.number, result="好了", by=LI, now=NOW)
    assert Part.objects.get(case=shared, unit=URBAN.id).state == "handling"


def test_is_closed_before_signing() -> None:
    with pytest.raises(UnableToMove):
        feed_back(handling(WATER.id).number, result="好了", by=QIN, now=NOW)


def test_is_closed_once_it_was_done(shared: Case) -> None:
    feed_back(shared.number, result="已修复水管", by=QIN, now=NOW)
    with pytest.raises(UnableToMove):
        feed_back(shared.number, result="又修了", by=QIN, now=NOW)


def test_is_refused_to_the_desk_and_to_units_without_a_part(shared: Case) -> None:
    with pytest.raises(PermissionDenied):
        feed_back(shared.number, result="好了", by=WANG, now=NOW)
    with pytest.raises(Case.DoesNotExist):
        feed_back(handling().number, result="好了", by=QIN, now=NOW)


def test_is_closed_while_the_case_is_back_at_the_desk(shared: Case) -> None:
    hand_back(shared.number, basis="不属于本局", by=LI, now=NOW)
    with pytest.raises(UnableToMove, match="已退回"):
        feed_back(shared.number, result="已修复水管", by=QIN, now=NOW)


def test_may_be_shown_in_photos(shared: Case) -> None:
    feed_back(shared.number, result="已修复水管", photos=photos(1, 2), by=QIN, now=NOW)

    kept = attachments_of(shared, Purpose.FEED_BACK)
    told = Entry.objects.get(event="cases.fed_back").detail["photos"]
    assert told == [str(photo.id) for photo in kept]
    assert len(told) == 2


def test_a_refusal_keeps_no_photo(shared: Case) -> None:
    with pytest.raises(UnableToFeedBack):
        feed_back(shared.number, result="", photos=photos(1), by=QIN, now=NOW)
    assert not attachments_of(shared).exists()


@pytest.mark.usefixtures("wednesday")
def test_an_upload_that_was_cut_feeds_nothing_back(shared: Case) -> None:
    answer = door("qin").post(
        f"/{COUNTY}/cases/{shared.number}/feed_back/", {"result": "已修复", "photos": photos(1)}
    )
    assert answer.status_code == 422
    assert Part.objects.get(case=shared, unit=WATER.id).state == "handling"


def test_is_told_whole_by_the_journal(shared: Case) -> None:
    case = feed_back(shared.number, result="已修复水管", photos=photos(3), by=QIN, now=NOW)
    case.refresh_from_db()
    assert differences(case) == {}
