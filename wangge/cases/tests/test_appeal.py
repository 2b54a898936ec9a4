from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import COUNTY
from tests.town import CHEN, LI, LIU, NOW, QIN, TANG
from wangge.cases.actions import UnableToAppeal, appeal
from wangge.cases.models import Case, Rating
from wangge.cases.queries import open_verbs
from wangge.cases.tests.asked import LATER, appealed, ended, rejected
from wangge.cases.tests.builders import verifying
from wangge.cases.tests.door import door
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor

pytestmark = pytest.mark.usefixtures("town")
# rated on Wednesday the 10th: three working days end on Monday the 15th at 17:30
LAST = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)


def test_puts_the_rating_before_the_agency() -> None:
    case = rejected()

    rating = appeal(case.number, words="与诉求无关", by=LI, now=LAST)

    rating.refresh_from_db()
    case.refresh_from_db()
    assert (rating.state, rating.appeal, rating.appealed_at) == ("appealed", "与诉求无关", LAST)
    assert case.state == "handling"
    assert differences(case) == {}


def test_is_written_in_the_journal() -> None:
    rating = appealed()
    detail = Entry.objects.get(event="cases.appealed").detail
    assert (detail["rating"], detail["rating_before"], detail["rating_after"]) == (
        str(rating.pk), "given", "appealed",
    )  # fmt: skip


def test_needs_words() -> None:
    with pytest.raises(UnableToAppeal) as refusal:
        appeal(rejected().number, words="", by=LI, now=NOW)
    assert refusal.value.field == "words"


def test_is_made_within_three_working_days() -> None:
    case = rejected()
    late = LAST + timedelta(seconds=1)
    with pytest.raises(UnableToAppeal, match="06月15日 17:30"):
        appeal(case.number, words="与诉求无关", by=LI, now=late)
    assert "appeal" in open_verbs(case, by=LI, now=LAST)
    assert "appeal" not in open_verbs(case, by=LI, now=late)


def test_is_made_once() -> None:
    case = appealed().case
    with pytest.raises(UnableToAppeal, match="没有"):
        appeal(case.number, words="再申诉", by=LI, now=LATER)


@pytest.mark.parametrize("build", [lambda: ended("satisfied"), verifying])
def test_there_must_be_an_unsatisfied_rating(build: type) -> None:
    with pytest.raises(UnableToAppeal, match="只有“不满意”"):
        appeal(build().number, words="与诉求无关", by=LI, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (LIU, PermissionDenied),
        (CHEN, PermissionDenied),
        (QIN, Case.DoesNotExist),
        (TANG, Case.DoesNotExist),
    ],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        appeal(rejected().number, words="与诉求无关", by=by, now=NOW)


def test_the_page_shows_what_was_said_and_until_when(wednesday: None) -> None:
    case, unit = rejected(), door("li")
    page = f"/{COUNTY}/cases/{case.number}/"
    shown = unit.get(f"{page}appeal/").content.decode()
    assert "还是不亮" in shown
    assert "2026年6月15日 17:30" in shown

    unit.post(f"{page}appeal/", {"words": "与诉求无关"})

    assert Rating.objects.get().state == "appealed"
    assert "申诉中" in unit.get(page).content.decode()
