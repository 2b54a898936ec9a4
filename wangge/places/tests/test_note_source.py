from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW
from wangge.journal.queries import entries_of
from wangge.places.actions import note_source
from wangge.places.models import Provenance
from wangge.places.policies import May
from wangge.places.queries import forget, invented
from wangge.places.tests.builders import CITY, COUNTY, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_invented_facts_are_said_to_be_so() -> None:
    forget()
    assert not invented()
    row = note_source(
        CITY, "territory.grids", source="生成", invented=True, by=holder(May, CITY), now=NOW
    )
    forget()

    assert invented()
    assert entries_of(row).get().event == "places.source_noted"
    forget()


def test_saying_it_again_replaces_it() -> None:
    for source in ("甲", "乙"):
        note_source(CITY, "places", source=source, by=holder(May, CITY), now=NOW)
    assert Provenance.objects.get().source == "乙"


def test_only_who_holds_the_place_says_it() -> None:
    with pytest.raises(PermissionDenied):
        note_source(CITY, "places", source="甲", by=holder(May, COUNTY), now=NOW)
