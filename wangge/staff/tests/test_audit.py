from __future__ import annotations

import csv
from urllib.parse import urlencode

import pytest
from django.test import Client

from wangge.journal import actions as journal
from wangge.journal.models import Entry
from wangge.staff.actions import create_account, disable_account
from wangge.staff.policies import May
from wangge.staff.queries import actor_for

from .builders import (
    CITY,
    COUNTY,
    NEXT_DOOR,
    NOW,
    TODAY,
    a_post,
    a_role,
    an_account,
    an_admin,
    at_the_door,
    security,
)

pytestmark = pytest.mark.django_db


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


def exported(door: Client, **query: str) -> str:
    asked = {"list": "staff:audit", "format": "csv", "query": urlencode(query)}
    answer = door.post("/exports/ask/", asked)
    assert answer.status_code == 200, answer.status_code
    return bytes(answer.content).decode()


def test_the_export_is_what_was_asked_for_without_formulas_and_is_recorded(door: Client) -> None:
    told = exported(door, event="staff.account")
    assert told.startswith('\ufeff"时间","操作人"')
    assert "staff.account_disabled" in told
    assert "cases.reported" not in told
    assert not [cell for line in csv.reader(told.splitlines()) for cell in line if cell[:1] == "="]
    entry = Entry.objects.get(event="exports.made")
    assert entry.detail["asked"] == {"event": "staff.account"}
    assert entry.detail["rows"] == len(told.splitlines()) - 1


def test_a_condition_that_makes_no_sense_exports_nothing_rather_than_everything(
    door: Client,
) -> None:
    asked = {"list": "staff:audit", "format": "csv", "query": "since=2026-02-30"}
    assert door.post("/exports/ask/", asked).status_code == 409
    assert not Entry.objects.filter(event="exports.made").exists()


def test_an_auditor_of_a_county_sees_the_county_only(client: Client) -> None:
    by, account = security(), an_account("lin")
    for code in (COUNTY, NEXT_DOOR, CITY):
        journal.record("cases.reported", account, by=by, at=NOW, code=code)
    door = at_the_door(client, an_admin("audit_admin", COUNTY))
    told = exported(door, event="cases.")
    assert "431103" in told
    assert "431102" not in told


def test_to_look_is_not_to_take_away(client: Client) -> None:
    account = an_account("reader")
    a_post(account, a_role("reader", May.AUDIT), CITY)
    door = at_the_door(client, actor_for(account, on=TODAY))
    assert "导出 Excel" not in door.get("/staff/audit/").content.decode()
    asked = {"list": "staff:audit", "format": "csv"}
    assert door.post("/exports/ask/", asked).status_code == 403
