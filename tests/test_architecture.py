"""The house rules that no linter knows."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from config.roles import ROLES
from config.words import EVENTS
from tests.permission_tables import ROUTES
from tests.system_verbs import SYSTEM_VERBS
from wangge.kernel.actor import Actor
from wangge.kernel.fields import CodeField
from wangge.staff.queries.words import event_word
from wangge.territory.occupants import occupants

REPO = Path(__file__).parent.parent
HOUSE = REPO / "wangge"
ROOMS = sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))
WITH_VERBS = [room for room in ROOMS if find_spec(f"wangge.{room}.actions")]
DRAWERS = {"utils", "helpers", "services", "common", "managers", "misc"}

# Tables that hold no fact about one place, each with its reason.
NOT_AT_A_PLACE = {
    "journal.Delivery": "the outbox: goes where its entry's code says",
    "staff.Absence": "of a person in a unit, wherever the unit acts",
    "staff.Account": "a person; where they act is said by posts",
    "staff.Organisation": "may sit on several areas: `codes`",
    "staff.Role": "a bundle of permissions, the same everywhere",
    "staff.SavedView": "belongs to an account, for whatever place it looks at",
    "staff.SignIn": "belongs to an account",
    "files.Attachment": "stands where the thing stands that it is on",
    "files.Blob": "bytes, found by their hash",
    "files.Sweep": "a clean-up of the whole store",
    "wangge_messages.Notice": "addressed to an account",
    "wangge_messages.Preference": "belongs to an account",
    "wangge_messages.Sending": "addressed to a person or a group, the same everywhere",
    "worktime.YearTable": "the State Council's, the same everywhere",
    "worktime.SpecialDay": "a line of a year's table",
    "worktime.Arrangement": "the city's working sessions",
    "worktime.ArrangedSession": "a line of an arrangement",
    "worktime.CalendarStamp": "a version number",
    "matters.Category": "a word of the law, the same everywhere",
    "matters.Line": "a department's prefix, the same everywhere",
    "cases.Draft": "an account's own unsent words, reached through its case",
    "cases.Viewing": "who has a page open, for a minute; reached through its case",
    "portal.Follow": "opens a case: stands where the case stands",
    "portal.Question": "asked of a browser, not of a place",
    "portal.Spent": "a number that was used up",
    "portal.Tally": "a count of calls, by a hash of who calls",
    "cases.StageLimit": "the city's limits, the same everywhere",
}


def verbs() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function of every room's `actions`, as `room.verb`."""
    for room in WITH_VERBS:
        actions = import_module(f"wangge.{room}.actions")
        for name, function in inspect.getmembers(actions, inspect.isfunction):
            if function.__module__.startswith(actions.__name__) and not name.startswith("_"):
                yield f"{room}.{name}", function


VERBS = dict(verbs())
NO_VERBS = {"journal.record"}  # the record of verbs, not one itself
KNOWN = sorted(VERBS.keys() - NO_VERBS)


@pytest.mark.parametrize("verb", KNOWN)
def test_every_verb_says_who_and_when_and_is_one_transaction(verb: str) -> None:
    function = VERBS[verb]
    signature = inspect.signature(function, eval_str=True).parameters
    assert signature["by"].annotation is Actor
    assert signature["by"].default is inspect.Parameter.empty
    assert signature["by"].kind is inspect.Parameter.KEYWORD_ONLY
    assert signature["now"].annotation is datetime
    assert signature["now"].kind is inspect.Parameter.KEYWORD_ONLY
    assert signature["now"].default is inspect.Parameter.empty
    assert hasattr(function, "__wrapped__"), "@transaction.atomic is missing"
    assert function.__doc__


@pytest.mark.parametrize("verb", KNOWN)
def test_every_verb_has_a_test_of_its_own(verb: str) -> None:
    room, name = verb.split(".")
    tests = [*HOUSE.glob(f"{room}/tests/test_{name}.py")]
    assert tests, f"wangge/{room}/tests/test_{name}.py is missing"


@pytest.mark.parametrize("verb", KNOWN)
def test_every_verb_a_person_may_use_has_a_permission_and_the_others_a_reason(verb: str) -> None:
    room, name = verb.split(".")
    if verb in SYSTEM_VERBS:
        assert SYSTEM_VERBS[verb]
        return
    may = import_module(f"wangge.{room}.policies").May
    assert f"{room}:{name}" in set(may), f"May has no {room}:{name}"
    assert f"{room}:{name}" in ROUTES, f"no address is called {room}:{name}"


def test_system_verbs_exist() -> None:
    assert SYSTEM_VERBS.keys() <= VERBS.keys()


def test_roles_hold_only_permissions_that_exist() -> None:
    known = {
        str(may)
        for room in ROOMS
        if find_spec(f"wangge.{room}.policies")
        and hasattr(policies := import_module(f"wangge.{room}.policies"), "May")
        for may in policies.May
    }
    held = {permission for role in ROLES for permission in role.permissions}
    assert held <= known, held - known


def tables() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("wangge.")]


@pytest.mark.parametrize("table", tables(), ids=lambda table: table._meta.label)
def test_every_table_stands_at_a_place_or_says_why_not(table: type[models.Model]) -> None:
    names = {field.name for field in table._meta.get_fields()}
    stands = "code" in names and isinstance(table._meta.get_field("code"), CodeField)
    assert stands != (table._meta.label in NOT_AT_A_PLACE), table._meta.label


@pytest.mark.parametrize("table", tables(), ids=lambda table: table._meta.label)
def test_foreign_keys_have_no_way_back(table: type[models.Model]) -> None:
    for field in table._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            assert field.remote_field.hidden, f"{table._meta.label}.{field.name}: related_name='+'"


def test_subscribers_exist_and_take_an_entry_and_the_time() -> None:
    table = import_string(settings.SUBSCRIPTIONS)
    for event, subscribers in table.items():
        room, _, _ = event.partition(".")
        assert room in ROOMS
        for subscriber in subscribers:
            assert ".jobs." in subscriber
            assert list(inspect.signature(import_string(subscriber)).parameters) == ["entry", "now"]


def test_every_occupant_says_what_it_has_and_how_much_stands_in_a_grid() -> None:
    paths = import_string(settings.OCCUPANTS)
    assert paths
    for path, occupant in zip(paths, occupants(), strict=True):
        assert ".occupant." in path
        assert occupant.label
        assert list(inspect.signature(occupant.count_at).parameters) == ["grid", "on"]


@pytest.mark.parametrize("room", ["workers", "cases"])
def test_a_room_with_rows_in_grids_is_asked_before_they_change(room: str) -> None:
    assert any(f"wangge.{room}." in path for path in import_string(settings.OCCUPANTS))


@pytest.mark.parametrize("event", sorted(import_string(settings.SUBSCRIPTIONS)))
def test_an_event_that_is_subscribed_to_is_recorded_somewhere(event: str) -> None:
    room = event.partition(".")[0]
    sources = [p.read_text() for p in HOUSE.glob(f"{room}/**/*.py") if "tests" not in p.parts]
    assert any(f'"{event}"' in source for source in sources)


def recorded() -> set[str]:
    """Every event that some verb writes."""
    found = set()
    for path in HOUSE.glob("*/actions/**/*.py"):
        found |= _events(path)
    for path in HOUSE.glob("*/actions.py"):
        found |= _events(path)
    return found


def _events(path: Path) -> set[str]:
    return {
        str(node.args[0].value)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "record"
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_event_has_a_word_in_chinese_and_every_word_an_event() -> None:
    assert {event for event in recorded() if not event.startswith("staff.")} == set(EVENTS)
    for event in recorded():
        assert event_word(event) != event


def own(pattern: str) -> list[Path]:
    return [
        path
        for folder in ("wangge", "config", "democity", "tests", "bench")
        for path in (REPO / folder).rglob(pattern)
        if "migrations" not in path.parts and "node_modules" not in path.parts
    ]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_is_too_long_to_read() -> None:
    assert not [
        f"{p}: {n}" for p in own("*.py") if "tests" not in p.parts and (n := lines(p)) > 250
    ]


def test_no_template_is_too_long_to_read() -> None:
    assert not [f"{p}: {n}" for p in own("*.html") if (n := lines(p)) > 120]


def test_nine_functions_of_ten_have_at_most_25_lines() -> None:
    sizes = sorted(
        node.end_lineno - node.lineno + 1
        for path in own("*.py")
        if "tests" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    )
    assert sizes[int(len(sizes) * 0.9)] <= 25, sizes[int(len(sizes) * 0.9)]


def test_there_are_no_drawers() -> None:
    assert not [path for path in own("*.py") if path.stem in DRAWERS]


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_it_is(room: str) -> None:
    readme = HOUSE / room / "README.md"
    assert readme.exists(), readme
    assert lines(readme) <= 40, f"{readme}: {lines(readme)} lines"


def test_no_page_carries_script_or_style_inline() -> None:
    """The strict CSP would silently drop them."""
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son\w+=|hx-on")
    assert not [p for p in own("*.html") if inline.search(p.read_text(encoding="utf-8"))]
