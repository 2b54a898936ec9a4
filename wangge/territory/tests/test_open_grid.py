from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from psycopg.types.range import DateRange

from tests.town import NOW, SINCE, TODAY
from wangge.journal.queries import entries_of
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.kernel.ids import new_id
from wangge.places.tests.builders import (
    COUNTY,
    ELSEWHERE,
    GRID,
    NEXT_DOOR,
    TOWNSHIP,
    VILLAGE,
    browser,
    holder,
)
from wangge.territory.actions import Part, UnableToOpenGrid, open_grid, retire_grid
from wangge.territory.models import Grid, GridPart
from wangge.territory.policies import May
from wangge.territory.queries import get_grid, grids_in, parts_in
from wangge.territory.tests.builders import FREE, NORTH, geojson, part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

AGENCY = holder(May, COUNTY)
HERE = Code("431103002005")


def opened(code: Code = FREE, parts: list[Part] | None = None, since: date = TODAY) -> Grid:
    drawn = [part(HERE, NORTH)] if parts is None else parts
    return open_grid(code, "新网格", households=300, parts=drawn, since=since, by=AGENCY, now=NOW)


def test_a_grid_is_in_force_from_its_date_on() -> None:
    grid = opened()

    assert get_grid(FREE, TODAY) == grid
    assert FREE not in set(grids_in(HERE, date(2026, 6, 9)).values_list("code", flat=True))
    assert grid.bbox == NORTH


def test_opening_is_written_in_the_journal() -> None:
    entry = entries_of(opened()).get()

    assert (entry.event, entry.code) == ("territory.grid_opened", FREE)
    assert entry.detail == {"name": "新网格", "since": "2026-06-10"}


def test_a_dedicated_grid_may_reach_into_two_villages() -> None:
    east = (111.64, 26.45, 111.65, 26.46)
    grid = opened(parts=[part(HERE, NORTH), part(VILLAGE, east)])

    assert GridPart.objects.filter(grid=grid).count() == 2
    assert FREE in {it.grid.code for it in parts_in(VILLAGE, TODAY)}
    assert grid.bbox == (111.60, 26.45, 111.65, 26.46)


def test_a_code_in_use_is_refused() -> None:
    with pytest.raises(UnableToOpenGrid, match="已经用过"):
        opened(GRID, [part(VILLAGE, NORTH)])


def test_a_retired_code_never_returns() -> None:
    opened(since=SINCE)
    retire_grid(FREE, until=TODAY, by=AGENCY, now=NOW)

    with pytest.raises(UnableToOpenGrid, match="停用后也不再使用"):
        opened(since=date(2027, 1, 1))


def test_the_table_itself_keeps_a_code_for_one_grid() -> None:
    old = get_grid(GRID, TODAY)
    old.period = DateRange(SINCE, TODAY)
    old.save()
    old.id, old.series, old.period = new_id(), new_id(), DateRange(TODAY, None)
    with pytest.raises(IntegrityError, match="never_reused"), transaction.atomic():
        old.save(force_insert=True)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([], "画出"),
        ([part(TOWNSHIP, NORTH)], "一个村"),
        ([part(HERE, NORTH), part(HERE, NORTH)], "一部分范围"),
        ([part(VILLAGE, NORTH)], "前 12 位"),
        ([part(HERE, (111.60, 26.445, 111.64, 26.46))], "重叠"),
    ],
)
def test_an_extent_that_cannot_be_is_refused(parts: list[Part], sentence: str) -> None:
    with pytest.raises(UnableToOpenGrid, match=sentence):
        opened(parts=parts)


def test_neighbours_may_touch() -> None:
    assert opened(parts=[part(HERE, (111.60, 26.45, 111.64, 26.46))]).code == FREE


def test_a_village_must_exist() -> None:
    with pytest.raises(UnableToOpenGrid, match="不存在"):
        opened(Code("431103002999001"), [part(Code("431103002999"), NORTH)])


@pytest.mark.parametrize(
    ("place", "refusal"),
    [(ELSEWHERE, OutOfSight), (NEXT_DOOR, None), (TOWNSHIP, OutOfSight)],
)
def test_only_who_holds_the_place_may_open_a_grid_in_it(
    place: Code, refusal: type[Exception] | None
) -> None:
    def attempt() -> Grid:
        return open_grid(
            FREE, "新", households=1, parts=[part(HERE, NORTH)], since=TODAY,
            by=holder(May, place), now=NOW,
        )  # fmt: skip

    if refusal is None:
        assert attempt().code == FREE
        return
    with pytest.raises(refusal):
        attempt()


def test_who_may_only_look_may_not_open() -> None:
    with pytest.raises(PermissionDenied):
        open_grid(
            FREE, "新", households=1, parts=[part(HERE, NORTH)], since=TODAY,
            by=holder([May.VIEW], COUNTY), now=NOW,
        )  # fmt: skip


FORM = {
    "code": FREE, "name": "新网格", "kind": "general", "households": "300", "since": "2026-07-01",
}  # fmt: skip


def test_the_county_agency_opens_one_in_a_browser() -> None:
    answer = browser("chen").post(
        f"/{COUNTY}/grids/open_grid/", FORM | {"file": geojson(NORTH, code=HERE)}
    )

    assert answer.status_code == 303
    assert get_grid(FREE, date(2026, 7, 1)).households == 300


@pytest.mark.parametrize(
    "file",
    [
        geojson((26.45, 111.60, 26.46, 111.64)),
        geojson(NORTH, code="12"),
        geojson((111.60, 26.45, 111.60, 26.46)),
    ],
)
def test_a_file_that_is_no_extent_gets_a_sentence(file: object) -> None:
    answer = browser("chen").post(f"/{COUNTY}/grids/open_grid/", FORM | {"file": file})

    assert answer.status_code == 409
    assert not Grid.objects.filter(code=FREE).exists()


def test_the_page_is_not_for_a_desk() -> None:
    assert browser("wang").get(f"/{TOWNSHIP}/grids/open_grid/").status_code == 403
    assert browser("chen").get(f"/{ELSEWHERE}/grids/open_grid/").status_code == 404
