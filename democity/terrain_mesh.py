"""The cells of which everything in the demo city is put together, noded once on whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True)
class Mesh:
    """Cells and the segments between them.

    A segment runs from `ends[:, 0]` to `ends[:, 1]` (rows of `vertices`) with `left` and `right`
    cell, -1 outside. `free` vertices touch no cell at a county border and may be smoothed.
    """

    vertices: Ints
    ends: Ints
    left: Ints
    right: Ints
    free: NDArray[np.bool_]
    county: Ints
    centre: Floats
    area: Floats

    def inner_edges(self) -> Ints:
        """Pairs of cells of one county that share a segment, each once."""
        inside = (self.left >= 0) & (self.right >= 0) & (self.left != self.right)
        pairs = np.sort(np.column_stack([self.left, self.right])[inside], axis=1)
        pairs = pairs[self.county[pairs[:, 0]] == self.county[pairs[:, 1]]]
        return np.unique(pairs, axis=0)


def weave(areas: Mapping[str, BaseGeometry], seeds: Floats, rounds: int = 2) -> Mesh:
    """A mesh with about one cell per seed; no cell crosses a county border."""
    city = shapely.union_all(list(areas.values()))
    for _ in range(rounds):
        seeds = _relaxed(seeds, city)
    edges = shapely.voronoi_polygons(shapely.MultiPoint(seeds), extend_to=city, only_edges=True)
    borders = [area.boundary for area in areas.values()]
    noded = shapely.union_all([edges, *borders], grid_size=1)
    pieces = shapely.get_parts(shapely.polygonize([noded]))
    inner = shapely.point_on_surface(pieces)
    piece, county = shapely.STRtree(list(areas.values())).query(inner, predicate="intersects")
    order = np.argsort(piece, kind="stable")
    return _mesh(pieces[piece[order]], county[order].astype(np.int64), seeds)


def _relaxed(seeds: Floats, city: BaseGeometry) -> Floats:
    cells = shapely.voronoi_polygons(shapely.MultiPoint(seeds), extend_to=city, ordered=True)
    inside = shapely.get_coordinates(shapely.centroid(shapely.get_parts(cells)))
    return np.where(shapely.contains_xy(city, inside)[:, None], inside, seeds)


def _mesh(pieces: NDArray[np.object_], county: Ints, seeds: Floats) -> Mesh:
    vertices, ends, left, right = _segments(pieces)
    length = np.hypot(*(vertices[ends[:, 0]] - vertices[ends[:, 1]]).T)
    seeded = np.zeros(len(pieces), dtype=bool)
    seeded[shapely.STRtree(pieces).query(shapely.points(seeds), predicate="intersects")[1]] = True
    border = (right < 0) | (left < 0) | (county[left] != county[right])
    cell = _joined(left[~border], right[~border], length[~border], seeded)
    area = np.bincount(cell, weights=shapely.area(pieces)).astype(np.float64)
    xy = shapely.get_coordinates(shapely.centroid(pieces)) * shapely.area(pieces)[:, None]
    centre = np.column_stack([np.bincount(cell, weights=xy[:, i]) / area for i in (0, 1)])
    home = np.zeros(len(area), dtype=np.int64)
    home[cell] = county
    free = _free(len(vertices), ends, left, right, border)
    named = np.append(cell, -1)
    return Mesh(vertices, ends, named[left], named[right], free, home, centre, area)


def _segments(pieces: NDArray[np.object_]) -> tuple[Ints, Ints, Ints, Ints]:
    """Vertices, undirected segments, and the piece on either side (-1: none)."""
    rings, owner = shapely.get_rings(shapely.orient_polygons(pieces), return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    vertices, number = np.unique(xy.astype(np.int64), axis=0, return_inverse=True)
    follows = ring[1:] == ring[:-1]
    a, b, of = number[:-1][follows], number[1:][follows], owner[ring[1:][follows]]
    key = np.minimum(a, b) * len(vertices) + np.maximum(a, b)
    unique, row = np.unique(key, return_inverse=True)
    left, right = np.full(len(unique), -1), np.full(len(unique), -1)
    left[row[a < b]], right[row[a > b]] = of[a < b], of[a > b]
    ends = np.column_stack([unique // len(vertices), unique % len(vertices)])
    return vertices, ends, left, right


def _joined(left: Ints, right: Ints, length: Floats, seeded: NDArray[np.bool_]) -> Ints:
    """Pieces without a seed join the seeded neighbour with the longest common border."""
    cell = np.where(seeded, np.arange(len(seeded)), -1)
    order = np.argsort(length, kind="stable")
    a, b = np.concatenate([left[order], right[order]]), np.concatenate([right[order], left[order]])
    rank = np.argsort(np.concatenate([length[order]] * 2), kind="stable")
    a, b = a[rank], b[rank]
    while True:
        offer = (cell[a] < 0) & (cell[b] >= 0)
        if not offer.any():
            break
        cell[a[offer]] = cell[b[offer]]
    alone = cell < 0
    cell[alone] = np.flatnonzero(alone)
    joined: Ints = np.unique(cell, return_inverse=True)[1]
    return joined


def _free(
    count: int, ends: Ints, left: Ints, right: Ints, border: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    on_border = np.zeros(count, dtype=bool)
    on_border[ends[border]] = True
    touched = on_border[ends].any(axis=1)
    near = np.zeros(max(left.max(), right.max()) + 2, dtype=bool)
    near[left[touched]] = near[right[touched]] = True
    near[-1] = True
    free = np.ones(count, dtype=bool)
    free[ends[near[left] | near[right]]] = False
    return free
