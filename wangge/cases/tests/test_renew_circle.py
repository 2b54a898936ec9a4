"""Who knows of an opinion follows the posts and accounts of today (Art. 5)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from democity.cast import CITY, COUNTY, NEXT_DOOR, TOWNSHIP, person
from tests.town import ALWAYS, CHEN, DENG, HUANG, NOW, PENG, TANG, TODAY, WANG, XIE, ZHOU
from wangge.cases.actions import decline, renew_circle
from wangge.cases.jobs import renew_circles
from wangge.cases.models import Case
from wangge.cases.tests.builders import opinion, reported
from wangge.cases.tests.replaying import differences
from wangge.journal.jobs import deliver_one
from wangge.journal.models import Entry
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant
from wangge.staff import actions as staff
from wangge.staff.models import Post, Role
from wangge.workers import actions as workers
from wangge.workers.models import Worker

pytestmark = pytest.mark.usefixtures("town")
CLERK = machine("知情人更新", Grant("cases:view", CITY), Grant("cases:admit", CITY))


def give(username: str, role: str, code: Code, since: date = TODAY) -> None:
    """Without an entry in the journal: nobody was told."""
    Post.objects.create(
        account_id=person(username).id, role=Role.objects.get(key=role), code=code,
        period=DateRange(since, None),
    )  # fmt: skip


def deliver() -> None:
    while deliver_one(now=NOW):
        pass


def circle(case: Case) -> set[object]:
    case.refresh_from_db()
    assert differences(case) == {}
    return set(case.circle or ())


def test_lets_in_who_hears_opinions_there_by_now() -> None:
    case = opinion()
    assert XIE.id not in circle(case)
    give("xie", "operator", TOWNSHIP)

    renew_circle(case.number, by=CLERK, now=NOW)

    assert XIE.id in circle(case)
    assert {one.id for one in (WANG, DENG, PENG, CHEN)} < circle(case)


def test_never_lets_in_whom_it_speaks_of_whatever_they_become() -> None:
    case = opinion("zhou")
    give("zhou", "operator", TOWNSHIP)
    give("zhou", "county_agency", COUNTY)

    renew_circle(case.number, by=CLERK, now=NOW)

    assert ZHOU.id not in circle(case)


def test_done_twice_it_changes_nothing_and_writes_nothing_more() -> None:
    case = opinion()
    give("xie", "operator", TOWNSHIP)
    for _ in range(2):
        renew_circle(case.number, by=CLERK, now=NOW)
    assert Entry.objects.filter(event="cases.circle_renewed").count() == 1


def test_those_who_were_admitted_stay_and_what_ended_takes_in_nobody() -> None:
    case = opinion()
    Case.objects.filter(pk=case.pk).update(circle=[*(case.circle or ()), XIE.id])
    decline(case.number, reason="重复", by=WANG, now=NOW)
    give("tang", "operator", TOWNSHIP)

    renew_circle(case.number, by=CLERK, now=NOW)

    case.refresh_from_db()
    assert XIE.id in (case.circle or ())
    assert TANG.id not in (case.circle or ())


def test_leaves_alone_what_is_no_opinion() -> None:
    case = reported()
    renew_circle(case.number, by=CLERK, now=NOW)
    assert not Entry.objects.filter(event="cases.circle_renewed").exists()


def test_is_for_the_house_s_clerk_and_those_who_may_let_others_in() -> None:
    with pytest.raises(PermissionDenied):
        renew_circle(opinion().number, by=PENG, now=NOW)


class TestByItself:
    def test_a_post_that_hears_opinions_opens_those_of_its_place(self) -> None:
        here, elsewhere = opinion(), opinion(None)
        Case.objects.filter(pk=elsewhere.pk).update(code=f"{NEXT_DOOR}005001", desk=NEXT_DOOR)
        staff.give_post(
            XIE.id, role="township_manager", code=TOWNSHIP, since=TODAY, by=HUANG, now=NOW
        )

        deliver()

        assert XIE.id in circle(here)
        elsewhere.refresh_from_db()
        assert XIE.id not in (elsewhere.circle or ())

    def test_a_post_of_the_worker_s_own_opens_nothing(self) -> None:
        case = opinion("zhou")
        staff.give_post(ZHOU.id, role="operator", code=TOWNSHIP, since=TODAY, by=HUANG, now=NOW)
        deliver()
        assert ZHOU.id not in circle(case)

    def test_a_post_that_begins_later_opens_them_that_night(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case = opinion()
        give("xie", "operator", TOWNSHIP, since=TODAY + timedelta(days=3))
        monkeypatch.setattr(timezone, "now", lambda: NOW)
        renew_circles(0)
        assert XIE.id not in circle(case)

        monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=3))
        renew_circles(0)
        assert XIE.id in circle(case)

    def test_a_worker_whose_account_becomes_known_leaves_the_circles_about_them(self) -> None:
        """An operator who is also on the roster, unknown to it until now."""
        worker = Worker.objects.create(
            code=TOWNSHIP, name="王示例", phone="13700000000", kind="part_time", source="volunteer"
        )
        Post.objects.filter(account_id=WANG.id).update(period=ALWAYS)
        open_case, ended = opinion(worker.pk), opinion(worker.pk)
        decline(ended.number, reason="重复", by=DENG, now=NOW)
        other = opinion("zhou")
        assert WANG.id in circle(open_case)

        workers.alter_worker(
            worker.pk, name=worker.name, phone=worker.phone, kind=worker.kind,
            source=worker.source, account=WANG.id, by=PENG, now=NOW,
        )  # fmt: skip
        deliver()

        assert WANG.id not in circle(open_case)
        assert WANG.id not in circle(ended)
        assert WANG.id in circle(other)
