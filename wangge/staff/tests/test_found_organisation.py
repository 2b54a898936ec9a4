from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from wangge.kernel.code import Code
from wangge.staff.actions import UnableToFoundOrganisation, found_organisation
from wangge.staff.models import Organisation
from wangge.staff.queries import (
    organisation,
    organisations_at,
    organisations_within,
    undertaking_units,
)

from .builders import (
    CITY,
    COUNTY,
    GRID,
    NEXT_DOOR,
    NOW,
    TODAY,
    TOWNSHIP,
    an_admin,
    an_organisation,
    at_the_door,
    events,
    security,
)

pytestmark = pytest.mark.django_db


def test_it_can_sit_on_several_areas() -> None:
    by = an_admin("system_admin")
    body = found_organisation(
        "jindong",
        name="金洞管理区",
        kind="zone",
        codes=[Code("431181001"), Code("431181002")],
        since=TODAY,
        by=by,
        now=NOW,
    )
    assert organisation(body.id).codes == ["431181001", "431181002"]
    assert events(body) == ["staff.organisation_founded"]
    assert organisations_at(Code("431181002001"), on=TODAY) == [body]


def test_the_nearest_is_responsible_first() -> None:
    city, county = an_organisation("a-city", codes=(CITY,)), an_organisation("b-county")
    town = an_organisation("c-town", codes=(TOWNSHIP,), kind="township")
    agency = an_organisation("d-agency", kind="county_agency")
    an_organisation("e-beside", codes=(NEXT_DOOR,))
    assert organisations_at(GRID) == [town, county, agency, city]
    assert organisations_at(GRID, kinds=["township"]) == [town]
    assert organisations_at(GRID, on=date(2025, 1, 1)) == []
    assert undertaking_units(GRID, TODAY) == [town, county, city]
    assert set(organisations_within(COUNTY)) == {county, town, agency}


def test_a_taken_key_and_no_place_are_refused() -> None:
    by = an_admin("system_admin")
    an_organisation("cgj")
    told = {"name": "城管局", "kind": "department", "since": TODAY, "by": by, "now": NOW}
    with pytest.raises(UnableToFoundOrganisation, match="已有单位使用"):
        found_organisation("cgj", codes=[COUNTY], **told)  # type: ignore[arg-type]
    with pytest.raises(UnableToFoundOrganisation, match="所在区划"):
        found_organisation("other", codes=[], **told)  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["security", "county"])
def test_outside_the_permission_it_is_denied(key: str) -> None:
    by = security() if key == "security" else an_admin("system_admin", NEXT_DOOR)
    with pytest.raises(PermissionDenied):
        found_organisation(
            "cgj", name="城管局", kind="department", codes=[COUNTY], since=TODAY, by=by, now=NOW
        )


def test_the_pages_found_list_and_show_it(client: Client) -> None:
    door = at_the_door(client, an_admin("system_admin"))
    told = {
        "key": "cgj",
        "name": "城市管理局",
        "kind": "department",
        "codes": "431103，431102",
        "since": "2026-11-24",
    }
    url = "/staff/organisations/found_organisation/"
    assert door.get(url).status_code == 200
    assert door.post(url, told | {"codes": "43110"}).status_code == 422
    assert door.post(url, told).status_code == 303
    body = Organisation.objects.get(key="cgj")
    assert body.codes == [NEXT_DOOR, COUNTY]
    assert "城市管理局" in door.get("/staff/organisations/?code=431103").content.decode()
    assert "城市管理局" not in door.get("/staff/organisations/?code=431121").content.decode()
    assert door.get(f"/staff/organisations/{body.id}/").status_code == 200
    assert door.get("/staff/system/").status_code == 200
