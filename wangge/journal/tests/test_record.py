from __future__ import annotations

import pytest
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction

from tests.town import NOW, WANG, ZHOU
from wangge.cases.actions import report
from wangge.cases.tests.builders import said
from wangge.journal import actions as journal
from wangge.journal.models import Delivery, Entry
from wangge.journal.queries import entries_of, entries_within, subscribers_of
from wangge.places.models import Division

in_town = pytest.mark.usefixtures("town")


def an_entry() -> Entry:
    place = Division.objects.get(code="431103")
    return journal.record("places.looked_at", place, by=WANG, at=NOW, why="test")


@in_town
def test_writes_who_did_what_to_what_where_and_when() -> None:
    entry = an_entry()

    assert (entry.event, entry.code, entry.at) == ("places.looked_at", "431103", NOW)
    assert (entry.actor, entry.actor_label, entry.actor_role) == (WANG.id, "王示例", "operator")
    assert list(entries_of(Division.objects.get(code="431103"))) == [entry]


@in_town
def test_writes_a_delivery_for_each_subscriber_in_the_same_transaction() -> None:
    report(said(), by=ZHOU, now=NOW)

    deliveries = Delivery.objects.filter(entry__event="cases.reported")
    assert {it.subscriber for it in deliveries} == set(subscribers_of("cases.reported"))
    assert {(it.done_at, it.tries) for it in deliveries} == {(None, 0)}


@in_town
def test_an_event_without_subscribers_has_no_delivery() -> None:
    assert not Delivery.objects.filter(entry=an_entry()).exists()


@in_town
def test_lives_and_dies_with_the_change_it_tells_of() -> None:
    def change_that_fails() -> None:
        with transaction.atomic():
            an_entry()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_that_fails()
    assert not Entry.objects.filter(event="places.looked_at").exists()


@in_town
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_entry SET event = 'x'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry CASCADE",
    ],
)
def test_the_application_may_not_change_the_record(sql: str) -> None:
    an_entry()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql)


@in_town
def test_an_entry_of_a_place_out_of_scope_is_not_read() -> None:
    report(said(), by=ZHOU, now=NOW)
    events = entries_within(ZHOU.scope("cases:view")).values_list("code", flat=True)
    assert set(events) == {"431103001001001"}
    assert not entries_within(ZHOU.scope("staff:audit")).exists()


def test_not_even_the_owner_may_change_the_record(fresh_database: str) -> None:
    owner = connections["owner"]
    before, owner.settings_dict["NAME"] = owner.settings_dict["NAME"], fresh_database
    try:
        with owner.cursor() as cursor:
            cursor.execute(
                "INSERT INTO journal_entry"
                " (event, code, subject, actor, actor_label, actor_role, at, detail) VALUES"
                " ('a.b', '4311', 'x:1', gen_random_uuid(), 'x', '', now(), '{}')"
            )
            for sql in ("UPDATE journal_entry SET event = 'x'", "DELETE FROM journal_entry"):
                with pytest.raises(DatabaseError, match="append-only"):
                    cursor.execute(sql)
    finally:
        owner.close()
        owner.settings_dict["NAME"] = before
