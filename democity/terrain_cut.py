"""Cutting a connected set of cells into connected shares of wanted size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from democity.terrain_seeds import waves

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Halves: TypeAlias = tuple[Ints, Ints]
ANGLES = 6
ATTEMPTS = 12


@dataclass(frozen=True)
class Share:
    """What one part should get: a weight, the fewest cells it can live with, perhaps a place."""

    weight: float
    need: int
    at: tuple[float, float] | None = None


class UnableToCut(Exception):
    """No cut leaves both sides connected and large enough."""


class Cutter:
    """Knows which cells are neighbours; every part it returns is connected."""

    def __init__(self, centre: Floats, edges: Ints, rng: Generator) -> None:
        self.centre = centre
        self.rng = rng
        self.neighbours: list[list[int]] = [[] for _ in range(len(centre))]
        for a, b in edges.tolist():
            self.neighbours[a].append(b)
            self.neighbours[b].append(a)

    def divide(self, cells: Ints, shares: Sequence[Share]) -> list[Ints]:
        """One connected set of cells for each share, together all the cells."""
        parts: list[Ints] = [cells] * len(shares)
        waiting = [(cells, np.arange(len(shares)))]
        while waiting:
            some, of = waiting.pop()
            if len(of) == 1:
                parts[of[0]] = some
                continue
            first, second = self._halved(some, shares, of)
            waiting += [first, second]
        return parts

    def disk(self, cells: Ints, centre: Floats, inner: Share, outer: Share) -> Halves:
        """The cells nearest to a centre, and the rest; both connected."""
        xy = self.centre[cells]
        away = np.hypot(*(xy - centre).T)
        reach = float(np.quantile(away, inner.weight / (inner.weight + outer.weight)))
        for _ in range(ATTEMPTS):
            key = away + 0.15 * reach * waves(xy, 1.5 * reach + 1, self.rng)
            halves = self._parted(cells, np.argsort(key, kind="stable"), inner, outer)
            if halves is not None:
                return halves
        raise UnableToCut(f"{len(cells)} cells round a centre")

    def removable(self, cells: Ints, cell: int) -> bool:
        """Whether the others stay connected without this one."""
        others = [c for c in cells.tolist() if c != cell]
        return bool(others) and len(self._largest(others)) == len(others)

    def _halved(
        self, cells: Ints, shares: Sequence[Share], of: Ints
    ) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
        xy = self.centre[cells]
        inner = self._edges_within(cells)
        for attempt in range(ATTEMPTS):
            noise = self._noise(xy)
            offers: list[tuple[float, Ints, Ints, int]] = []
            for turn in self._angles(attempt):
                axis = np.array([math.cos(turn), math.sin(turn)])
                ranked, k = _split_shares(shares, of, axis)
                order = np.argsort(xy @ axis + noise, kind="stable")
                target = _target(shares, ranked, k, len(cells))
                offers.append((_cut_length(order, target, inner), order, ranked, k))
            _, order, ranked, k = min(offers, key=lambda offer: offer[0])
            first, second = _sum(shares, ranked[:k]), _sum(shares, ranked[k:])
            halves = self._parted(cells, order, first, second)
            if halves is not None:
                return (halves[0], ranked[:k]), (halves[1], ranked[k:])
        return self._peeled(cells, shares, of)

    def _angles(self, attempt: int) -> list[float]:
        start = float(self.rng.uniform(0, 2 * math.pi))
        number = ANGLES if attempt == 0 else 2
        return [start + i * math.pi / number for i in range(number)]

    def _noise(self, xy: Floats) -> Floats:
        extent = float(np.ptp(xy, axis=0).max())
        return 0.07 * extent * waves(xy, 0.7 * extent + 1, self.rng)

    def _parted(self, cells: Ints, order: Ints, first: Share, second: Share) -> Halves | None:
        """Cut after the first share of the order, then give stray pieces to the other side."""
        number = round(len(cells) * first.weight / (first.weight + second.weight))
        number = min(max(number, first.need), len(cells) - second.need)
        ranked = cells[order].tolist()
        main = self._largest(ranked[:number])
        rest = [c for c in ranked if c not in main]
        other = self._largest(rest)
        joined = [c for c in ranked if c not in other]
        if len(joined) < first.need or len(other) < second.need or not other:
            return None
        return np.array(joined), np.array([c for c in ranked if c in other])

    def _peeled(
        self, cells: Ints, shares: Sequence[Share], of: Ints
    ) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
        """Cut off one share as a branch of a tree through the cells."""
        total = sum(shares[i].need for i in of)
        for i in sorted(of.tolist(), key=lambda i: shares[i].need):
            for branch in self._branches(cells):
                if shares[i].need <= len(branch) <= len(cells) - total + shares[i].need:
                    rest = np.array([c for c in cells.tolist() if c not in branch])
                    return (np.array(sorted(branch)), np.array([i])), (rest, of[of != i])
        raise UnableToCut(f"{len(cells)} cells for {len(of)} shares")

    def _branches(self, cells: Ints) -> list[set[int]]:
        """What hangs below each cell in a depth-first tree, small ones first."""
        allowed, below = set(cells.tolist()), dict[int, set[int]]()
        start = int(cells[0])
        above, path, seen = {start: -1}, [start], [start]
        while path:
            step = next(
                (n for n in self.neighbours[path[-1]] if n in allowed and n not in above), -1
            )
            if step < 0:
                path.pop()
            else:
                above[step] = path[-1]
                path.append(step)
                seen.append(step)
        for cell in reversed(seen):
            below.setdefault(cell, set()).add(cell)
            if above[cell] >= 0:
                below.setdefault(above[cell], set()).update(below[cell])
        return sorted(below.values(), key=len)

    def _largest(self, cells: Sequence[int]) -> set[int]:
        left, best = set(cells), set[int]()
        while len(left) > len(best):
            stack, piece = [left.pop()], set[int]()
            while stack:
                cell = stack.pop()
                piece.add(cell)
                for n in self.neighbours[cell]:
                    if n in left:
                        left.remove(n)
                        stack.append(n)
            best = max(best, piece, key=len)
        return best

    def _edges_within(self, cells: Ints) -> Ints:
        """Neighbouring cells as positions in the given array."""
        row = {c: i for i, c in enumerate(cells.tolist())}
        pairs = [
            (i, row[n]) for c, i in row.items() for n in self.neighbours[c] if row.get(n, -1) > i
        ]
        return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _split_shares(shares: Sequence[Share], of: Ints, axis: Floats) -> tuple[Ints, int]:
    """The shares in order along the axis, and how many of them make the first half by weight."""
    places = [shares[i].at for i in of]
    if all(place is not None for place in places):
        along = np.array(places, dtype=float) @ axis
        of = of[np.argsort(along, kind="stable")]
    weights = np.cumsum([shares[i].weight for i in of])
    k = int(np.argmin(np.abs(weights[:-1] - weights[-1] / 2))) + 1
    return of, k


def _sum(shares: Sequence[Share], of: Ints) -> Share:
    return Share(sum(shares[i].weight for i in of), sum(shares[i].need for i in of))


def _target(shares: Sequence[Share], of: Ints, k: int, cells: int) -> int:
    first, second = _sum(shares, of[:k]), _sum(shares, of[k:])
    return round(cells * first.weight / (first.weight + second.weight))


def _cut_length(order: Ints, number: int, edges: Ints) -> float:
    side = np.zeros(len(order), dtype=bool)
    side[order[:number]] = True
    return float((side[edges[:, 0]] != side[edges[:, 1]]).sum())
