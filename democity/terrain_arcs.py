"""Shared borders: every polygon of every level is put together from the same arcs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon

from democity.terrain_mesh import Ints, Mesh
from wangge.geo.units import PER_DEGREE

Arc: TypeAlias = list[int]
CORNER = 0.27


@dataclass(frozen=True)
class Arcs:
    """Lines between junctions, with the label on either side (-1 outside)."""

    lines: NDArray[np.object_]
    left: Ints
    right: Ints

    def polygons(self, names: Sequence[str]) -> dict[str, Polygon]:
        """The areas of equal name, `names` giving one for each label ('' for none)."""
        named = np.array([*names, ""])
        left, right = named[self.left], named[self.right]
        rims: dict[str, list[int]] = {}
        for i in np.flatnonzero(left != right).tolist():
            for name in (left[i], right[i]):
                if name:
                    rims.setdefault(str(name), []).append(i)
        return {name: _filled(self.lines[rims[name]]) for name in sorted(rims)}


def trace(mesh: Mesh, label: Ints, *, smooth: bool = True) -> Arcs:
    """The borders between cells of different label, corners cut where that is safe.

    Away from county borders every piece of the mesh is convex. Cutting a corner within the two
    pieces' midpoints stays inside one piece, so smoothed arcs cannot cross.
    """
    named = np.append(label, -1)
    left, right = named[mesh.left], named[mesh.right]
    rows = np.flatnonzero(left != right)
    arcs, first = _chains(mesh.ends[rows], len(mesh.vertices))
    free = mesh.free if smooth else np.zeros_like(mesh.free)
    lines = _lines([_rounded(mesh.vertices[arc].astype(float), free[arc]) for arc in arcs])
    forward = np.array([mesh.ends[rows[i], 0] == a for i, a in first])
    at = rows[[i for i, _ in first]]
    return Arcs(
        lines, np.where(forward, left[at], right[at]), np.where(forward, right[at], left[at])
    )


def _chains(ends: Ints, vertices: int) -> tuple[list[Arc], list[tuple[int, int]]]:
    """Maximal chains between junctions; for each its first segment and the vertex it leaves."""
    near: dict[int, list[int]] = {}
    pairs = ends.tolist()
    for i, (a, b) in enumerate(pairs):
        near.setdefault(a, []).append(i)
        near.setdefault(b, []).append(i)
    used = bytearray(len(pairs))
    junctions = [v for v in near if len(near[v]) != 2]
    arcs: list[Arc] = []
    first: list[tuple[int, int]] = []
    for start in [*junctions, *near]:
        for i in near[start]:
            if not used[i]:
                first.append((i, start))
                arcs.append(_walk(start, i, pairs, near, used))
    return arcs, first


def _walk(
    start: int, segment: int, pairs: list[list[int]], near: dict[int, list[int]], used: bytearray
) -> Arc:
    arc = [start]
    while True:
        used[segment] = 1
        a, b = pairs[segment]
        arc.append(b if arc[-1] == a else a)
        onward = near[arc[-1]]
        if arc[-1] == start or len(onward) != 2:
            return arc
        segment = onward[0] if onward[1] == segment else onward[1]


def _rounded(xy: NDArray[np.float64], free: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The arc with each free inner corner replaced by two points on its legs."""
    bend = free[1:-1]
    if not bend.any():
        return xy
    before = xy[1:-1] + CORNER * (xy[:-2] - xy[1:-1])
    after = xy[1:-1] + CORNER * (xy[2:] - xy[1:-1])
    before[~bend] = after[~bend] = xy[1:-1][~bend]
    doubled = np.stack([before, after], axis=1).reshape(-1, 2)
    keep = np.ones(len(doubled), dtype=bool)
    keep[1::2] = bend
    return np.concatenate([xy[:1], np.rint(doubled[keep]), xy[-1:]])


def _lines(arcs: list[NDArray[np.float64]]) -> NDArray[np.object_]:
    index = np.repeat(np.arange(len(arcs)), [len(arc) for arc in arcs])
    return np.asarray(shapely.linestrings(np.concatenate(arcs) / PER_DEGREE, indices=index))


def _filled(lines: NDArray[np.object_]) -> Polygon:
    """The area inside a rim; where lines close holes too, the one with the widest outline."""
    faces = shapely.get_parts(shapely.polygonize(lines))
    outline = shapely.area(shapely.polygons(shapely.get_exterior_ring(faces)))
    face: Polygon = faces[int(np.argmax(outline))]
    return face
