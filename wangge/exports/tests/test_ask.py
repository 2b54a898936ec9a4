from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from democity.cast import CITY, NEXT_DOOR, TOWNSHIP
from tests.town import LI, NOW, TANG, WANG
from wangge.exports.actions import AT_ONCE, Made, UnableToAsk, ask
from wangge.exports.flow import State
from wangge.exports.models import Export
from wangge.journal.models import Entry
from wangge.kernel.errors import OutOfSight
from wangge.kernel.workbooks import Format

from . import lists
from .lists import LIST, asked_by, door_of

SHORT, LONG = AT_ONCE, AT_ONCE + 1


def test_a_short_list_is_the_file_at_once_and_in_the_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(lists.LENGTH, "rows", SHORT)
    made = ask(
        LIST, at=TOWNSHIP, query="name=x&page=9", format=Format.CSV, post=None, by=WANG, now=NOW
    )
    assert isinstance(made, Made)
    assert made.content.decode().count("\n") == SHORT + 1
    entry = Entry.objects.get(event="exports.made")
    assert entry.code == TOWNSHIP
    assert entry.detail == {"list": LIST, "format": "csv", "asked": {"name": "x"}, "rows": SHORT}


def test_a_long_one_waits_and_keeps_only_what_narrows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lists.LENGTH, "rows", LONG)
    export = asked_by("wang", TOWNSHIP, "name=x&page=9")
    assert (export.state, export.total, export.query) == (State.WAITING, LONG, "name=x")
    assert (export.code, export.placed, export.account) == (TOWNSHIP, True, WANG.id)
    assert Entry.objects.get(event="exports.asked").subject == f"export:{export.pk}"
    assert not Entry.objects.filter(event="exports.made").exists()


def test_the_same_asked_for_twice_is_the_same() -> None:
    assert asked_by("wang", TOWNSHIP).pk == asked_by("wang", TOWNSHIP).pk
    assert asked_by("wang", TOWNSHIP, "name=x").pk != asked_by("wang", TOWNSHIP).pk


def test_there_is_an_end_to_what_waits_for_one_account() -> None:
    for number in range(5):
        asked_by("wang", TOWNSHIP, f"name={number}")
    with pytest.raises(UnableToAsk, match="5 份"):
        asked_by("wang", TOWNSHIP, "name=more")
    asked_by("deng", TOWNSHIP)


def test_excel_refuses_what_it_cannot_hold_and_csv_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(lists.LENGTH, "rows", 1_000_001)
    with pytest.raises(UnableToAsk, match="CSV"):
        asked_by("wang", TOWNSHIP, format=Format.XLSX)
    assert asked_by("wang", TOWNSHIP, format=Format.CSV).total == 1_000_001


def test_who_may_not_see_the_list_takes_nothing_away() -> None:
    given = {"query": "", "format": Format.CSV, "post": None, "now": NOW}
    with pytest.raises(OutOfSight):
        ask(LIST, at=NEXT_DOOR, by=WANG, **given)  # type: ignore[arg-type]
    with pytest.raises(OutOfSight):
        ask(LIST, at=TOWNSHIP, by=TANG, **given)  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        ask(LIST, at=TOWNSHIP, by=LI, **given)  # type: ignore[arg-type]
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("address", "given", "status"),
    [
        (f"/{TOWNSHIP}/exports/ask/", {}, 303),
        (f"/{TOWNSHIP}/exports/ask/", {"list": "nothing:known"}, 404),
        (f"/{TOWNSHIP}/exports/ask/", {"list": "staff:audit"}, 404),
        (f"/{TOWNSHIP}/exports/ask/", {"format": "pdf"}, 404),
        ("/exports/ask/", {}, 404),
        (f"/{NEXT_DOOR}/exports/ask/", {}, 404),
        (f"/{CITY}/exports/ask/", {}, 303),
    ],
)
def test_the_address_says_the_place_and_the_form_the_list(
    client: Client, address: str, given: dict[str, str], status: int
) -> None:
    asked = {"list": LIST, "format": "xlsx", "query": ""} | given
    answer = door_of(client, "wang").post(address, asked)
    assert answer.status_code == status


def test_a_short_file_is_answered_at_once_and_kept_by_nobody(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(lists.LENGTH, "rows", 3)
    asked = {"list": LIST, "format": "xlsx", "query": ""}
    answer = door_of(client, "wang").post(f"/{TOWNSHIP}/exports/ask/", asked)
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"


def test_it_is_asked_for_by_a_form_and_not_by_a_link(client: Client) -> None:
    assert door_of(client, "wang").get(f"/{TOWNSHIP}/exports/ask/").status_code == 405
