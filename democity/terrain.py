"""The invented land of the demo city: every outline below the county, drawn from one seed.

Counties are the public polygons; two statistical zones, townships, villages and grids are cut out
of them along shared borders, so that each level covers the one above exactly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

import numpy as np
import shapely
from numpy.random import Generator
from shapely.geometry.base import BaseGeometry

from democity.terrain_arcs import Arcs, trace
from democity.terrain_file import GridShape, StaleTerrain, Terrain, load, save
from democity.terrain_layout import Layout, Piece
from democity.terrain_mesh import Ints, Mesh, weave
from democity.terrain_plan import CITY, DATA, ZONES, Plan, draw_plan
from democity.terrain_seeds import Points, counties, known_places, place_townships, scatter

__all__ = ["GridShape", "StaleTerrain", "Terrain", "build", "load", "save"]

SEED = 20240301
DEDICATED = 60
FINE_MESH = 10_000
PLACES = (
    "中学",
    "医院",
    "工业园",
    "小学",
    "商贸城",
    "机关大院",
    "养老院",
    "物流园",
    "大学城",
    "公园",
)


def build(
    grids: int = 6_000,
    seed: int = SEED,
    progress: Callable[[str], None] = lambda step: None,
    *,
    only: Collection[str] = (),
    data: Path = DATA,
) -> Terrain:
    """The same city for the same seed and number of grids.

    `only` limits it to some of the 11 counties, zones come with theirs; the city is
    their union, so they must touch.
    """
    progress("计算网格数和户数")
    plan = draw_plan(grids, DEDICATED, np.random.default_rng([seed, 0]), data)
    areas = {code: area for code, area in counties(data).items() if not only or code in only}
    if shapely.get_num_geometries(shapely.union_all(list(areas.values()))) != 1:
        raise ValueError("The counties asked for are not neighbours.")
    per_grid = 5.0 if grids < FINE_MESH else 4.0
    centres, seeds = _settle(plan, areas, per_grid, seed, data)
    progress("生成底图单元")
    mesh = weave(areas, seeds)
    pieces = _lay_out(mesh, plan, list(areas), centres, seed, progress)
    progress("绘制边界")
    return _draw(mesh, plan, pieces, seed, grids)


def _settle(
    plan: Plan, areas: dict[str, BaseGeometry], per_grid: float, seed: int, data: Path
) -> tuple[dict[str, dict[str, Points]], Points]:
    """Township centres by county, and the seed points of all cells."""
    known = known_places(data)
    centres: dict[str, dict[str, Points]] = {}
    seeds: list[Points] = []
    for county, area in areas.items():
        rng = _rng(seed, county)
        centres[county] = place_townships(county, area, _townships(plan, county), rng, known)
        seeds.append(scatter(area, centres[county], plan, per_grid, rng))
    return centres, np.rint(np.concatenate(seeds))


def _townships(plan: Plan, county: str) -> list[str]:
    own = [county, *(zone for zone, parent in ZONES.items() if parent == county)]
    return [township for code in own for township in plan.townships[code]]


def _lay_out(
    mesh: Mesh,
    plan: Plan,
    codes: list[str],
    centres: dict[str, dict[str, Points]],
    seed: int,
    progress: Callable[[str], None],
) -> list[Piece]:
    layout = Layout(mesh, plan, np.random.default_rng([seed, 1]))
    pieces: list[Piece] = []
    for i, county in enumerate(codes):
        progress(f"划分{plan.names[county]}")
        cells = np.flatnonzero(mesh.county == i)
        pieces += layout.pieces(layout.villages(cells, centres[county]))
    return pieces


def _draw(mesh: Mesh, plan: Plan, pieces: list[Piece], seed: int, asked: int) -> Terrain:
    label = np.full(len(mesh.area), -1, dtype=np.int64)
    labels: list[tuple[str, str]] = []
    for piece in pieces:
        for village, cells in piece.cells.items():
            label[cells] = len(labels)
            labels.append((village, piece.code))
    arcs = _sound(mesh, label)
    villages = [village for village, _ in labels]
    divisions = {
        code: polygon
        for length in (4, 6, 9, 12)
        for code, polygon in arcs.polygons([v[:length] for v in villages]).items()
    }
    grids = _grids(arcs, labels, plan, pieces)
    public = {CITY, *(c for c in divisions if len(c) == 6 and c not in ZONES)}
    invented = set(divisions) - public | {grid.code for grid in grids}
    return Terrain(seed, asked, divisions, grids, invented)


def _sound(mesh: Mesh, label: Ints) -> Arcs:
    """Smoothed borders, or straight ones should rounding have made two of them touch."""
    arcs = trace(mesh, label)
    drawn = arcs.polygons([str(i) for i in range(int(label.max()) + 1)])
    if all(shapely.is_valid(shapes := list(drawn.values()))) and shapely.coverage_is_valid(shapes):
        return arcs
    return trace(mesh, label, smooth=False)


def _grids(
    arcs: Arcs, labels: list[tuple[str, str]], plan: Plan, pieces: list[Piece]
) -> list[GridShape]:
    parts = arcs.polygons([f"{village}/{code}" for village, code in labels])
    extents = arcs.polygons([code for _, code in labels])
    names = _names(plan, pieces)
    return [
        GridShape(
            piece.code,
            names[piece.code],
            "dedicated" if piece.dedicated else "general",
            _households(plan, piece),
            {village: parts[f"{village}/{piece.code}"] for village in piece.cells},
            extents[piece.code],
        )
        for piece in sorted(pieces, key=lambda piece: piece.code)
    ]


def _households(plan: Plan, piece: Piece) -> int:
    village = plan.villages[piece.code[:12]]
    number = int(piece.code[12:])
    return village.resident if piece.dedicated else village.grids[number - 1]


def _names(plan: Plan, pieces: Iterable[Piece]) -> dict[str, str]:
    names: dict[str, str] = {}
    carved = [p.code for p in sorted(pieces, key=lambda p: p.code) if p.dedicated]
    for i, code in enumerate(carved):
        round_, place = divmod(i, len(PLACES))
        names[code] = f"示例第{round_ + 1}{PLACES[place]}网格"
    for piece in pieces:
        if not piece.dedicated:
            home = short_name(plan.names[piece.code[:12]])
            names[piece.code] = f"{home}第{int(piece.code[12:])}网格"
    return names


def short_name(village: str) -> str:
    """What people call a village or community: 梅湾社区, 东冲村."""
    found = re.fullmatch(r"(.+?)(居|村)(?:民委员|委)会", village)
    if found is None:
        return village
    ending = "社区" if found[2] == "居" else "村"
    return found[1] if found[1].endswith(ending) else found[1] + ending


def _rng(seed: int, county: str) -> Generator:
    return np.random.default_rng([seed, int(county)])
