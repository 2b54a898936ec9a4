"""An opinion on a worker is nowhere in that worker's sight, whatever posts they hold (Art. 5).

Every door at which a case can be seen is in one table. As a negative control the same doors are
tried without the circle: then the worker sees it at each of them, so that no door is asked amiss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from django.test import Client

from democity.cast import GRID, TOWNSHIP, VILLAGE, person
from tests.town import ALWAYS, CHEN, DENG, NOW, PENG, WANG, XIE, ZHAO, ZHOU, inside
from wangge.cases import actions
from wangge.cases.models import Case
from wangge.cases.queries import checkers_of, list_cases, local_day, open_verbs
from wangge.cases.tests.builders import opinion, reported
from wangge.cases.tests.door import door, rows_in
from wangge.files import actions as files
from wangge.files.models import Purpose
from wangge.files.queries import attachments_of
from wangge.files.tests.builders import photos
from wangge.journal.jobs import deliver_one
from wangge.messages.models import Notice
from wangge.staff.doors import POST
from wangge.staff.models import Account, Post, Role
from wangge.workers.models import Worker

pytestmark = pytest.mark.usefixtures("wednesday")
SAID = "周某对来访群众发脾气"
LIST = f"/{TOWNSHIP}/cases/"


def text(client: Client, url: str, **query: str) -> str:
    answer = client.get(url, query)
    assert answer.status_code in {200, 302, 403, 404, 409}, (url, answer.status_code)
    return answer.content.decode() if answer.status_code == 200 else ""


def shows(url: Callable[[Case], str]) -> Callable[[Client, Case], bool]:
    """Whether a page says what the opinion says, or leads to it."""

    def seen(client: Client, case: Case) -> bool:
        page = text(client, url(case))
        return SAID in page or f"cases/{case.number}/" in page

    return seen


def answers(url: Callable[[Case], str]) -> Callable[[Client, Case], bool]:
    """Whether an address exists at all."""
    return lambda client, case: client.get(url(case)).status_code != 404


def of_case(path: str) -> Callable[[Case], str]:
    return lambda case: f"/{case.code}/cases/{case.number}/{path}"


def counted(client: Client, case: Case) -> bool:
    """The list holds one more than the plain case beside it."""
    return rows_in(text(client, LIST, tab="all")) == 2 or "全部 2</a>" in text(client, LIST)


def overview(client: Client, case: Case) -> bool:
    total = client.get(f"/{TOWNSHIP}/overview/").context["total"]
    numbers: dict[str, int] = {cell.key: cell.number for cell in total.cells}
    return numbers["to_accept"] == 2


def exported(client: Client, case: Case) -> bool:
    said = {"list": "cases:list", "query": "tab=all", "format": "csv"}
    answer = client.post(f"/{TOWNSHIP}/exports/ask/", said)
    assert answer.status_code == 200
    return case.number in bytes(answer.content).decode("utf-8-sig")


def alike(client: Client, case: Case) -> bool:
    """Among the related cases on the page of another one at the same place."""
    other = Case.objects.exclude(pk=case.pk).get()
    return SAID in text(client, f"/{GRID}/cases/{other.number}/")


def similar(client: Client, case: Case) -> bool:
    """While somebody writes down a caller's matter."""
    lon, lat = inside(GRID)
    said = {"lon": str(lon), "lat": str(lat), "grid": str(GRID), "words": "灯", "matter": ""}
    answer = client.post(f"/{TOWNSHIP}/cases/report/similar/", said)
    assert answer.status_code == 200
    return SAID in answer.content.decode()


def in_bulk(client: Client, case: Case) -> bool:
    """Accepted in bulk, by its number."""
    client.post(f"{LIST}bulk_accept/", {"number": case.number})
    return Case.objects.get(pk=case.pk).state == "accepted"


def photo(client: Client, case: Case) -> bool:
    one = attachments_of(case).first()
    assert one is not None
    url = f"/{case.code}/cases/{case.number}/files/{one.id}/"
    return 200 in {client.get(url).status_code, client.get(f"{url}?small=1").status_code}


Door = Callable[[Client, Case], bool]
DOORS: Mapping[str, Door] = {
    "list": shows(lambda case: f"{LIST}?tab=all"),
    "search by words": shows(lambda case: f"{LIST}?tab=all&q={SAID[:4]}"),
    "search by number": shows(lambda case: f"{LIST}?tab=all&q={case.number}"),
    "village's list": shows(lambda case: f"/{VILLAGE}/cases/?tab=all"),
    "grid's list": shows(lambda case: f"/{GRID}/cases/?tab=all"),
    "count": counted,
    "to do": shows(lambda case: f"{LIST}todo/?tab=to_accept"),
    "overview": overview,
    "file of the list": exported,
    "detail": answers(of_case("")),
    "history": shows(of_case("")),
    "lookup by number": answers(lambda case: f"/cases/{case.number}/"),
    "print": answers(of_case("print/")),
    "map": answers(of_case("map.json")),
    "photo": photo,
    "related": alike,
    "similar": similar,
    "bulk": in_bulk,
    **{
        verb: answers(of_case(f"{verb}/"))
        for verb in ("accept", "decline", "send_back", "escalate", "withdraw", "reopen", "note",
                     "reply", "merge", "admit", "disclose", "correct", "dispatch", "close")
    },
}  # fmt: skip
WORKERS_DOORS = {
    "list", "search by words", "search by number", "village's list", "grid's list", "detail",
    "history", "lookup by number", "print", "map", "photo", "related", "withdraw", "correct",
}  # fmt: skip


@pytest.fixture
def spoken_of() -> Case:
    """An opinion on Zhou, who is also an operator of the township; beside it, a plain case."""
    Post.objects.create(
        account_id=ZHOU.id, role=Role.objects.get(key="operator"), code=TOWNSHIP, period=ALWAYS
    )
    reported("路灯不亮")
    case = opinion("zhou", SAID)
    files.attach(case, photos(1), purpose=Purpose.REPORT, by=WANG, now=NOW)
    return case


def wearing(role: str, username: str = "zhou") -> Client:
    """A browser in which somebody acts under one of their posts."""
    client = door(username)
    post = Post.objects.get(account__username=username, role__key=role)
    session = client.session
    session[POST] = str(post.pk)
    session.save()
    return client


@pytest.mark.parametrize("name", DOORS)
def test_is_shut_to_the_worker_as_an_operator(name: str, spoken_of: Case) -> None:
    assert not DOORS[name](wearing("operator"), spoken_of)


@pytest.mark.parametrize("name", DOORS)
def test_without_the_circle_the_operator_would_get_in(name: str, spoken_of: Case) -> None:
    """Negative control."""
    Case.objects.filter(pk=spoken_of.pk).update(circle=None)
    spoken_of.refresh_from_db()
    assert DOORS[name](wearing("operator"), spoken_of)


@pytest.mark.parametrize("name", sorted(WORKERS_DOORS))
def test_is_shut_to_the_worker_as_a_worker(name: str, spoken_of: Case) -> None:
    assert not DOORS[name](wearing("grid_worker"), spoken_of)


@pytest.mark.parametrize("name", sorted(WORKERS_DOORS))
def test_without_the_circle_the_worker_would_get_in(name: str, spoken_of: Case) -> None:
    """Negative control."""
    Case.objects.filter(pk=spoken_of.pk).update(circle=None)
    spoken_of.refresh_from_db()
    assert DOORS[name](wearing("grid_worker"), spoken_of)


@pytest.mark.parametrize("name", DOORS)
def test_the_other_operator_gets_in_at_every_door(name: str, spoken_of: Case) -> None:
    assert DOORS[name](door("wang"), spoken_of)


def test_the_township_and_the_county_hear_it_and_the_others_do_not(spoken_of: Case) -> None:
    heard = {one.label for one in (WANG, DENG, PENG, CHEN) if spoken_of in cases_of(one)}
    assert heard == {one.label for one in (WANG, DENG, PENG, CHEN)}
    assert not any(spoken_of in cases_of(one) for one in (XIE, ZHOU, ZHAO))


def cases_of(by: object) -> set[Case]:
    return set(list_cases(TOWNSHIP, by=by))  # type: ignore[arg-type]


def test_the_desk_is_told_and_the_others_have_a_copy_and_the_worker_nothing(
    spoken_of: Case,
) -> None:
    while deliver_one(now=NOW):
        pass
    told = Notice.objects.filter(path=f"/cases/{spoken_of.number}/")
    by_title = {
        what: {n.account for n in told if what in n.title} for what in ("待受理", "意见建议抄送")
    }
    assert by_title == {
        "待受理": {WANG.id}, "意见建议抄送": {DENG.id, PENG.id, CHEN.id},
    }  # fmt: skip
    assert told.count() == 4


def test_where_the_only_operator_is_the_worker_the_county_s_desk_is_told() -> None:
    worker = Worker.objects.get(account_id=ZHOU.id)
    Worker.objects.filter(pk=worker.pk).update(account_id=WANG.id)
    case = opinion(worker.pk)
    while deliver_one(now=NOW):
        pass
    told = Notice.objects.filter(path=f"/cases/{case.number}/", title__contains="待受理")
    assert {notice.account for notice in told} == {DENG.id}
    assert WANG.id not in (case.circle or ())


def test_skips_the_check_and_is_verified_by_a_desk_of_the_circle(spoken_of: Case) -> None:
    case = spoken_of
    assert case.state == "reported"
    actions.accept(case.number, by=WANG, now=NOW)
    Case.objects.filter(pk=case.pk).update(state="verifying", units=[WANG.id], round=1)
    case.refresh_from_db()
    assert checkers_of(case, local_day(NOW)) == {WANG.id}
    assert "confirm_done" in open_verbs(case, by=WANG, now=NOW)


def test_the_reporter_at_the_desk_is_shut_out_when_it_speaks_of_them() -> None:
    """A worker who, as an operator, writes down what a caller says of them."""
    client_of = Account.objects.get(username="zhou")
    Post.objects.create(
        account=client_of, role=Role.objects.get(key="operator"), code=TOWNSHIP, period=ALWAYS
    )
    said = {
        "key": "0197581a-0000-7000-8000-000000000001", "whole": "1", "channel": "phone",
        "words": SAID, "grid": str(GRID), "matter": "other", "kind": "opinion",
        "about": str(Worker.objects.get(account_id=person("zhou").id).pk),
    }  # fmt: skip
    client = wearing("operator")
    client.post(f"/{TOWNSHIP}/cases/report/", said)

    case = Case.objects.get()
    assert case.kind == "opinion"
    assert ZHOU.id not in (case.circle or ())
    assert client.get(f"/cases/{case.number}/").status_code == 404


def test_a_number_tells_nothing_to_those_outside(spoken_of: Case) -> None:
    """The page of a case one may not see is the page of one that does not exist."""
    client = wearing("operator")
    hidden = client.get(f"/cases/{spoken_of.number}/")
    missing = client.get(
        f"/cases/{spoken_of.number[:-1]}{'0' if spoken_of.number[-1] != '0' else '1'}/"
    )
    plain = re.compile(r"\d{18}|nonce-[^'\"]+|[0-9a-f-]{36}")
    assert hidden.status_code == missing.status_code == 404
    assert plain.sub("", hidden.content.decode()) == plain.sub("", missing.content.decode())
