"""Every list and its file: the same rows, for everybody, narrowed in every way.

All ways with WANGGE_PROVE=full; otherwise one drawn for each list and person. A failure prints
its seed; WANGGE_SEED=… repeats it.
"""

from __future__ import annotations

import csv
import io
import os
import random
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from python_calamine import CalamineWorkbook

from config.exports import EXPORTS
from democity.cast import CAST, CITY, COUNTY, GRID, GRID_NEXT_DOOR, URBAN, VILLAGE, Person, person
from tests.town import LAMPS, LI, NOW, TANG, TODAY, WANG, ZHAO, ZHOU
from wangge.cases.actions import dispatch, report
from wangge.cases.models import StageLimit
from wangge.cases.tests import asked, builders
from wangge.cases.tests.builders import said
from wangge.journal.models import Entry
from wangge.kernel.code import Code
from wangge.matters.actions import refuse_task
from wangge.messages.models import Sending
from wangge.portal.tests.builders import board
from wangge.staff.models import Account
from wangge.workers.models import Worker

pytestmark = pytest.mark.slow

# What each list is narrowed by, beside not at all; a list of its own is added here with its line.
NARROWED: dict[str, list[str]] = {
    "cases:limits": [],
    "cases:list": [
        "tab=all", "tab=to_accept", "tab=closed", "state=handling", "light=red", "q=路灯",
        f"matter={LAMPS}&tab=all", "urgency=normal&reported_from=2026-06-11", "self_handled=0",
    ],
    "cases:ratings": ["tab=counted", "tab=satisfied", "tab=appealed", "rated_from=2026-06-11"],
    "cases:todo": ["tab=to_sign", "tab=in_hand", "tab=overdue", "tab=to_check", "tab=to_accept"],
    "matters:matters": ["line=05", "name=纠纷", "on=2020-01-01", "category=public_safety"],
    "matters:refusals": ["department=城管", "asked_on_after=2026-06-11"],
    "messages:sendings": ["state=sent", "state=waiting", "channel=sms"],
    "places:browse": ["on=2020-01-01"],
    "portal:boards": [],
    "staff:accounts": ["state=active", "state=disabled", "words=示例", "role=operator"],
    "staff:audit": ["event=cases.", "actor=王示例", f"code={VILLAGE}", "until=2020-01-01"],
    "staff:organisations": ["kind=department", "words=水利", f"code={COUNTY}", "code=x"],
    "territory:grids": ["kind=general", "name=第2", "on=2020-01-01"],
    "workers:roster": ["name=示例", "kind=part_time", "standing=none", "standing=leader"],
    "workers:vacancies": [],
}  # fmt: skip
FULL = os.environ.get("WANGGE_PROVE") == "full"
SEED = int(os.environ.get("WANGGE_SEED") or random.SystemRandom().randrange(2**32))
ELSEWHERE = (CITY, Code("431102"), GRID_NEXT_DOOR)


@pytest.fixture
def busy(town: None) -> None:
    """The town with something in each of its lists, here and next door."""
    for make in builders.A_CASE.values():
        make()
    builders.dispatched()
    there = report(said("桥下积水", grid=GRID_NEXT_DOOR), by=TANG, now=NOW)
    accepted = builders.accepted()
    dispatch(accepted.number, lead=URBAN.id, participants=(), by=WANG, now=NOW - timedelta(days=90))
    assert there.code == GRID_NEXT_DOOR
    asked.appealed()
    asked.set_aside()
    asked.ended("satisfied")
    for by, department in ((ZHOU, "城管局"), (ZHAO, "水利局")):
        refuse_task(
            Code("431103001001001"), department=department, words="代收费用", asked_on=TODAY,
            by=by, now=NOW,
        )  # fmt: skip
    Worker.objects.create(
        code=VILLAGE, name="无岗示例", phone="13900000000", kind="part_time", source="volunteer"
    )
    Account.objects.filter(username="qin").update(is_active=False)
    for grid in (GRID, GRID_NEXT_DOOR):
        board(grid)
    for state in ("sent", "waiting", "failed"):
        Sending.objects.create(
            channel="sms", address="13800000000", text="x", key=state, at=NOW, not_before=NOW,
            state=state,
        )  # fmt: skip


def address_of(name: str, place: Code) -> tuple[str, str]:
    """The page of a list, and where it is taken away from."""
    try:
        return reverse(name, args=[place]), reverse("exports:ask", args=[place])
    except NoReverseMatch:
        return reverse(name), reverse("exports:ask")


def counted(page: str) -> int:
    found = re.search(r"共 <strong>([\d,]+)</strong> 条", page)
    assert found, "the page says no count"
    return int(found[1].replace(",", ""))


def rows_in(content: bytes) -> int:
    if content.startswith(b"PK"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return len(book.get_sheet_by_index(0).to_python()) - 1
    return len([*csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))]) - 1


def expected_of(name: str, status: int, shown: str) -> int:
    """The rows that a page counts; what it answers when there are none to take away, negative."""
    if status != 200:
        return -status
    if "invalid-feedback" in shown:
        return -409
    if name == "cases:limits":
        return StageLimit.objects.count()
    return 0 if "没有要办理的事件" in shown else counted(shown)


def disagreements(
    client: Client, name: str, place: Code, queries: list[str]
) -> Iterator[tuple[object, ...]]:
    page_url, ask_url = address_of(name, place)
    for number, query in enumerate(queries):
        page = client.get(f"{page_url}?{query}")
        expected = expected_of(name, page.status_code, page.content.decode())
        asked = {"list": name, "query": query, "format": ("xlsx", "csv")[number % 2]}
        answer = client.post(ask_url, asked)
        found = rows_in(answer.content) if answer.status_code == 200 else -answer.status_code
        if found != expected:
            yield name, place, query, expected, found


def test_every_list_is_in_this_test() -> None:
    assert NARROWED.keys() == EXPORTS.keys()


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("one", CAST, ids=lambda one: f"{one.username}-{one.role}")
def test_a_file_has_the_rows_that_the_page_counts_here_and_nothing_there(
    client: Client, one: Person
) -> None:
    account = Account.objects.get(pk=one.id)
    Account.objects.filter(pk=one.id).update(is_active=True)
    client.force_login(account)
    wrong: list[object] = []
    dice = random.Random(f"{SEED} {one.username}")
    for name in EXPORTS:
        narrowed = (
            NARROWED[name] if FULL else dice.sample(NARROWED[name], min(1, len(NARROWED[name])))
        )
        wrong += disagreements(client, name, one.code, ["", *narrowed])
        for place in ELSEWHERE if FULL else [dice.choice(ELSEWHERE)]:
            wrong += disagreements(client, name, place, [""])
    assert not wrong, f"WANGGE_SEED={SEED}"


@pytest.mark.usefixtures("busy")
def test_the_town_is_busy_enough_to_tell_lists_apart(client: Client) -> None:
    """The test above says little about empty lists."""
    found: dict[str, int] = {}
    for username in ("deng", "chen", "peng", "li", "zhou", "luo", "huang", "jiang"):
        one = person(username)
        client.force_login(Account.objects.get(pk=one.id))
        for name in EXPORTS:
            page = client.get(address_of(name, one.code)[0])
            if page.status_code == 200 and name != "cases:limits":
                shown = page.content.decode()
                found[name] = max(found.get(name, 0), counted(shown) if "共 <" in shown else 0)
    assert {name: number for name, number in found.items() if number < 1} == {}
    assert found["cases:list"] >= 8


@pytest.mark.usefixtures("busy")
def test_every_list_page_offers_its_file_and_to_keep_its_filter(client: Client) -> None:
    missing = set(EXPORTS)
    for username in ("deng", "chen", "zhou", "li", "luo", "huang", "jiang"):
        one = person(username)
        client.force_login(Account.objects.get(pk=one.id))
        for name in sorted(missing):
            shown = client.get(address_of(name, one.code)[0]).content.decode()
            if "导出 Excel" in shown and f'name="list" value="{name}"' in shown:
                missing.remove(name)
    assert not missing


@pytest.mark.usefixtures("busy")
def test_a_filter_that_makes_no_sense_takes_nothing_away(client: Client) -> None:
    wrong = []
    for name, username, query in (
        ("cases:list", "deng", "light=mauve"),
        ("matters:matters", "deng", "on=2026-02-30"),
        ("matters:refusals", "peng", "asked_on_after=yesterday"),
        ("places:browse", "deng", "on=2026-02-30"),
        ("staff:accounts", "huang", "state=x"),
        ("staff:audit", "jiang", "since=2026-02-30"),
        ("staff:organisations", "luo", "kind=x"),
        ("territory:grids", "deng", "kind=x"),
        ("workers:roster", "deng", "source=x"),
    ):
        one = person(username)
        client.force_login(Account.objects.get(pk=one.id))
        asked = {"list": name, "query": query, "format": "csv"}
        status = client.post(address_of(name, one.code)[1], asked).status_code
        if status != 409:
            wrong.append((name, query, status))
    assert not wrong
    assert not Entry.objects.filter(event="exports.made").exists()


@pytest.mark.usefixtures("busy")
def test_phones_are_masked_in_the_file_for_whom_the_page_masks_them(client: Client) -> None:
    """Somebody who stands in a grid sees who else does, and not their whole numbers."""
    stranger = Worker.objects.create(
        code=Code("431103001"), name="外示例", phone="13712345678", kind="full_time",
        source="township_staff",
    )  # fmt: skip
    one = person("wang")
    client.force_login(Account.objects.get(pk=one.id))
    asked = {"list": "workers:roster", "query": "", "format": "csv"}
    told = client.post(reverse("exports:ask", args=[one.code]), asked).content.decode()
    page = client.get(reverse("workers:roster", args=[one.code])).content.decode()
    assert ("13712345678" in told) == ("13712345678" in page)
    assert stranger.name in told


@pytest.mark.usefixtures("busy")
def test_nothing_but_lists_has_a_template_of_a_list() -> None:
    """A page on the list template whose address is not offered would show no export."""
    known = {"exports/exports.html"}
    root = Path(__file__).parent.parent / "wangge"
    extending = {
        "/".join(path.parts[-2:])
        for path in root.glob("*/templates/*/*.html")
        if '{% extends "ui/list.html" %}' in path.read_text(encoding="utf-8")
    }
    stems = {name.partition(":")[2] for name in EXPORTS}
    unknown = {path for path in extending - known if Path(path).stem not in stems}
    assert not unknown


def test_a_unit_s_list_is_its_own(client: Client, busy: None) -> None:
    """Negative control: two people at the same place take away different rows."""
    numbers = []
    for one in (person("li"), person("qin")):
        Account.objects.filter(pk=one.id).update(is_active=True)
        client.force_login(Account.objects.get(pk=one.id))
        asked = {"list": "cases:list", "query": "tab=all", "format": "csv"}
        numbers.append(rows_in(client.post(reverse("exports:ask", args=[COUNTY]), asked).content))
    assert numbers[0] > numbers[1]
    assert LI.unit == URBAN.id
