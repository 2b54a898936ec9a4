"""Which cell belongs to which zone, township, village and grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

from democity.terrain_cut import Cutter, Share, UnableToCut
from democity.terrain_mesh import Floats, Ints, Mesh
from democity.terrain_plan import ZONES, Plan
from democity.terrain_seeds import STRETCH, ZONE_CENTRES, Points, centre_of

LINKED_COUNTY: Final = "431103"
"""Where one dedicated grid lies across the border of two villages."""


@dataclass(frozen=True)
class Piece:
    """The cells of one grid by village."""

    code: str
    cells: dict[str, list[int]]
    dedicated: bool = False


@dataclass(frozen=True)
class Partner:
    """Where a dedicated grid may lie across a village border."""

    seat: str
    cell: int
    village: str
    beyond: int


class Layout:
    """Cuts the cells of a mesh into villages and grids, as the plan wants."""

    def __init__(self, mesh: Mesh, plan: Plan, rng: Generator) -> None:
        self.mesh = mesh
        self.plan = plan
        self.cutter = Cutter(mesh.centre * STRETCH, mesh.inner_edges(), rng)

    def villages(self, cells: Ints, townships: Mapping[str, Points]) -> dict[str, Ints]:
        """The cells of each village of one county, its zone included."""
        areas = self._townships(cells, townships)
        found: dict[str, Ints] = {}
        for code, part in areas.items():
            found |= self._villages(code, part)
        return found

    def _townships(self, cells: Ints, centres: Mapping[str, Points]) -> dict[str, Ints]:
        found: dict[str, Ints] = {}
        own = [c for c in centres if c[:6] not in ZONES]
        for zone in sorted({c[:6] for c in centres} - {c[:6] for c in own}):
            codes = [c for c in centres if c[:6] == zone]
            centre = centre_of(*ZONE_CENTRES[zone]) * STRETCH
            inside, cells = self.cutter.disk(cells, centre, self._share(codes), self._share(own))
            found |= self._shared(codes, inside, centres)
        return found | self._shared(own, cells, centres)

    def _shared(
        self, codes: list[str], cells: Ints, centres: Mapping[str, Points]
    ) -> dict[str, Ints]:
        shares = []
        for code in codes:
            x, y = (centres[code] * STRETCH).tolist()
            share = self._share([code])
            shares.append(Share(share.weight, share.need, (x, y)))
        return dict(zip(codes, self.cutter.divide(cells, shares), strict=True))

    def _villages(self, township: str, cells: Ints) -> dict[str, Ints]:
        """Urban communities lie together where the cells are smallest, villages around them."""
        codes = self.plan.villages_of[township]
        urban = [c for c in codes if self.plan.villages[c].urban]
        rural = [c for c in codes if not self.plan.villages[c].urban]
        if not urban or not rural:
            return self._each(list(codes), cells)
        inner, outer = self._of_villages(urban), self._of_villages(rural)
        core, around = self.cutter.disk(cells, self._town(cells, inner), inner, outer)
        return self._each(urban, core) | self._each(rural, around)

    def _town(self, cells: Ints, inner: Share) -> Floats:
        dense = cells[np.argsort(self.mesh.area[cells], kind="stable")]
        count = max(3, round(len(cells) * 0.5 * inner.weight / (inner.weight + 20)))
        middle: Floats = np.median(self.cutter.centre[dense[:count]], axis=0)
        return middle

    def _each(self, codes: list[str], cells: Ints) -> dict[str, Ints]:
        shares = [self._of_villages([code]) for code in codes]
        return dict(zip(codes, self.cutter.divide(cells, shares), strict=True))

    def _share(self, townships: Iterable[str]) -> Share:
        return self._of_villages(v for t in townships for v in self.plan.villages_of[t])

    def _of_villages(self, codes: Iterable[str]) -> Share:
        villages = [self.plan.villages[c] for c in codes]
        weight = sum(len(v.grids) + 0.4 * v.dedicated for v in villages)
        return Share(weight, sum(v.need for v in villages))

    def pieces(self, villages: Mapping[str, Ints]) -> list[Piece]:
        """Every grid of the villages; dedicated ones are carved out before the general ones."""
        carved = self._carved(villages)
        taken = {cell for piece in carved for cells in piece.cells.values() for cell in cells}
        found: list[Piece] = []
        for code, cells in villages.items():
            own = cells[[c not in taken for c in cells.tolist()]]
            number = len(self.plan.villages[code].grids)
            parts = self.cutter.divide(own, [Share(1, 1)] * number)
            for i, part in enumerate(self._northwest_first(parts), start=1):
                found.append(Piece(f"{code}{i:03d}", {code: part.tolist()}))
        return sorted(found + carved, key=lambda piece: piece.code)

    def _carved(self, villages: Mapping[str, Ints]) -> list[Piece]:
        seats = [c for c in villages if self.plan.villages[c].dedicated]
        offers = (self._partner(c, villages) for c in seats if c.startswith(LINKED_COUNTY))
        partner = next((offer for offer in offers if offer is not None), None)
        found: list[Piece] = []
        for seat in seats:
            if partner is not None and seat == partner.seat:
                cells = {seat: [partner.cell], partner.village: [partner.beyond]}
            else:
                cells = {seat: [self._spare(villages[seat], len(self.plan.villages[seat].grids))]}
            number = len(self.plan.villages[seat].grids) + 1
            found.append(Piece(f"{seat}{number:03d}", cells, dedicated=True))
        return found

    def _spare(self, cells: Ints, grids: int) -> int:
        """A cell that the village can do without, near its middle."""
        middle = self.cutter.centre[cells].mean(axis=0)
        away = np.hypot(*(self.cutter.centre[cells] - middle).T)
        for cell in cells[np.argsort(away, kind="stable")].tolist():
            if len(cells) > grids and self.cutter.removable(cells, cell):
                return int(cell)
        raise UnableToCut("no cell to spare")

    def _partner(self, seat: str, villages: Mapping[str, Ints]) -> Partner | None:
        """Two neighbouring cells on both sides of a village border inside one township."""
        home = {
            cell: code
            for code in self.plan.villages_of[seat[:9]]
            if code in villages
            and not self.plan.villages[code].dedicated
            and len(villages[code]) > len(self.plan.villages[code].grids) + 1
            for cell in villages[code].tolist()
        }
        for cell in villages[seat].tolist():
            for beyond in self.cutter.neighbours[cell]:
                other = home.get(beyond)
                if other and all(
                    self.cutter.removable(villages[v], c)
                    for v, c in ((seat, cell), (other, beyond))
                ):
                    return Partner(seat, cell, other, beyond)
        return None

    def _northwest_first(self, parts: list[Ints]) -> list[Ints]:
        middles = [self.cutter.centre[part].mean(axis=0) for part in parts]
        order = np.argsort([float(x - y) for x, y in middles], kind="stable")
        return [parts[i] for i in order.tolist()]
