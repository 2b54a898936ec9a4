from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import COUNTY, URBAN
from tests.town import CHEN, HE, LI, TANG, WANG
from wangge.cases.actions import UnableToRule, uphold
from wangge.cases.models import Case, Rating
from wangge.cases.queries import open_verbs
from wangge.cases.tests.asked import LATER, appealed, rejected
from wangge.cases.tests.door import door
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor

pytestmark = pytest.mark.usefixtures("town")


def test_decides_the_appeal_and_says_why() -> None:
    rating = uphold(appealed().case.number, words="有录音为证", by=CHEN, now=LATER)

    rating.refresh_from_db()
    assert (rating.state, rating.ruling, rating.ruled_at) == ("upheld", "有录音为证", LATER)
    case = Case.objects.get(pk=rating.case_id)
    assert case.state == "handling"
    assert differences(case) == {}


def test_is_written_in_the_journal() -> None:
    uphold(appealed().case.number, words="有录音为证", by=CHEN, now=LATER)
    detail = Entry.objects.get(event="cases.upheld").detail
    assert (detail["rating_before"], detail["rating_after"]) == ("appealed", "upheld")


def test_needs_words() -> None:
    with pytest.raises(UnableToRule) as refusal:
        uphold(appealed().case.number, words=" ", by=CHEN, now=LATER)
    assert refusal.value.field == "words"


def test_there_must_be_an_appeal_and_it_is_decided_once() -> None:
    with pytest.raises(UnableToRule, match="没有等待裁定"):
        uphold(rejected().number, words="有录音为证", by=CHEN, now=LATER)
    number = appealed().case.number
    uphold(number, words="有录音为证", by=CHEN, now=LATER)
    with pytest.raises(UnableToRule, match="没有等待裁定"):
        uphold(number, words="有录音为证", by=CHEN, now=LATER)


def test_nobody_decides_their_own_unit_s_appeal() -> None:
    case = appealed().case
    own = replace(CHEN, unit=URBAN.id)
    with pytest.raises(UnableToRule, match="自己的申诉"):
        uphold(case.number, words="有录音为证", by=own, now=LATER)
    assert "uphold" in open_verbs(case, by=CHEN, now=LATER)
    assert "uphold" not in open_verbs(case, by=own, now=LATER)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (LI, PermissionDenied),
        (WANG, PermissionDenied),
        (HE, PermissionDenied),
        (TANG, Case.DoesNotExist),
    ],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        uphold(appealed().case.number, words="有录音为证", by=by, now=LATER)


def test_the_page_shows_both_sides(wednesday: None) -> None:
    case, agency = appealed().case, door("chen")
    page = f"/{COUNTY}/cases/{case.number}/"
    shown = agency.get(f"{page}uphold/").content.decode()
    assert "还是不亮" in shown
    assert "与诉求无关" in shown

    agency.post(f"{page}uphold/", {"words": "有录音为证"})

    assert Rating.objects.get().state == "upheld"
    assert "有录音为证" in agency.get(page).content.decode()
