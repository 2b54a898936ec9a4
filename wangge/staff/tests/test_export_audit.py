from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pytest
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.test import Client

from wangge.journal import actions as journal
from wangge.journal.models import Entry
from wangge.staff.actions import create_account, disable_account, export_audit
from wangge.staff.models import Account

from .builders import (
    CITY,
    COUNTY,
    NEXT_DOOR,
    NOW,
    an_account,
    an_admin,
    at_the_door,
    events,
    security,
)

pytestmark = pytest.mark.django_db


def text_of(response: object) -> str:
    streamed = cast("Iterable[bytes]", cast("StreamingHttpResponse", response).streaming_content)
    return b"".join(streamed).decode()


@pytest.fixture
def door(client: Client) -> Client:
    """The auditor's, with acts of the security administrator in two counties to look at."""
    by = security()
    account = create_account("lin", name="林", by=by, now=NOW).account
    disable_account(account.id, reason="=1+1", by=by, now=NOW)
    for code in (COUNTY, NEXT_DOOR):
        journal.record("cases.reported", account, by=by, at=NOW, code=code)
    return at_the_door(client, an_admin("audit_admin"))


def test_the_record_shows_the_acts_of_the_other_administrators(door: Client) -> None:
    page = door.get("/staff/audit/").content.decode()
    assert "停用账号" in page
    assert "角色security_admin" in page


@pytest.mark.parametrize(
    ("asked", "found", "hidden"),
    [
        ("event=staff.account_dis", "停用账号", "cases.reported"),
        ("code=431102", "431102", ">431103<"),
        ("actor=security-admin", "停用账号", ">builders<"),
        ("since=2026-11-24&until=2026-11-24", "停用账号", "没有符合条件"),
        ("until=9999-12-31", "停用账号", "没有符合条件"),
        ("until=2026-11-23", "没有符合条件", "停用账号"),
    ],
)
def test_it_is_searched(door: Client, asked: str, found: str, hidden: str) -> None:
    page = door.get(f"/staff/audit/?{asked}").content.decode().partition('id="wg-list"')[2]
    assert found in page
    assert hidden not in page


def test_an_entry_has_its_page(door: Client) -> None:
    entry = Entry.objects.get(event="staff.account_disabled")
    page = door.get(f"/staff/audit/{entry.pk}/").content.decode()
    assert "=1+1" in page
    assert door.get("/staff/audit/999999999/").status_code == 404


def test_the_export_is_what_was_asked_for_without_formulas_and_is_recorded(door: Client) -> None:
    told = text_of(door.post("/staff/audit/export_audit/", {"event": "staff.account"}))
    assert told.startswith("\ufeff时间,操作人")
    assert "staff.account_disabled" in told
    assert "cases.reported" not in told
    assert not [cell for line in told.splitlines() for cell in line.split(",") if cell[:1] == "="]
    entry = Entry.objects.get(event="staff.audit_exported")
    assert entry.detail["asked"] == {"event": "staff.account"}


def test_a_condition_that_makes_no_sense_exports_nothing_rather_than_everything(
    door: Client,
) -> None:
    answer = door.post("/staff/audit/export_audit/", {"since": "2026-02-30"})
    assert answer.status_code == 409
    assert not Entry.objects.filter(event="staff.audit_exported").exists()


def test_an_auditor_of_a_county_sees_the_county_only(client: Client) -> None:
    by, account = security(), an_account("lin")
    for code in (COUNTY, NEXT_DOOR, CITY):
        journal.record("cases.reported", account, by=by, at=NOW, code=code)
    door = at_the_door(client, an_admin("audit_admin", COUNTY))
    told = text_of(door.post("/staff/audit/export_audit/", {"event": "cases."}))
    assert "431103" in told
    assert "431102" not in told


def test_without_the_permission_it_is_denied() -> None:
    with pytest.raises(PermissionDenied):
        export_audit(asked={}, by=security(), now=NOW)


def test_the_verb_writes_its_entry() -> None:
    by = an_admin("audit_admin")
    export_audit(asked={}, by=by, now=NOW)
    assert "staff.audit_exported" in events(Account.objects.get(id=by.id))
