"""Pages by the keys of their rows: nothing repeated, nothing hidden, no page that breaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wangge.journal.models import Entry
from wangge.kernel.code import Code
from wangge.ui.keyset import batches, count_up_to, page_of

START = datetime(2026, 6, 10, tzinfo=UTC)
ORDERS = [("at",), ("-at",), ("event", "-at"), ("-code", "at"), ("id",)]
ROWS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["a.x", "b.y"]), st.sampled_from(["43", "4311"])),
    max_size=30,
)


def write(rows: Sequence[tuple[int, str, str]]) -> None:
    Entry.objects.bulk_create(
        Entry(
            event=event, code=Code(code), subject="keyset:1", actor=UUID(int=1), actor_label="x",
            at=START + timedelta(days=day),
        )
        for day, event, code in rows
    )  # fmt: skip


def entries() -> QuerySet[Entry]:
    return Entry.objects.filter(subject="keyset:1")


def walk(order: Sequence[str], size: int) -> list[list[int]]:
    """The keys of every page, by following `next`."""
    token, pages = None, []
    while True:
        page = page_of(entries(), order, token, size)
        pages.append([row.pk for row in page.rows])
        if page.next is None:
            return pages
        token = page.next


class TestPaging(TestCase):
    @given(ROWS, st.sampled_from(ORDERS), st.integers(1, 7))
    def test_following_next_gives_every_row_once_in_order(
        self, rows: list[tuple[int, str, str]], order: tuple[str, ...], size: int
    ) -> None:
        write(rows)
        pages = walk(order, size)
        wanted = list(entries().order_by(*order, "pk"))
        assert [key for page in pages for key in page] == [row.pk for row in wanted]
        assert all(len(page) == size for page in pages[:-1])

    @given(ROWS, st.sampled_from(ORDERS), st.integers(1, 7))
    def test_going_back_shows_the_page_before(
        self, rows: list[tuple[int, str, str]], order: tuple[str, ...], size: int
    ) -> None:
        write(rows)
        first = page_of(entries(), order, None, size)
        assert first.previous is None
        if first.next is None:
            return
        second = page_of(entries(), order, first.next, size)
        back = page_of(entries(), order, second.previous, size)
        assert [row.pk for row in back.rows] == [row.pk for row in first.rows]

    @given(ROWS, st.text(max_size=60))
    def test_a_token_that_is_not_ours_opens_the_first_page(
        self, rows: list[tuple[int, str, str]], token: str
    ) -> None:
        write(rows)
        assert page_of(entries(), ("at",), token).rows == page_of(entries(), ("at",)).rows


@pytest.mark.django_db
def test_rows_that_arrive_meanwhile_neither_repeat_nor_hide_others() -> None:
    write([(day, "a.x", "43") for day in range(6)])
    first = page_of(entries(), ("-at",), None, 3)

    write([(9, "a.x", "43"), (8, "a.x", "43")])  # newer than all: an offset would show rows again

    second = page_of(entries(), ("-at",), first.next, 3)
    seen = [row.at for row in (*first.rows, *second.rows)]
    assert seen == [START + timedelta(days=day) for day in (5, 4, 3, 2, 1, 0)]


@pytest.mark.django_db
def test_a_token_of_another_order_opens_the_first_page() -> None:
    write([(day, "a.x", "43") for day in range(4)])
    other = page_of(entries(), ("event",), None, 2).next
    assert page_of(entries(), ("at",), other, 2).rows == page_of(entries(), ("at",), None, 2).rows


@pytest.mark.django_db
def test_a_column_that_may_be_empty_is_no_order() -> None:
    with pytest.raises(ValueError, match="null"):
        page_of(Entry.objects.all(), ("actor_unit",))


@pytest.mark.django_db
def test_counting_stops_where_more_is_not_worth_knowing() -> None:
    write([(0, "a.x", "43")] * 5)
    assert str(count_up_to(entries(), 3)) == "3+"
    assert str(count_up_to(entries(), 5)) == "5"


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 3, 7, 10])
@pytest.mark.parametrize("order", ORDERS)
def test_batches_bring_every_row_once_in_the_order_of_the_pages(
    order: tuple[str, ...], size: int
) -> None:
    write([(n % 3, "a.x", "43") for n in range(7)])
    rows = Entry.objects.filter(subject="keyset:1")
    read = [list(batch) for batch in batches(rows, order, size)]
    assert all(len(batch) <= size for batch in read)
    whole = page_of(rows, order, size=100).rows
    assert [row.pk for batch in read for row in batch] == [row.pk for row in whole]
    assert list(batches(rows.none(), order, size)) == []
