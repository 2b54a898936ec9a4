"""The invented land: exact on every level, whole, within the norm, the same for the same seed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.ops import split

from democity import terrain
from democity.terrain import Terrain
from democity.terrain_plan import CITY_HOUSEHOLDS, ZONES, Plan, draw_plan
from democity.terrain_seeds import counties
from wangge.geo.coverage import faults, is_exact
from wangge.geo.shape import area_m2
from wangge.geo.units import in_degrees, in_units

pytestmark = pytest.mark.slow

FULL = os.environ.get("WANGGE_PROVE") == "full"
SOME = () if FULL else ("431103", "431122")


@pytest.fixture(scope="module")
def land() -> Terrain:
    return terrain.build(only=SOME)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return draw_plan(6_000, terrain.DEDICATED, np.random.default_rng([terrain.SEED, 0]))


def families(land: Terrain) -> Iterator[tuple[str, dict[str, shapely.Polygon]]]:
    """Each parent with its children, down to the parts of grids."""
    tree: dict[str, dict[str, shapely.Polygon]] = {}
    for code, shape in land.divisions.items():
        above = {6: 4, 9: 6, 12: 9}.get(len(code))
        if above:
            tree.setdefault(code[:above], {})[code] = shape
    for grid in land.grids:
        for village, part in grid.parts.items():
            tree.setdefault(village, {})[grid.code] = part
    yield from tree.items()


def test_every_level_covers_the_one_above_exactly(land: Terrain) -> None:
    wrong = {
        code: found
        for code, kids in families(land)
        if (found := faults(land.divisions[code], kids))
    }
    assert wrong == {}


@pytest.mark.parametrize("county", ["431125", "431129"])
def test_a_county_alone_is_covered_exactly_too(county: str) -> None:
    alone = terrain.build(only=[county])
    assert not any(faults(alone.divisions[code], kids) for code, kids in families(alone))


def test_counties_that_do_not_touch_are_no_city() -> None:
    with pytest.raises(ValueError, match="neighbours"):
        terrain.build(only=["431103", "431125"])


def test_all_places_of_one_level_share_their_vertices(land: Terrain) -> None:
    for length in (6, 9, 12):
        level = [shape for code, shape in land.divisions.items() if len(code) == length]
        assert shapely.coverage_is_valid(level)
    assert shapely.coverage_is_valid([part for g in land.grids for part in g.parts.values()])


def test_everything_is_one_valid_piece_on_the_integer_grid(land: Terrain) -> None:
    shapes = [*land.divisions.values(), *(g.extent for g in land.grids)]
    assert {shape.geom_type for shape in shapes} == {"Polygon"}
    assert shapely.is_valid(shapes).all()
    xy = shapely.get_coordinates(shapes)
    assert (xy == np.rint(xy * 1e7) / 1e7).all()


def test_areas_add_up(land: Terrain) -> None:
    for code, kids in families(land):
        whole = land.divisions[code]
        assert sum(map(area_m2, kids.values())) == pytest.approx(area_m2(whole), abs=1)


def test_every_code_has_its_land(land: Terrain, plan: Plan) -> None:
    asked = {c for c in plan.names if not SOME or c[:6] in SOME or ZONES.get(c[:6]) in SOME}
    assert set(land.divisions) == asked | {"4311"}
    assert {v for g in land.grids for v in g.parts} == {c for c in asked if len(c) == 12}
    assert len({g.code for g in land.grids}) == len(land.grids)
    if FULL:
        assert len(land.divisions) == 1 + 13 + 195 + 3_331
        assert len(land.grids) == 6_000


def test_the_counties_keep_the_public_outline(land: Terrain) -> None:
    for code, public in counties().items():
        if code in land.divisions:
            zone = next((z for z, parent in ZONES.items() if parent == code), code)
            drawn = shapely.union_all([land.divisions[code], land.divisions[zone]])
            apart = in_units(drawn).symmetric_difference(public).area / public.area
            assert apart < 1e-6


def test_only_the_public_outlines_are_not_invented(land: Terrain) -> None:
    public = set(land.divisions) - land.invented
    assert public == {"4311", *(c for c in counties() if c in land.divisions)}
    assert {g.code for g in land.grids} <= land.invented


def test_households_are_within_the_norm_and_add_up(plan: Plan) -> None:
    for village in plan.villages.values():
        low, high = (300, 500) if village.urban else (200, 400)
        assert all(low <= households <= high for households in village.grids)
    total = sum(sum(v.grids) + v.resident for v in plan.villages.values())
    assert total == CITY_HOUSEHOLDS


def test_a_grid_begins_with_its_village_and_carries_its_name(land: Terrain) -> None:
    assert all(g.code[:12] in g.parts and len(g.code) == 15 for g in land.grids)
    names = [g.name for g in land.grids if g.kind == "dedicated"]
    assert names
    assert all(name.startswith("示例") for name in names)
    assert {g.kind for g in land.grids} == {"general", "dedicated"}


@pytest.mark.parametrize(
    ("official", "short"),
    [
        ("梅湾社区居委会", "梅湾社区"),
        ("东冲村委会", "东冲村"),
        ("廖家村村委会", "廖家村"),
        ("迴峰路居委会", "迴峰路社区"),
        ("东村村民委员会", "东村"),
        ("神仙洞村", "神仙洞村"),
    ],
)
def test_a_village_has_a_short_name(official: str, short: str) -> None:
    assert terrain.short_name(official) == short


def test_one_dedicated_grid_lies_across_two_villages_of_a_township(land: Terrain) -> None:
    (grid,) = [g for g in land.grids if len(g.parts) > 1]
    assert grid.kind == "dedicated"
    assert {village[:9] for village in grid.parts} == {grid.code[:9]}
    assert is_exact(in_units(grid.extent), map(in_units, grid.parts.values()))


def test_communities_are_smaller_than_villages(land: Terrain) -> None:
    area = {c: area_m2(s) for c, s in land.divisions.items() if len(c) == 12}
    urban, rural = ([a for c, a in area.items() if (c[9:] < "200") is u] for u in (True, False))
    assert np.median(urban) * 2 < np.median(rural)


def test_the_same_seed_gives_the_same_city_and_a_file_keeps_it(tmp_path: Path) -> None:
    one, two, other = (terrain.build(seed=seed, only=["431123"]) for seed in (5, 5, 6))
    assert one == two
    assert one != other
    terrain.save(one, tmp_path / "land.npz")
    assert terrain.load(tmp_path / "land.npz") == one


def test_cutting_polygons_one_by_one_would_be_noticed(land: Terrain) -> None:
    """The negative control: `ops.split` and rounding per polygon do not leave a coverage."""
    broken, tried = 0, 0
    for code, whole in land.divisions.items():
        if len(code) != 12 or tried == 60:
            continue
        west, south, east, north = in_units(whole).bounds
        cut = shapely.LineString([(west - 9, south + 1), (east + 7, north - 3)])
        pieces = [in_degrees(p) for p in shapely.get_parts(split(in_units(whole), cut))]
        tried += 1
        broken += bool(faults(whole, {str(i): piece for i, piece in enumerate(pieces)}))
    assert broken > tried / 2
