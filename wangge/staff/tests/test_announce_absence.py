from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from psycopg.types.range import DateRange

from democity.cast import URBAN, WATER, person
from tests.town import LI, LIU, NOW, QIN, TODAY, WANG
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.errors import OutOfSight
from wangge.staff.actions import UnableToAnnounceAbsence, announce_absence
from wangge.staff.models import Absence, Account, Post
from wangge.staff.queries import absences_in, absent_for, substitutes_of

pytestmark = pytest.mark.usefixtures("town")
TOMORROW, NEXT_WEEK = TODAY + timedelta(days=1), TODAY + timedelta(days=7)


@pytest.fixture
def wednesday(town: None) -> Iterator[None]:
    with patch.object(timezone, "now", lambda: NOW):
        yield


def away(
    who: Actor = LIU, by: Actor = LIU, substitute: Actor = LI,
    since: date = TODAY, last: date = NEXT_WEEK,
) -> Absence:  # fmt: skip
    return announce_absence(
        who.id, substitute=substitute.id, since=since, last=last, note="出差", by=by, now=NOW
    )


def test_a_colleague_stands_in_from_the_first_day_to_the_last() -> None:
    absence = away()

    absence.refresh_from_db()
    assert absence.period == DateRange(TODAY, NEXT_WEEK + timedelta(days=1))
    for day, stands_in in (
        (TODAY - timedelta(days=1), False),
        (TODAY, True),
        (NEXT_WEEK, True),
        (NEXT_WEEK + timedelta(days=1), False),
    ):
        assert bool(absent_for(LI.id, URBAN.id, on=day)) is stands_in
        assert bool(substitutes_of([LIU.id], URBAN.id, on=day)) is stands_in


def test_is_written_in_the_journal_at_the_place_of_the_post() -> None:
    away()
    entry = Entry.objects.get(event="staff.absence_announced")
    assert (entry.code, entry.detail["account"], entry.detail["substitute"]) == (
        "431103", str(LIU.id), str(LI.id),
    )  # fmt: skip
    assert "出差" not in str(entry.detail)


def test_a_liaison_arranges_it_for_a_colleague_and_a_handler_does_not() -> None:
    assert away(who=LIU, by=LI).account_id == LIU.id
    with pytest.raises(PermissionDenied):
        away(who=LI, by=LIU, substitute=LIU)


@pytest.mark.parametrize(
    ("since", "last", "field"),
    [
        (TODAY - timedelta(days=1), NEXT_WEEK, "since"),
        (TOMORROW, TODAY, "last"),
        (TODAY, TODAY + timedelta(days=366), "last"),
        (TODAY, date.max, "last"),
    ],
)
def test_days_that_cannot_be_are_refused(since: date, last: date, field: str) -> None:
    with pytest.raises(UnableToAnnounceAbsence) as refusal:
        away(since=since, last=last)
    assert refusal.value.field == field


def test_one_day_is_enough() -> None:
    assert away(last=TODAY).period == DateRange(TODAY, TOMORROW)


@pytest.mark.parametrize("substitute", [LIU, QIN, WANG])
def test_the_substitute_is_another_of_the_unit(substitute: Actor) -> None:
    with pytest.raises(UnableToAnnounceAbsence) as refusal:
        away(substitute=substitute)
    assert refusal.value.field == "substitute"


def test_the_substitute_holds_a_post_on_all_of_the_days() -> None:
    Post.objects.filter(account=LI.id).update(period=DateRange(date(2024, 3, 1), TOMORROW))
    with pytest.raises(UnableToAnnounceAbsence, match="一直在本单位任岗"):
        away()
    assert away(last=TODAY).period


def test_the_substitute_may_sign_in() -> None:
    Account.objects.filter(pk=LI.id).update(is_active=False)
    with pytest.raises(UnableToAnnounceAbsence):
        away()


def test_the_substitute_is_not_away_in_turn() -> None:
    away(who=LI, by=LI, substitute=LIU, since=NEXT_WEEK, last=NEXT_WEEK)
    with pytest.raises(UnableToAnnounceAbsence, match="自己也不在岗"):
        away()


def test_there_is_one_substitute_at_a_time() -> None:
    away(last=TODAY)
    with pytest.raises(UnableToAnnounceAbsence, match="已登记过"):
        away(last=NEXT_WEEK)
    assert away(since=TOMORROW).period
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(
            account_id=LIU.id, substitute_id=LI.id, unit_id=URBAN.id,
            period=DateRange(TODAY, NEXT_WEEK),
        )  # fmt: skip


def test_nobody_is_away_from_a_unit_that_is_not_theirs() -> None:
    with pytest.raises(OutOfSight):
        away(who=QIN, by=LI)


@pytest.mark.parametrize("username", ["wang", "zhou", "peng", "chen", "huang"])
def test_is_refused_to_those_without_the_permission(username: str) -> None:
    one = person(username)
    by = Actor(one.id, one.name, unit=one.body.id if one.body else None)
    with pytest.raises(PermissionDenied):
        announce_absence(one.id, substitute=LI.id, since=TODAY, last=TODAY, by=by, now=NOW)


def test_the_page_offers_colleagues_and_lists_who_is_away(wednesday: None) -> None:
    client = Client()
    client.force_login(Account.objects.get(username="liu"))
    form = client.get("/account/absences/announce_absence/").content.decode()
    assert "李示例" in form
    assert "秦示例" not in form

    answer = client.post(
        "/account/absences/announce_absence/",
        {
            "account": str(LIU.id), "substitute": str(LI.id), "since": "2026-06-10",
            "last": "2026-06-12",
        },
        follow=True,
    )  # fmt: skip

    shown = " ".join(answer.content.decode().split())
    assert "2026年6月10日 起，2026年6月13日 回岗" in shown
    assert "代办中" in shown
    assert not absences_in(WATER.id, on=TODAY)
    assert "/account/absences/" in client.get("/account/").content.decode()
