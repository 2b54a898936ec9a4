"""Deliveries: each alone, retried with growing pauses, visible when failing, never lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.town import NOW, WANG
from wangge.journal import actions as journal
from wangge.journal import jobs
from wangge.journal.models import Delivery, Entry
from wangge.journal.queries import failing
from wangge.places.models import Division

pytestmark = pytest.mark.usefixtures("town")
heard: list[int] = []


def good(entry: Entry, *, now: datetime) -> None:
    heard.append(entry.pk)


def bad(entry: Entry, *, now: datetime) -> None:
    Division.objects.filter(code="4311").update(name="半途而废")
    raise RuntimeError("the subscriber broke")


@pytest.fixture
def delivered_to(town: None, monkeypatch: pytest.MonkeyPatch) -> None:
    heard.clear()
    Delivery.objects.update(done_at=NOW)  # what setting up left behind is not this test's
    table = [f"{__name__}.bad", f"{__name__}.good"]
    monkeypatch.setattr("wangge.journal.actions.subscribers_of", lambda event: tuple(table))
    journal.record("places.looked_at", Division.objects.get(code="4311"), by=WANG, at=NOW)


@pytest.mark.usefixtures("delivered_to")
def test_a_failing_subscriber_is_retried_alone_and_does_not_block_the_others() -> None:
    while jobs.deliver_one(now=NOW):
        pass

    assert len(heard) == 1
    broken = Delivery.objects.get(done_at=None)
    assert broken.subscriber.endswith(".bad")
    assert (broken.tries, broken.failure) == (1, "RuntimeError: the subscriber broke")


@pytest.mark.usefixtures("delivered_to")
def test_what_a_failing_subscriber_did_is_undone() -> None:
    while jobs.deliver_one(now=NOW):
        pass
    assert Division.objects.get(code="4311").name == "永州市"


@pytest.mark.usefixtures("delivered_to")
def test_pauses_grow_and_the_failure_becomes_visible() -> None:
    now, pauses = NOW, []
    for _ in range(5):
        while jobs.deliver_one(now=now):
            pass
        delivery = Delivery.objects.get(done_at=None)
        pauses.append((delivery.next_at - now).total_seconds())
        now = delivery.next_at
    assert pauses == [2, 4, 8, 16, 32]
    assert [d.subscriber for d in failing()] == [f"{__name__}.bad"]


def test_the_longest_pause_is_an_hour() -> None:
    assert jobs.pause_after(50) == timedelta(hours=1)


@pytest.mark.usefixtures("delivered_to")
def test_a_mended_subscriber_gets_what_it_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    while jobs.deliver_one(now=NOW):
        pass
    monkeypatch.setattr(f"{__name__}.bad", good)

    assert jobs.deliver_one(now=NOW + timedelta(seconds=2))
    assert not Delivery.objects.filter(done_at=None).exists()
    assert len(heard) == 2


def test_the_relay_stops_when_told(django_db_blocker: DjangoDbBlocker) -> None:
    answers = iter([False, False, True])
    jobs.relay(stop=lambda: next(answers), idle=0)
    assert next(answers, None) is None
