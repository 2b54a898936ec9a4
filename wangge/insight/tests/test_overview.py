from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from democity.cast import (
    CITY,
    COUNTY,
    GRID,
    NEXT_DOOR,
    TOWNSHIP,
    VILLAGE,
    WATER,
)
from tests.town import CHEN, DENG, HE, LI, LUO, TANG, WANG, ZHOU
from wangge.cases.flow import State
from wangge.insight.queries import overview
from wangge.insight.queries.overview import Overview
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.kernel.ids import new_id
from wangge.kernel.scope import Grant

from .builders import DAY, NEXT_PLACE, SECOND_PLACE, a_busy_town, a_case

pytestmark = pytest.mark.usefixtures("town")
NOW = timezone.now()


def seen(at: Code, by: Actor = HE) -> dict[str, dict[str, int]]:
    return {area.name: some(area.counts) for area in overview(at, by=by, now=NOW).areas}


def some(counts: object) -> dict[str, int]:
    return {key: number for key, number in dict(counts).items() if number}  # type: ignore[call-overload]


def test_each_state_stands_in_its_column() -> None:
    for state in State:
        a_case(state, now=NOW, reported_at=NOW - 40 * DAY)
    assert seen(TOWNSHIP)["清桥社区居委会"] == {
        "to_accept": 1,
        "to_dispatch": 2,
        "in_hand": 2,
        "verifying": 1,
        "follow_up": 1,
        "closed": 1,
        "handled": 1,
    }


def test_limits_are_counted_by_their_light() -> None:
    a_case(State.REPORTED, now=NOW, reported_at=NOW - 40 * DAY)
    a_case(State.HANDLING, now=NOW, reported_at=NOW - 40 * DAY, warn_at=NOW)
    a_case(State.HANDLING, now=NOW, reported_at=NOW - 40 * DAY, due_at=NOW - DAY, warn_at=NOW - DAY)
    assert seen(COUNTY)["梅湾街道"] == {"to_accept": 1, "in_hand": 2, "yellow": 1, "red": 1}


def test_today_begins_at_midnight_in_yongzhou() -> None:
    midnight = timezone.localtime(NOW).replace(hour=0, minute=0, second=0, microsecond=0)
    a_case(State.REPORTED, now=NOW, reported_at=midnight)
    a_case(State.REPORTED, now=NOW, reported_at=midnight - timedelta(seconds=1))
    counts = seen(CITY)["冷水滩区"]
    assert (counts["reported_today"], counts["reported_recently"]) == (1, 2)


def test_the_last_thirty_days_are_today_and_twenty_nine_before() -> None:
    midnight = timezone.localtime(NOW).replace(hour=0, minute=0, second=0, microsecond=0)
    since = midnight - 29 * DAY
    a_case(State.CLOSED, now=NOW, reported_at=since, closed_at=since, self_handled=True)
    a_case(State.CLOSED, now=NOW, reported_at=since - DAY, closed_at=since)
    a_case(State.CLOSED, now=NOW, reported_at=since - DAY, closed_at=since - DAY)
    assert seen(CITY)["冷水滩区"] == {
        "closed": 2, "self_handled": 1, "reported_recently": 1, "handled": 1,
    }  # fmt: skip


def test_what_was_closed_counts_as_closed_after_it_is_put_away() -> None:
    ended: dict[str, Any] = {"reported_at": NOW - 40 * DAY, "closed_at": NOW - 2 * DAY}
    a_case(State.ARCHIVED, now=NOW, outcome="satisfied", **ended)
    a_case(State.ARCHIVED, now=NOW, self_handled=True, **ended)
    a_case(State.ARCHIVED, now=NOW, **ended)  # withdrawn, say
    a_case(State.ARCHIVED, now=NOW, outcome="nobody", **ended | {"closed_at": NOW - 31 * DAY})
    assert seen(CITY)["冷水滩区"] == {"closed": 2, "handled": 1}


@pytest.mark.parametrize(
    ("at", "names"),
    [
        (Code("43"), ["永州市"]),
        (CITY, ["冷水滩区"]),
        (COUNTY, ["梅湾街道", "菱角山街道"]),
        (TOWNSHIP, ["清桥社区居委会", "三多亭社区居委会"]),
        (VILLAGE, ["第1网格", "第2网格"]),
    ],
)
def test_a_place_shows_the_areas_one_level_below_with_or_without_cases(
    at: Code, names: list[str]
) -> None:
    assert list(seen(at)) == names


def test_the_areas_add_up_to_the_total_on_every_level() -> None:
    a_busy_town(NOW)
    found: dict[Code, Overview] = {
        at: overview(at, by=HE, now=NOW) for at in (CITY, COUNTY, TOWNSHIP, NEXT_DOOR, VILLAGE)
    }
    for page in found.values():
        for key, number in page.total.counts.items():
            assert number == sum(area.counts.get(key, 0) for area in page.areas)
    for at in (TOWNSHIP, NEXT_DOOR):
        line = next(area for area in found[COUNTY].areas if area.code == at)
        assert some(line.counts) == some(found[at].total.counts)


def test_a_case_in_a_place_that_is_no_more_is_still_counted() -> None:
    a_case(State.REPORTED, grid=Code("431103099001001"), now=NOW)
    page = overview(COUNTY, by=HE, now=NOW)
    assert page.total.counts["to_accept"] == 1
    assert [area.code for area in page.areas] == ["431103001", "431103002", "431103099"]


def test_a_confidential_case_is_counted_only_for_its_circle() -> None:
    a_case(State.REPORTED, now=NOW, circle=[WANG.id])
    assert overview(COUNTY, by=WANG, now=NOW).total.counts["to_accept"] == 1
    assert overview(COUNTY, by=DENG, now=NOW).total.counts.get("to_accept", 0) == 0


def test_a_unit_counts_only_its_own_cases() -> None:
    of_water = frozenset(
        Grant(may, COUNTY, unit=WATER.id) for may in ("cases:view", "insight:view")
    )
    a_case(State.HANDLING, now=NOW)
    a_case(State.HANDLING, now=NOW, units=[WATER.id])
    page = overview(COUNTY, by=Actor(new_id(), "水利局", of_water), now=NOW)
    assert page.total.counts["in_hand"] == 1


def test_seen_from_a_wider_place_an_actor_finds_their_own_area_only() -> None:
    a_case(State.REPORTED, now=NOW)
    a_case(State.REPORTED, grid=NEXT_PLACE, now=NOW)
    assert list(seen(COUNTY, by=WANG)) == ["梅湾街道"]
    assert overview(COUNTY, by=WANG, now=NOW).total.counts["to_accept"] == 1


def test_outside_ones_places_it_does_not_exist() -> None:
    with pytest.raises(OutOfSight):
        overview(TOWNSHIP, by=TANG, now=NOW)


def test_a_grid_has_nothing_below_it() -> None:
    with pytest.raises(OutOfSight):
        overview(GRID, by=HE, now=NOW)


@pytest.mark.parametrize("by", [ZHOU, LI, LUO])
def test_without_the_permission_it_is_refused(by: Actor) -> None:
    with pytest.raises(PermissionDenied):
        overview(COUNTY, by=by, now=NOW)


@pytest.mark.parametrize("at", [CITY, COUNTY, TOWNSHIP])
def test_three_grouped_statements_count_any_number_of_cases(
    at: Code, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_busy_town(NOW)
    a_case(State.REPORTED, grid=SECOND_PLACE, now=NOW)
    with django_assert_num_queries(4) as asked:  # open, recent, rated, the areas' names
        overview(at, by=CHEN, now=NOW)
    assert sum("cases_case" in it["sql"] for it in asked.captured_queries) == 3
