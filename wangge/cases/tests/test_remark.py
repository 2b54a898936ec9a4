from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import CHEN, NOW, TANG, WANG, XIE, ZHAO, ZHOU
from wangge.cases.actions import UnableToSpeak, close, merge, remark, report
from wangge.cases.models import Case, Remark
from wangge.cases.queries import open_verbs, resident
from wangge.cases.tests.builders import closed, follow_up, reported, said
from wangge.cases.tests.replaying import differences
from wangge.files.queries import attachments_of
from wangge.files.tests.builders import photos
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove
from wangge.kernel.ids import new_id

pytestmark = pytest.mark.usefixtures("town")


def test_the_worker_who_reported_adds_to_it() -> None:
    case = reported()

    remark(case.number, words="灯杆也歪了", by=ZHOU, now=NOW)

    assert Remark.objects.get(case=case).words == "灯杆也歪了"
    assert not differences(case)


def test_a_resident_adds_to_their_own_and_to_no_other() -> None:
    key = new_id()
    case = report(said("漏水", key=key, channel="public"), by=resident(key), now=NOW)

    remark(case.number, words="更大了", by=resident(key), now=NOW)

    with pytest.raises(Case.DoesNotExist):
        remark(case.number, words="别人的", by=resident(new_id()), now=NOW)


def test_the_desk_writes_down_what_the_reporter_says_on_the_telephone() -> None:
    case = reported()
    remark(case.number, words="又来电催问", by=WANG, now=NOW)
    assert "remark" in open_verbs(case, by=WANG, now=NOW)


def test_photos_alone_are_enough_and_nothing_at_all_is_not() -> None:
    case = reported()

    remark(case.number, photos=photos(1), by=ZHOU, now=NOW)

    assert attachments_of(case).count() == 1
    with pytest.raises(UnableToSpeak):
        remark(case.number, by=ZHOU, now=NOW)


def test_the_words_are_not_in_the_journal() -> None:
    remark(reported().number, words="我家的私事", by=ZHOU, now=NOW)
    assert "私事" not in str(Entry.objects.get(event="cases.remarked").detail)


def test_what_has_ended_takes_no_remark() -> None:
    with pytest.raises(UnableToMove):
        remark(closed().number, words="晚了", by=ZHOU, now=NOW)


def test_a_merged_case_takes_remarks_while_the_main_one_is_open() -> None:
    case, main = reported(), follow_up()
    merge(case.number, into=main.number, by=WANG, now=NOW)

    remark(case.number, words="还没人来", by=ZHOU, now=NOW)

    close(main.number, outcome="nobody", by=WANG, now=NOW)
    with pytest.raises(UnableToSpeak):
        remark(case.number, words="晚了", by=ZHOU, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (ZHAO, PermissionDenied),
        (XIE, PermissionDenied),
        (CHEN, PermissionDenied),
        (TANG, Case.DoesNotExist),
    ],
)
def test_is_refused_to_whoever_does_not_speak_for_the_reporter(
    by: Actor, refusal: type[Exception]
) -> None:
    case = reported()
    with pytest.raises(refusal):
        remark(case.number, words="不是我报的", by=by, now=NOW)
    assert "remark" not in open_verbs(case, by=by, now=NOW)
