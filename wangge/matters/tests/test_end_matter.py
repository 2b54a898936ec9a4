from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import LAMPS, NOW, SINCE, TODAY
from wangge.journal.queries import entries_of
from wangge.kernel.errors import OutOfSight
from wangge.matters.actions import UnableToEndMatter, end_matter
from wangge.matters.policies import May
from wangge.matters.queries import in_force
from wangge.matters.tests.builders import AGENCY
from wangge.places.tests.builders import COUNTY, ELSEWHERE, browser, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_from_its_date_on_the_item_is_off_the_list() -> None:
    matter = end_matter(LAMPS, until=TODAY, reason="不再需要", by=AGENCY, now=NOW)

    assert LAMPS not in set(in_force(TODAY).values_list("number", flat=True))
    assert LAMPS in set(in_force(date(2026, 6, 9)).values_list("number", flat=True))
    entry = entries_of(matter).get()
    assert (entry.event, entry.detail["reason"]) == ("matters.matter_ended", "不再需要")


def test_an_item_leaves_once_and_not_before_it_came() -> None:
    with pytest.raises(UnableToEndMatter, match="晚于"):
        end_matter(LAMPS, until=SINCE, reason="错", by=AGENCY, now=NOW)
    end_matter(LAMPS, until=TODAY, reason="完", by=AGENCY, now=NOW)
    with pytest.raises(UnableToEndMatter, match="已于"):
        end_matter(LAMPS, until=date(2027, 1, 1), reason="又", by=AGENCY, now=NOW)


def test_the_list_is_public_but_only_its_own_agency_ends_an_item() -> None:
    with pytest.raises(PermissionDenied):
        end_matter(LAMPS, until=TODAY, reason="别处", by=holder(May, ELSEWHERE), now=NOW)
    with pytest.raises(PermissionDenied):
        end_matter(LAMPS, until=TODAY, reason="看", by=holder([May.VIEW], COUNTY), now=NOW)
    with pytest.raises(OutOfSight):
        end_matter("99999", until=TODAY, reason="无", by=AGENCY, now=NOW)


def test_in_a_browser() -> None:
    address = f"/{COUNTY}/matters/{LAMPS}/end_matter/"
    form = {"until": "2026-12-31", "reason": "不再需要"}

    assert browser("peng").post(address, form).status_code == 403
    assert browser("chen").post(address, form).status_code == 303
    assert browser("chen").post(address, form).status_code == 409
    assert browser("chen").get(f"/{COUNTY}/matters/00000/end_matter/").status_code == 404
