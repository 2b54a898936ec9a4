"""How fast history is written in bulk, against the same kind of case through the verbs.

`python -m bench.history --cases 20000 --grids 6000`
"""

from __future__ import annotations

import argparse
import json
import time

from bench._city import city, commit, say


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--grids", type=int, default=6_000)
    options = parser.parse_args()
    with city(options.grids) as (land, now):
        from democity import history, listing, road  # noqa: PLC0415  after django.setup
        from wangge.cases.models import Case, LimitRecord, Part  # noqa: PLC0415
        from wangge.journal.models import Entry  # noqa: PLC0415

        started = time.perf_counter()
        road.walk(land, listing.numbers_by_word(), say, now=now)
        verbs = road.CASES / (time.perf_counter() - started)
        before = Case.objects.count()
        started = time.perf_counter()
        history.write(land, options.cases, say, now=now)
        bulk = (Case.objects.count() - before) / (time.perf_counter() - started)
        rows = {
            model._meta.db_table: model.objects.count()
            for model in (Case, Part, LimitRecord, Entry)
        }
    print(f"commit {commit()}, rows {rows}")
    print(
        json.dumps(
            {
                "cases_per_s": round(bulk),
                "cases_per_s_by_verbs": round(verbs, 1),
                "ratio": round(bulk / verbs, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
