"""Every route × every role × in scope, out of scope, and not signed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from config.roles import ROLES as DEFAULT_ROLES
from democity.cast import (
    CAST,
    GRID,
    GRID_NEXT_DOOR,
    NEXT_DOOR,
    TOWNSHIP,
    VILLAGE_NEXT_DOOR,
    WATER,
    Person,
    person,
)
from tests.permission_tables import PUBLIC, ROLES, ROUTES, SIGNED_IN
from tests.town import CHEN, LI, NOW, TANG, WANG
from wangge.cases.actions import accept, conclude, dispatch, report
from wangge.cases.models import Case, ReplyTemplate
from wangge.cases.tests.builders import handling, said
from wangge.files.actions import attach
from wangge.files.models import Purpose
from wangge.files.queries import attachments_of
from wangge.files.tests.builders import photos
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.messages.models import Notice
from wangge.portal.tests.builders import board
from wangge.staff.models import Absence, Account, Organisation, Post
from wangge.workers.models import Assignment, Worker

pytestmark = pytest.mark.slow
FOR_LONG = DateRange(date(2024, 3, 1), date(2124, 3, 1))

ELSEWHERE = Code("431102")  # a county where nobody of the cast but the city's has a post
POSTED = {
    "cases:drop_template",
    "cases:looking",
    "cases:save_draft",
    "cases:similar",
    "staff:end_absence",
    "staff:sign_out",
    "staff:switch_post",
    "staff:enable_account",
    "staff:unlock_account",
    "staff:save_view",
    "staff:drop_view",
    "exports:ask",
    "exports:cancel",
    "messages:mark_read",
    "messages:mark_all_read",
    "messages:retry",
    "messages:send_test",
}


AT_A_PLACE = {
    "list", "ratings", "todo", "report", "self_handle", "similar", "bulk_accept", "bulk_dispatch",
    "reply_templates", "keep_template", "drop_template",
}  # fmt: skip


def routes(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern, inner)
        elif pattern.name:
            yield f"{space}{pattern.name}"


ALL_ROUTES = sorted(set(routes(get_resolver())))


def test_every_route_is_in_the_table() -> None:
    assert sorted(ROUTES) == ALL_ROUTES


def test_every_default_role_holds_exactly_what_the_table_says() -> None:
    assert {role.key: set(role.permissions) for role in DEFAULT_ROLES} == ROLES


class Address:
    """The arguments of a route for somebody: their own place, or one out of their sight."""

    def __init__(self) -> None:
        case = handling(WATER.id)
        self.here = conclude(case.number, result="好了", reason="不等", by=LI, now=NOW)
        there = report(said(grid=GRID_NEXT_DOOR), by=TANG, now=NOW)
        accept(there.number, by=TANG, now=NOW)
        self.there = there
        for seen, by in ((self.here, LI), (self.there, TANG)):
            attach(seen, photos(1), purpose=Purpose.REPORT, by=by, now=NOW)
        self.assignment = Assignment.objects.order_by("id")[0]
        self.worker = self.assignment.worker
        self.templates = {
            home: ReplyTemplate.objects.create(code=code, name="示例", words="示例")
            for home, code in ((True, TOWNSHIP), (False, NEXT_DOOR))
        }
        self.absences = {
            one.username: Absence.objects.create(
                account_id=one.id, substitute_id=CHEN.id, unit_id=one.body.id, period=FOR_LONG
            )
            for one in CAST
            if one.body and one.username != "chen"
        }
        self.boards = {grid: board(grid) for grid in (GRID, GRID_NEXT_DOOR)}
        self.neighbour = Worker.objects.create(
            code=VILLAGE_NEXT_DOOR, name="邻示例", phone="10000000000", kind="part_time",
            source="volunteer",
        )  # fmt: skip

    def of(self, route: str, one: Person, *, inside: bool) -> str | None:
        """None when the question makes no sense for this route."""
        room, _, name = route.partition(":")
        place = one.code if inside else _outside(one)
        if place is None:
            return None
        if route == "staff:end_absence":
            absence = self.absences.get(one.username, self.absences["li"])
            return reverse(route, args=[absence.pk])
        if room == "cases" and name not in AT_A_PLACE:
            return self._case(route, one, inside=inside)
        for arguments in self._arguments(route, place, inside=inside):
            if url := _spelled(route, arguments):
                return url
        raise AssertionError(route)

    def _case(self, route: str, one: Person, *, inside: bool) -> str | None:
        if route in {"cases:limits", "cases:set_limit"}:
            return reverse(route) if inside else None
        if not inside and one.role not in {"liaison", "handler"} and len(one.code) <= 6:
            return None
        case = self.here if inside != (one.code == NEXT_DOOR) else self.there
        if route == "cases:anywhere":
            return reverse(route, args=[case.number])
        if route == "cases:photo":
            photo = attachments_of(case).get()
            return reverse(route, args=[case.code, case.number, photo.pk])
        return reverse(route, args=[case.code, case.number])

    def _arguments(self, route: str, place: Code, *, inside: bool) -> list[dict[str, object]]:
        home = place.covers(GRID) or (not inside and NEXT_DOOR.covers(place))
        grid = GRID if home else GRID_NEXT_DOOR
        worker = self.worker if home else self.neighbour
        ids: dict[str, UUID] = {
            "worker": worker.pk, "alter_worker": worker.pk, "assign": worker.pk,
            "end_assignment": self.assignment.pk, "mark_read": self.assignment.pk,
            "export": self.assignment.pk, "fetch": self.assignment.pk, "cancel": self.assignment.pk,
            "drop_template": self.templates[home].pk,
            **dict.fromkeys(["print_board", "remove_board"], self.boards[grid].pk),
        }  # fmt: skip
        room, _, name = route.partition(":")
        if room == "staff":
            account = Account.objects.get(username="zhou")
            post = Post.objects.get(account=account)
            body, entry = Organisation.objects.order_by("id")[0], Entry.objects.order_by("id")[0]
            ids |= {"end_post": post.pk}
            ids |= dict.fromkeys(["organisation_detail", "alter_organisation"], body.pk)
            found: list[dict[str, object]] = [{}, {"id": ids.get(name, account.pk)}]
            return [*found, {"id": entry.pk}] if inside else []
        tries: list[dict[str, object]] = [{"at": place}, {"at": place, "grid": grid}]
        if name in ids:
            tries.append({"at": place, "id": ids[name]})
        tries += [{"at": place, "number": "05001"}, {}, {"year": 2026}]
        tries += [{"id": ids[name]}] if name in ids else []
        if name == "own_photo":
            tries.append({"id": self.assignment.pk})
        return [*tries, {"place": place}, {"grid": grid}, {"token": "board"}]


def _spelled(route: str, arguments: dict[str, object]) -> str:
    try:
        return reverse(route, kwargs=arguments)
    except NoReverseMatch:
        return ""


def _outside(one: Person) -> Code | None:
    if len(one.code) == 4:
        return None
    if len(one.code) == 6:
        return ELSEWHERE
    return (GRID if one.code == NEXT_DOOR else GRID_NEXT_DOOR).at(one.code.level)


@pytest.fixture
def address(town: None) -> Address:
    return Address()


def may(one: Person, route: str) -> bool:
    return bool(ROLES[one.role].intersection(ROUTES[route].split(" or ")))


def ask(client: Client, route: str, url: str) -> int:
    if route in POSTED:
        return client.post(url).status_code
    return client.get(url).status_code


GUARDED = [route for route in ALL_ROUTES if ROUTES[route] not in {PUBLIC, SIGNED_IN}]


@pytest.mark.parametrize("one", CAST, ids=lambda one: f"{one.username}-{one.role}")
def test_in_scope_the_role_decides(client: Client, address: Address, one: Person) -> None:
    client.force_login(Account.objects.get(pk=one.id))
    wrong = []
    for route in GUARDED:
        url = address.of(route, one, inside=True)
        assert url, route
        status = ask(client, route, url)
        allowed = may(one, route)
        if allowed != (status not in {403, 404}) or status >= 500:
            wrong.append((route, url, status, "allowed" if allowed else "denied"))
    assert not wrong


@pytest.mark.parametrize("one", CAST, ids=lambda one: f"{one.username}-{one.role}")
def test_out_of_scope_nothing_exists(client: Client, address: Address, one: Person) -> None:
    client.force_login(Account.objects.get(pk=one.id))
    wrong = []
    for route in GUARDED:
        url = address.of(route, one, inside=False) if "staff:" not in route else None
        if url is None or not url.strip("/")[:1].isdigit():
            continue
        status = ask(client, route, url)
        expected = {404} if may(one, route) else {403, 404}
        if status not in expected:
            wrong.append((route, url, status))
    assert not wrong


def test_signed_out_everything_but_the_public_leads_to_the_sign_in(
    client: Client, address: Address
) -> None:
    wrong = []
    for route in ALL_ROUTES:
        if ROUTES[route] == PUBLIC:
            continue
        url = address.of(route, person("wang"), inside=True)
        assert url
        response = client.post(url) if route in POSTED else client.get(url)
        if response.status_code not in {302, 303} or not response["Location"].startswith(
            "/sign-in/"
        ):
            wrong.append((route, response.status_code))
    assert not wrong


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_another_s_notice_does_not_exist(client: Client) -> None:
    notice = Notice.objects.create(
        account=WANG.id, title="待受理", path="/cases/1/", key="k", at=NOW
    )
    client.force_login(Account.objects.get(username="zhou"))
    assert client.post(f"/messages/{notice.pk}/mark_read/").status_code == 404


@pytest.mark.usefixtures("town")
def test_a_verb_is_guarded_itself_and_not_only_its_page() -> None:
    """The door is not the guard: without any page, out of scope and not allowed are refused."""
    case = report(said(), by=WANG, now=NOW)
    strangers: list[Actor] = [TANG, LI]
    for stranger in strangers:
        with pytest.raises(Case.DoesNotExist):
            accept(case.number, by=stranger, now=NOW)
    with pytest.raises(Case.DoesNotExist):
        dispatch(case.number, lead=case.pk, by=TANG, now=NOW)
    assert TOWNSHIP.covers(case.code)
