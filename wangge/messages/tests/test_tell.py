from __future__ import annotations

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from wangge.journal.models import Entry
from wangge.kernel.ids import new_id
from wangge.messages import actions
from wangge.messages.models import Notice

from .builders import CLOCK, GRID, NOW, told

pytestmark = pytest.mark.django_db


def test_everybody_named_has_an_unread_notice() -> None:
    wang, deng = new_id(), new_id()
    notices = told(wang, deng, key="entry:1")
    assert {notice.account for notice in notices} == {wang, deng}
    assert set(notices) == set(Notice.objects.all())
    kept = Notice.objects.get(account=wang)
    assert (kept.title, kept.path) == ("事件 4311 待受理", "/cases/431103260610000017/")
    assert (kept.at, kept.read_at, kept.read) == (NOW, None, False)


def test_an_account_named_twice_is_told_once() -> None:
    wang = new_id()
    assert len(told(wang, wang)) == 1


def test_telling_again_tells_only_those_who_were_not_told() -> None:
    wang, deng = new_id(), new_id()
    told(wang, key="entry:1")
    again = told(wang, deng, key="entry:1", title="别的标题")
    assert [notice.account for notice in again] == [deng]
    assert Notice.objects.get(account=wang).title == "事件 4311 待受理"


def test_the_journal_keeps_how_many_were_told_and_where_it_happened() -> None:
    notices = told(new_id(), new_id(), key="entry:1")
    entry = Entry.objects.get(event="messages.told")
    assert entry.subject == f"notice:{notices[0].pk}"
    assert (entry.code, entry.detail) == (GRID, {"key": "entry:1", "count": 2})
    assert entry.actor == CLOCK.id


def test_telling_nobody_new_leaves_no_entry() -> None:
    wang = new_id()
    told(wang, key="entry:1")
    told(wang, key="entry:1")
    told()
    assert Entry.objects.filter(event="messages.told").count() == 1


def test_without_a_place_it_is_recorded_under_the_city() -> None:
    actions.tell([new_id()], title="明年没有放假安排", path="/", key="k", by=CLOCK, now=NOW)
    assert Entry.objects.get(event="messages.told").code == "4311"


@pytest.mark.parametrize("path", ["https://elsewhere.example/", "//elsewhere.example/", "/\\x", ""])
def test_a_notice_cannot_lead_out_of_the_house(path: str) -> None:
    with pytest.raises(IntegrityError, match="messages_path_is_local"):
        actions.tell([new_id()], title="请看", path=path, key="k", by=CLOCK, now=NOW)


def test_a_hundred_people_cost_no_more_statements_than_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    everybody = [new_id() for _ in range(100)]
    with django_assert_num_queries(4):  # savepoint, insert, journal entry, release
        told(*everybody)
