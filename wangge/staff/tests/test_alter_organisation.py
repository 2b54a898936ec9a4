from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.test import Client

from wangge.journal.queries import entries_of
from wangge.staff.actions import UnableToAlterOrganisation, alter_organisation
from wangge.staff.queries import organisations_at

from .builders import (
    CITY,
    COUNTY,
    NEXT_DOOR,
    NOW,
    TODAY,
    TOWNSHIP,
    an_admin,
    an_organisation,
    at_the_door,
)

pytestmark = pytest.mark.django_db


def test_it_has_the_new_name_and_places_and_the_old_ones_are_in_the_record() -> None:
    body, by = an_organisation(), an_admin("system_admin")
    until = date(2026, 12, 1)
    alter_organisation(
        body.id, name="新城管局", codes=[TOWNSHIP], line="03", until=until, by=by, now=NOW
    )
    assert organisations_at(TOWNSHIP, on=TODAY)[0].name == "新城管局"
    assert organisations_at(TOWNSHIP, on=until) == []
    entry = entries_of(body).last()
    assert entry is not None
    assert (entry.event, entry.code) == ("staff.organisation_altered", TOWNSHIP)
    assert entry.detail["before"]["codes"] == [COUNTY]


def test_no_place_or_an_end_before_the_beginning_is_refused() -> None:
    body, by = an_organisation(), an_admin("system_admin")
    told = {"name": "城管局", "line": "", "by": by, "now": NOW}
    with pytest.raises(UnableToAlterOrganisation, match="所在区划"):
        alter_organisation(body.id, codes=[], until=None, **told)  # type: ignore[arg-type]
    with pytest.raises(UnableToAlterOrganisation, match="晚于"):
        alter_organisation(body.id, codes=[COUNTY], until=date(2025, 1, 1), **told)  # type: ignore[arg-type]


def test_out_of_sight_and_out_of_reach() -> None:
    county = an_admin("system_admin", NEXT_DOOR)
    told = {"name": "城管局", "line": "", "until": None, "by": county, "now": NOW}
    with pytest.raises(ObjectDoesNotExist):
        alter_organisation(an_organisation().id, codes=[NEXT_DOOR], **told)  # type: ignore[arg-type]
    shared = an_organisation("shared", codes=(COUNTY, NEXT_DOOR))
    with pytest.raises(PermissionDenied):
        alter_organisation(shared.id, codes=[NEXT_DOOR], **told)  # type: ignore[arg-type]


def test_the_page_alters_it(client: Client) -> None:
    body, door = an_organisation(), at_the_door(client, an_admin("system_admin"))
    url = f"/staff/organisations/{body.id}/alter_organisation/"
    assert COUNTY in door.get(url).content.decode()
    assert door.post(url, {"name": "新", "codes": CITY, "line": ""}).status_code == 303
    body.refresh_from_db()
    assert (body.name, body.codes) == ("新", [CITY])
