"""How many households and grids each village of the demo city gets, from the public tables."""

from __future__ import annotations

import csv
import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

DATA: Final = Path(__file__).resolve().parents[1] / "data"
CITY: Final = "4311"
CITY_HOUSEHOLDS: Final = 1_810_000
NORMAL_GRIDS: Final = 6_000
ZONES: Final = {"431171": "431103", "431173": "431125"}
"""Statistical zones without a boundary of their own, and the county out of which each is cut."""

NORM: Final = {True: (300, 500), False: (200, 400)}
"""Households of a general grid: urban, and rural (about 300)."""
TARGET: Final = {True: 390, False: 280}
URBAN_MEAN: Final = 1_300
RURAL_FLOOR: Final = 230
LINKED_SUM: Final = ("431127", "431128")


@dataclass
class Village:
    code: str
    name: str
    urban: bool
    households: float = 0.0
    grids: list[int] = field(default_factory=list)
    dedicated: int = 0
    resident: int = 0
    """Households living in its dedicated grid."""

    @property
    def need(self) -> int:
        """The cells without which its grids cannot be drawn."""
        return len(self.grids) + 3 * self.dedicated


@dataclass(frozen=True)
class Plan:
    """The division tree with names, and the villages with their grids."""

    names: Mapping[str, str]
    villages: Mapping[str, Village]
    townships: Mapping[str, tuple[str, ...]]
    villages_of: Mapping[str, tuple[str, ...]]

    def weight(self, codes: Iterable[str], *, urban: bool | None = None) -> int:
        """The number of general grids in the villages given."""
        chosen = (self.villages[c] for c in codes)
        return sum(len(v.grids) for v in chosen if urban is None or v.urban is urban)


def draw_plan(grids: int, dedicated: int, rng: Generator, data: Path = DATA) -> Plan:
    """Grids and households for every village: the sums per county are the census's.

    Beyond the size of the norm (`NORMAL_GRIDS`) a grid gets proportionally fewer households.
    """
    names, villages = _read_tree(data)
    shares = _county_households(data, villages)
    for county, total in shares.items():
        _spread(_pool(county, villages), total, rng)
    _choose_dedicated(villages, dedicated, rng)
    _apportion(villages, grids - dedicated)
    scale = 1.0 if 0.9 < grids / NORMAL_GRIDS < 1.15 else NORMAL_GRIDS / grids
    for county, total in shares.items():
        _settle(_pool(county, villages), total, scale, rng)
    return Plan(names, villages, _children(names, 6, 9), _children(names, 9, 12))


def _read_tree(data: Path) -> tuple[dict[str, str], dict[str, Village]]:
    with (data / "yongzhou_divisions.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    names = {row["code"]: row["name"] for row in rows}
    villages = {
        row["code"]: Village(row["code"], row["name"], urban=row["code"][9:] < "200")
        for row in rows
        if row["level"] == "village"
    }
    return names, villages


def _county_households(data: Path, villages: Mapping[str, Village]) -> dict[str, int]:
    """Households of the 11 counties in proportion to the census; two share one published sum."""
    with (data / "yongzhou_census2020.csv").open(encoding="utf-8") as lines:
        people = {r["code"]: int(r["population_2020"] or 0) for r in csv.DictReader(lines)}
    whole = people.pop(CITY)
    left = whole - sum(people.values())
    counted = {code: len(_pool(code, villages)) for code in LINKED_SUM}
    for code in LINKED_SUM:
        people[code] = round(left * counted[code] / sum(counted.values()))
    sums = np.round(np.cumsum(list(people.values())) * (CITY_HOUSEHOLDS / whole)).astype(int)
    return dict(zip(people, np.diff(sums, prepend=0).tolist(), strict=True))


def _pool(county: str, villages: Mapping[str, Village]) -> list[Village]:
    """The villages counted with a county by the census: those of its zone too."""
    return [v for v in villages.values() if ZONES.get(v.code[:6], v.code[:6]) == county]


def _spread(pool: list[Village], total: int, rng: Generator) -> None:
    urban = np.array([v.urban for v in pool])
    weight = np.exp(rng.normal(0, 0.32, len(pool)))
    rural_share = max(total - URBAN_MEAN * urban.sum(), RURAL_FLOOR * (~urban).sum())
    for chosen, share in ((urban, total - rural_share), (~urban, rural_share)):
        weight[chosen] *= share / weight[chosen].sum()
    for village, households in zip(pool, weight.tolist(), strict=True):
        village.households = households


def _choose_dedicated(villages: Mapping[str, Village], count: int, rng: Generator) -> None:
    """Dedicated grids go to large communities, one each."""
    large = [v for v in villages.values() if v.urban and v.households > URBAN_MEAN * 0.9]
    for i in np.sort(rng.choice(len(large), size=count, replace=False)).tolist():
        large[i].dedicated = 1
        large[i].resident = int(rng.integers(60, 240))


def _apportion(villages: Mapping[str, Village], grids: int) -> None:
    """One grid for each village, the rest by the divisor method, urban households counting less."""
    count = dict.fromkeys(villages, 1)

    def claim(code: str) -> tuple[float, str]:
        village = villages[code]
        return -village.households / TARGET[village.urban] / (count[code] + 0.5), code

    heap = [claim(code) for code in villages]
    heapq.heapify(heap)
    for _ in range(grids - len(count)):
        code = heap[0][1]
        count[code] += 1
        heapq.heapreplace(heap, claim(code))
    for code, number in count.items():
        villages[code].grids = [0] * number


def _settle(pool: list[Village], total: int, scale: float, rng: Generator) -> None:
    """Whole households per grid within the norm, with the county's sum where the norm allows."""
    total -= sum(v.resident for v in pool)
    of = np.repeat(np.arange(len(pool)), [len(v.grids) for v in pool])
    low, high = (np.array([NORM[pool[i].urban][end] * scale for i in of]) for end in (0, 1))
    mean = np.array([v.households / len(v.grids) for v in pool])[of]
    size = np.clip(mean * rng.uniform(0.93, 1.07, len(of)), low, high)
    for _ in range(30):
        size = np.clip(size * (total / size.sum()), low, high)
    whole = _whole(size, np.ceil(low), np.floor(high), total)
    for i, village in enumerate(pool):
        village.grids = whole[of == i].tolist()


def _whole(size: Floats, low: Floats, high: Floats, total: int) -> Ints:
    whole: Ints = np.clip(np.floor(size), low, high).astype(np.int64)
    for i in np.argsort(np.floor(size) - size, kind="stable").tolist():
        if whole.sum() >= total:
            break
        whole[i] = min(whole[i] + 1, int(high[i]))
    return whole


def _children(names: Mapping[str, str], above: int, below: int) -> dict[str, tuple[str, ...]]:
    tree: dict[str, list[str]] = {}
    for code in sorted(names):
        if len(code) == below:
            tree.setdefault(code[:above], []).append(code)
    return {parent: tuple(codes) for parent, codes in tree.items()}
