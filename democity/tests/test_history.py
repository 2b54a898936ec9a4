"""History in bulk is what the verbs would have written: the journal replays to the same rows."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from django.db import connections

from democity import boards, everyday, history, land, listing, people, residents
from democity.cast import CITY
from democity.loader import LOADER, SINCE
from democity.tales import TALES
from democity.terrain import Terrain, build
from wangge.cases.flow import OPEN
from wangge.cases.models import Case, Channel, Kind, LimitRecord, Part, Rating
from wangge.cases.numbers import is_number
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.code import Level
from wangge.places import actions as places
from wangge.portal.queries import opened_by
from wangge.staff.models import Account

NOW = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)
CASES, SAMPLE = 1_000, 200

pytestmark = pytest.mark.slow


def quiet(words: str) -> None:
    return None


@pytest.fixture(scope="module")
def one_county() -> Terrain:
    return build(6_000, only=["431103"])


@pytest.fixture
def loaded(fresh_database: str, one_county: Terrain) -> None:
    """One county of the demo city with a thousand cases of history, committed."""
    owner = connections["owner"]
    before, owner.settings_dict["NAME"] = owner.settings_dict["NAME"], fresh_database
    try:
        land.settle(one_county, quiet, now=NOW)
        people.found_organisations(quiet, now=NOW)
        people.staff_grids(one_county, quiet, now=NOW)
        listing.list_matters(quiet, now=NOW)
        people.sign_up_cast(quiet, now=NOW)
        boards.hang_boards(quiet, now=NOW)
        everyday.live(one_county, listing.numbers_by_word(), quiet, now=NOW)
        history.write(one_county, CASES, quiet, now=NOW)
    finally:
        owner.close()
        owner.settings_dict["NAME"] = before


@pytest.mark.usefixtures("loaded")
def test_200_random_cases_replay_from_the_journal_to_the_same_rows() -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    cases = random.Random(seed).sample(list(Case.objects.order_by("number")), SAMPLE)

    assert not [(case.number, wrong) for case in cases if (wrong := differences(case))]
    assert Case.objects.count() == CASES + len(TALES)
    assert {case.state for case in Case.objects.all()} >= {"closed", "archived"}
    assert all(is_number(case.number) for case in cases)
    assert LimitRecord.objects.exists()
    assert Part.objects.exists()

    told = {residents.key_of(tale.name) for tale in TALES}
    public = Case.objects.filter(channel=Channel.PUBLIC).exclude(pk__in=told)
    assert 0 < public.count() < CASES / 20
    assert not [wrong for case in public if (wrong := differences(case))]
    assert {case.state for case in public} <= {*OPEN, "closed", "archived"}
    assert Rating.objects.filter(case__in=public).exists()

    spoiled = Part.objects.order_by("id")[0]  # negative control: a row that drifted is noticed
    Part.objects.filter(pk=spoiled.pk).update(state="released")
    assert differences(spoiled.case)


@pytest.mark.usefixtures("loaded")
def test_what_residents_sent_is_in_every_state_and_can_be_followed() -> None:
    told = [Case.objects.get(pk=residents.key_of(tale.name)) for tale in TALES]
    assert not [(case.number, wrong) for case in told if (wrong := differences(case))]
    assert {case.state for case in told} >= {
        "to_confirm", "reported", "sent_back", "merged", "withdrawn", "archived", "follow_up",
    }  # fmt: skip
    assert {case.desk.level for case in told} == {Level.COUNTY, Level.TOWNSHIP}
    zhou = Account.objects.get(username="zhou").pk
    opinions = [case for case in told if case.kind == Kind.OPINION]
    assert opinions
    assert not [case for case in opinions if zhou in (case.circle or [zhou])]
    for number, code, _ in residents.to_try():
        assert opened_by(number, code, now=NOW)
    assert len(residents.to_try()) == len(residents.boards()) == 2


@pytest.mark.usefixtures("loaded")
def test_the_demo_is_loaded_once_and_says_what_is_invented() -> None:
    assert Entry.objects.filter(event="places.divisions_imported").count() == 1
    again = places.import_divisions(CITY, [], since=SINCE, by=LOADER, now=NOW)
    assert again.created == 0
