"""The land of the demo city as plain data, and its way into one compact file and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

FORMAT = 1


@dataclass(frozen=True)
class GridShape:
    """One grid: `parts` hold one polygon per village, `extent` is all of it (degrees)."""

    code: str
    name: str
    kind: str
    households: int
    parts: dict[str, Polygon]
    extent: BaseGeometry


@dataclass(frozen=True)
class Terrain:
    """City, counties, townships and villages by code, and the grids in order of code.

    `invented` holds every code whose outline is not the public one.
    """

    seed: int
    asked: int
    divisions: dict[str, Polygon]
    grids: list[GridShape]
    invented: set[str]


class StaleTerrain(ValueError):
    """The file was written for another format."""


def save(terrain: Terrain, path: Path) -> None:
    """Write the terrain to one file; a reader never sees half of it."""
    shapes: list[BaseGeometry] = list(terrain.divisions.values())
    for grid in terrain.grids:
        shapes += [*grid.parts.values(), *([grid.extent] if len(grid.parts) > 1 else [])]
    wkb = [shapely.to_wkb(shape, byte_order=1) for shape in shapes]
    table = {
        "format": FORMAT, "seed": terrain.seed, "asked": terrain.asked,
        "divisions": list(terrain.divisions), "invented": sorted(terrain.invented),
        "grids": [[g.code, g.name, g.kind, g.households, list(g.parts)] for g in terrain.grids],
    }  # fmt: skip
    draft = path.with_name(path.name + ".part")
    with draft.open("wb") as out:
        np.savez_compressed(
            out,
            table=np.frombuffer(json.dumps(table).encode(), dtype=np.uint8),
            sizes=np.array([len(w) for w in wkb], dtype=np.int64),
            wkb=np.frombuffer(b"".join(wkb), dtype=np.uint8),
        )
    draft.replace(path)


def load(path: Path) -> Terrain:
    """The terrain written by `save`."""
    with np.load(path, allow_pickle=False) as file:
        table = json.loads(file["table"].tobytes())
        if table.get("format") != FORMAT:
            raise StaleTerrain(str(path))
        shapes = iter(_shapes(file["wkb"].tobytes(), file["sizes"].tolist()))
    divisions = {code: next(shapes) for code in table["divisions"]}
    grids = [_grid(row, shapes) for row in table["grids"]]
    return Terrain(table["seed"], table["asked"], divisions, grids, set(table["invented"]))


def _shapes(wkb: bytes, sizes: Sequence[int]) -> NDArray[Any]:
    ends = np.cumsum(sizes).tolist()
    return shapely.from_wkb([wkb[end - size : end] for end, size in zip(ends, sizes, strict=True)])


def _grid(row: list[Any], shapes: Any) -> GridShape:
    code, name, kind, households, villages = row
    parts = {village: next(shapes) for village in villages}
    extent = next(shapes) if len(parts) > 1 else next(iter(parts.values()))
    return GridShape(code, name, kind, households, parts, extent)
