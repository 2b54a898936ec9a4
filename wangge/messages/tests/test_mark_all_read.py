from __future__ import annotations

from datetime import timedelta

import pytest

from wangge.journal.models import Entry
from wangge.messages import actions, queries
from wangge.messages.models import Notice

from .builders import NOW, a_reader, browser_of, told

pytestmark = pytest.mark.django_db


def test_none_of_ones_own_notices_is_unread_and_others_keep_theirs() -> None:
    wang, deng = a_reader("wang"), a_reader("deng")
    for _ in range(3):
        told(wang, deng)
    assert actions.mark_all_read(by=wang, now=NOW) == 3
    assert (queries.unread_of(wang.id), queries.unread_of(deng.id)) == (0, 3)


def test_those_read_before_keep_their_moment() -> None:
    wang = a_reader("wang")
    (notice,) = told(wang)
    actions.mark_read(notice.id, by=wang, now=NOW)
    assert actions.mark_all_read(by=wang, now=NOW + timedelta(hours=1)) == 0
    assert Notice.objects.get(id=notice.id).read_at == NOW


def test_it_leaves_no_entry() -> None:
    wang = a_reader("wang")
    told(wang)
    before = Entry.objects.count()
    actions.mark_all_read(by=wang, now=NOW)
    assert Entry.objects.count() == before


def test_the_button_reads_all_and_comes_back_to_the_list() -> None:
    wang = a_reader("wang")
    told(wang)
    answer = browser_of(wang).post("/messages/mark_all_read/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/messages/")
    assert queries.unread_of(wang.id) == 0
