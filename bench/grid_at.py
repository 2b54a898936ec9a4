"""How long it takes to find the grid of a point through the database, against a scan of all grids.

`python -m bench.grid_at --points 300 --grids 6000 --seed 1`
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial

import shapely
from shapely.geometry.base import BaseGeometry

from bench._city import city, commit


def milliseconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def covering(shapes: Sequence[tuple[str, BaseGeometry]], point: BaseGeometry) -> list[str]:
    return [code for code, shape in shapes if shape.covers(point)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=300)
    parser.add_argument("--grids", type=int, default=6_000)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with city(options.grids) as (land, now):
        from wangge.territory.queries import grid_at  # noqa: PLC0415  after django.setup

        chosen = dice.choices(land.grids, k=options.points)
        points = [(grid.code, grid.extent.representative_point()) for grid in chosen]
        shapes = [(grid.code, grid.extent) for grid in land.grids]
        ours, scan, wrong = [], [], 0
        for code, point in points:
            ours.append(milliseconds(partial(grid_at, point.x, point.y, on=now.date())))
            scan.append(milliseconds(partial(covering, shapes, point)))
            wrong += grid_at(point.x, point.y, on=now.date()).code != code
    figures = {
        "grid_at_ms": round(statistics.median(ours), 3),
        "shapely_scan_ms": round(statistics.median(scan), 3),
        "ratio": round(statistics.median(scan) / statistics.median(ours), 1),
        "wrong": wrong,
    }
    print(f"commit {commit()}, {len(shapes)} grids, seed {options.seed}")
    print(f"peer: shapely {shapely.__version__}, every grid asked")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
