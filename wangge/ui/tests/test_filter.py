from __future__ import annotations

from datetime import date

import pytest

from wangge.kernel.errors import Unable
from wangge.ui.filter import day_of
from wangge.workers.filters import WorkerFilter
from wangge.workers.models import Worker

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ({}, TODAY),
        ({"on": ""}, TODAY),
        ({"on": "2026-02-30"}, TODAY),
        ({"on": "2024-3-1"}, date(2024, 3, 1)),
    ],
)
def test_a_page_tells_of_the_day_that_is_asked_for(asked: dict[str, str], day: date) -> None:
    assert day_of(asked, today=TODAY) == day


def test_what_was_asked_is_told_in_the_words_of_the_bar() -> None:
    bar = WorkerFilter({"name": "示例", "page": "x", "kind": ""}, queryset=Worker.objects.all())
    assert bar.asked == {"name": "示例"}


@pytest.mark.django_db
def test_a_condition_that_makes_no_sense_shows_all_and_takes_nothing_out() -> None:
    bar = WorkerFilter({"kind": "nobody"}, queryset=Worker.objects.all())
    assert bar.qs.query.where.children == []
    with pytest.raises(Unable, match="没有导出"):
        bar.narrowed  # noqa: B018
