"""Reports as residents send them, and the browsers in which they follow them."""

from __future__ import annotations

from typing import Any

from django.test import Client

from democity.cast import GRID, URBAN
from tests.town import LI, LIU, NOW, WANG, ZHOU
from wangge.cases import actions as cases
from wangge.cases.actions.reporting import Report
from wangge.cases.models import Case
from wangge.cases.queries import resident
from wangge.cases.tests.builders import said
from wangge.kernel.ids import new_id
from wangge.portal.codes import digest_of
from wangge.portal.models import Follow

CODE = "ABCD-EFGH-JKMN"
PHONE = "13912345678"


def sent(words: str = "三号楼路灯不亮", *, code: str = CODE, **more: Any) -> Case:
    """What a resident reported, and the follow code that opens it."""
    key = new_id()
    what: Report = said(
        words, key=key, grid=more.pop("grid", GRID), matter=more.pop("matter", ""),
        channel=more.pop("channel", "public"), caller_phone=more.pop("phone", PHONE), **more,
    )  # fmt: skip
    case = cases.report(what, by=resident(key), now=NOW)
    digest = digest_of(key, code.replace("-", ""))
    Follow.objects.create(case=case, digest=digest, created_at=NOW)
    return case


def opinion(about: object = None, **more: Any) -> Case:
    return sent("网格员从来不接电话", kind="opinion", about=about, **more)


def accepted(case: Case) -> Case:
    return cases.accept(case.number, by=WANG, now=NOW)


def handling(case: Case) -> Case:
    """With its unit."""
    accepted(case)
    cases.dispatch(case.number, lead=URBAN.id, by=WANG, now=NOW)
    return cases.sign(case.number, by=LI, now=NOW)


def done(case: Case) -> Case:
    """Handled and seen on site: to be rated."""
    handling(case)
    cases.conclude(case.number, result="已更换灯泡", by=LIU, now=NOW)
    return cases.confirm_done(case.number, by=ZHOU, now=NOW)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def opens(client: Client, case: Case, code: str = CODE) -> Client:
    """The browser follows the case from now on."""
    answer = client.post("/follow/", {"number": case.number, "code": code})
    assert answer.status_code == 303, answer.content.decode()
    return client


def following(case: Case, code: str = CODE) -> Client:
    return opens(Client(), case, code)


def page(client: Client, path: str = "/follow/case/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (answer.status_code, answer.content.decode()[:400])
    return str(answer.content.decode())
