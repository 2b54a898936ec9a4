"""Opening one's own report: by number and code, for half an hour, and no other one."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.town import NOW
from wangge.cases.tests.builders import reported
from wangge.journal.models import Entry
from wangge.kernel.ids import new_id
from wangge.portal.passes import Pass, issue
from wangge.portal.queries import opened_by
from wangge.portal.rates import DEFAULTS, Rate

from .residents import CODE, following, opens, page, sent

pytestmark = pytest.mark.usefixtures("wednesday")


def at(moment: datetime) -> AbstractContextManager[object]:
    return patch.object(timezone, "now", lambda: moment)


def asked(number: str, code: str) -> tuple[int, str]:
    answer = Client().post("/follow/", {"number": number, "code": code})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    "typed",
    ["ABCD-EFGH-JKMN", "abcdefghjkmn", " abcd efgh jkmn ", "ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ"],
)
def test_the_code_is_read_however_it_is_typed(typed: str) -> None:
    case = sent()
    assert opened_by(case.number, typed, now=NOW) == case.pk


@pytest.mark.parametrize("gap", ["", " ", "-"])
def test_the_number_may_have_gaps_in_it(gap: str) -> None:
    case = sent()
    spelled = gap.join([case.number[:6], case.number[6:12], case.number[12:]])
    assert asked(spelled, CODE)[0] == 303


def test_a_handwritten_v_that_is_read_as_u_is_forgiven() -> None:
    case = sent(code="VVVV-VVVV-VVVV")
    assert opened_by(case.number, "UVUV-UVUV-UVUV", now=NOW) == case.pk


def test_the_page_asks_for_both_and_works_without_javascript(client: Client) -> None:
    text = page(client, "/follow/")
    assert 'name="number"' in text
    assert 'name="code"' in text
    assert "<label" in text
    assert "查询码丢了不能补发" in text


def test_neither_code_nor_number_ever_stands_in_an_address() -> None:
    case = sent()
    client = Client()
    answer = client.post("/follow/", {"number": case.number, "code": CODE})
    assert answer["Location"] == "/follow/case/"
    assert "no-store" in client.get("/follow/case/")["Cache-Control"]


def test_the_cookie_is_out_of_scripts_reach_and_for_these_pages_only() -> None:
    cookie = following(sent()).cookies["wg_follow"]
    assert cookie["httponly"]
    assert cookie["path"] == "/follow/"
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 30 * 60


def test_an_unknown_number_and_a_wrong_code_are_answered_alike() -> None:
    case = sent()
    unknown = asked("431103260610999990", CODE)
    wrong = asked(case.number, "WRNG-WRNG-WRNG")
    other = asked("hello", CODE)
    assert unknown[0] == wrong[0] == other[0] == 422
    parts = [text.split("data-error-summary")[1].split("</div>")[0] for _, text in (unknown, wrong)]
    assert parts[0] == parts[1]


def test_an_unknown_number_costs_what_a_wrong_code_costs() -> None:
    case = sent()
    told = []
    for number in (case.number, "431103260610999990"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert opened_by(number, "WRNGWRNGWRNG", now=NOW) is None
        told.append([query["sql"].replace(number, "?") for query in queries])
    assert told[0] == told[1]
    assert len(told[0]) == 1


def test_another_case_is_not_opened_by_ones_own_code() -> None:
    mine, other = sent(code="AAAA-AAAA-AAAA"), sent(code="BBBB-BBBB-BBBB")
    assert opened_by(other.number, "AAAA-AAAA-AAAA", now=NOW) is None
    assert opened_by(mine.number, "BBBB-BBBB-BBBB", now=NOW) is None


def test_the_same_code_by_chance_is_kept_differently_for_each_case() -> None:
    first, second = sent(), sent()
    assert opened_by(first.number, CODE, now=NOW) == first.pk
    assert opened_by(second.number, CODE, now=NOW) == second.pk


def test_a_case_that_nobody_reported_by_a_code_has_none() -> None:
    case = reported()
    for code in ("", "0" * 12, "A" * 12):
        assert opened_by(case.number, code, now=NOW) is None


def test_without_a_pass_the_page_leads_to_the_question() -> None:
    answer = Client().get("/follow/case/")
    assert answer.status_code == 303
    assert answer["Location"] == "/follow/?ended=1"
    assert "自动退出" in page(Client(), "/follow/?ended=1")


def tampered(token: str) -> list[str]:
    case, began, signature = token.split(".")
    flipped = ("A" if case[0] != "A" else "B") + case[1:]
    other = issue(new_id(), Pass.VISIT, now=NOW).split(".")[0]
    return [
        f"{flipped}.{began}.{signature}",
        f"{other}.{began}.{signature}",
        f"{case}.zzzzzz.{signature}",
        f"{case}.{began}.{signature[:-1]}",
        f"{case}.{began}",
        f"{case}..{signature}",
        "",
        "....",
        "\x00",
        "é" * 40,
        "A" * 5000,
    ]


def test_a_tampered_cookie_opens_nothing() -> None:
    case = sent()
    client = following(case)
    token = client.cookies["wg_follow"].value
    for forged in tampered(token):
        client.cookies["wg_follow"] = forged
        assert client.get("/follow/case/").status_code == 303, forged
    client.cookies["wg_follow"] = token
    assert client.get("/follow/case/").status_code == 200


@pytest.mark.parametrize("kind", [Pass.FOLLOW, Pass.RATE])
def test_a_link_is_no_cookie_and_a_cookie_no_link(kind: Pass) -> None:
    case = sent()
    client = Client()
    client.cookies["wg_follow"] = issue(case.pk, kind, now=NOW)
    assert client.get("/follow/case/").status_code == 303
    visit = issue(case.pk, Pass.VISIT, now=NOW)
    assert Client().get(f"/follow/by-link/{visit}/").status_code == 404


def test_after_half_an_hour_without_a_page_it_is_over() -> None:
    client = following(sent())
    with at(NOW + timedelta(minutes=29)):
        assert client.get("/follow/case/").status_code == 200
    with at(NOW + timedelta(minutes=58)):
        assert client.get("/follow/case/").status_code == 200
    with at(NOW + timedelta(minutes=89)):
        assert client.get("/follow/case/").status_code == 303


def test_leaving_ends_it_and_takes_a_press_of_the_button() -> None:
    client = following(sent())
    assert client.get("/follow/leave/").status_code == 405
    assert client.get("/follow/case/").status_code == 200
    answer = client.post("/follow/leave/")
    assert answer["Location"] == "/follow/"
    assert client.get("/follow/case/").status_code == 303


def test_a_picture_that_arrives_late_lets_nobody_in_again() -> None:
    client = following(sent())
    missing = client.get(f"/follow/case/photos/{new_id()}/")
    assert missing.status_code == 404
    assert "wg_follow" not in missing.cookies


def test_opening_a_second_case_closes_the_first() -> None:
    first, second = sent("路灯不亮"), sent("井盖没了")
    client = opens(following(first), second)
    text = page(client)
    assert "井盖没了" in text
    assert "路灯不亮" not in text


def test_a_form_that_was_opened_for_another_case_is_refused() -> None:
    first, second = sent(), sent()
    client = opens(following(first), second)
    answer = client.post("/follow/case/withdraw/", {"case": first.number, "reason": ""})
    assert answer.status_code == 409
    first.refresh_from_db()
    second.refresh_from_db()
    assert {first.state, second.state} == {"to_confirm"}


def test_tries_at_one_number_are_limited_whoever_tries() -> None:
    case = sent()
    most = DEFAULTS["follow-number"].most
    for turn in range(most):
        answer = Client(REMOTE_ADDR=f"10.0.0.{turn}").post(
            "/follow/", {"number": case.number, "code": "WRNGWRNGWRNG"}
        )
        assert answer.status_code == 422
    last = Client(REMOTE_ADDR="10.0.0.99").post(
        "/follow/", {"number": f" {case.number[:9]} {case.number[9:]}", "code": CODE}
    )
    assert last.status_code == 429
    assert last["Retry-After"]
    assert "请过" in last.content.decode()


def test_tries_from_one_address_are_limited_whatever_the_number() -> None:
    with patch.dict(DEFAULTS, {"follow-address": Rate(3, 600)}):
        seen = [asked(f"43110326061000{turn:04}", CODE)[0] for turn in range(5)]
    assert seen == [422, 422, 422, 429, 429]


def test_a_thousand_numbers_tell_nothing() -> None:
    """Enumeration: every number that exists answers as one that does not."""
    real = [sent(code="ZZZZ-ZZZZ-ZZZZ").number for _ in range(3)]
    invented = [f"43110326061009{turn:04}" for turn in range(20)]
    with patch.dict(DEFAULTS, {"follow-address": Rate(1000, 600)}):
        told = {
            number: (status, text.replace(number, "?").split("<main")[1].split("csrf")[0])
            for number in real + invented
            for status, text in [asked(number, "AAAABBBBCCCC")]
        }
    assert len(set(told.values())) == 1


@pytest.mark.parametrize("route", ["slip", "remark", "correct", "withdraw", "rate"])
def test_no_page_of_a_case_opens_without_a_pass(route: str) -> None:
    case = sent()
    for client in (Client(), Client(REMOTE_ADDR="10.9.9.9")):
        assert client.get(f"/follow/case/{route}/").status_code == 303
        answer = client.post(f"/follow/case/{route}/", {"case": case.number, "words": "x"})
        assert answer.status_code in (303, 405)
    case.refresh_from_db()
    assert case.state == "to_confirm"


def test_posts_without_their_token_are_refused() -> None:
    case = sent()
    client = Client(enforce_csrf_checks=True)
    assert client.post("/follow/", {"number": case.number, "code": CODE}).status_code == 403


class TestLinks:
    """The link in a text message."""

    def test_it_opens_its_case_alone_and_leaves_the_address_bar(self) -> None:
        case, other = sent("路灯不亮"), sent("井盖没了")
        client = Client()
        answer = client.get(f"/follow/by-link/{issue(case.pk, Pass.FOLLOW, now=NOW)}/")
        assert answer["Location"] == "/follow/case/"
        text = page(client)
        assert "路灯不亮" in text
        assert other.number not in text

    def test_it_is_good_for_thirty_days(self) -> None:
        link = f"/follow/by-link/{issue(sent().pk, Pass.FOLLOW, now=NOW)}/"
        with at(NOW + timedelta(days=30)):
            assert Client().get(link).status_code == 302
        with at(NOW + timedelta(days=30, seconds=1)):
            answer = Client().get(link)
        assert answer.status_code == 404
        assert "链接已经失效" in answer.content.decode()

    def test_a_link_from_the_future_is_none(self) -> None:
        token = issue(sent().pk, Pass.FOLLOW, now=NOW + timedelta(minutes=1))
        assert Client().get(f"/follow/by-link/{token}/").status_code == 404

    def test_a_tampered_one_opens_nothing(self) -> None:
        for forged in tampered(issue(sent().pk, Pass.FOLLOW, now=NOW)):
            if forged.isascii() and forged.isprintable() and forged:
                assert Client().get(f"/follow/by-link/{forged}/").status_code == 404, forged

    def test_one_for_a_case_that_is_not_there_opens_nothing(self) -> None:
        token = issue(new_id(), Pass.FOLLOW, now=NOW)
        assert Client().get(f"/follow/by-link/{token}/").status_code == 404

    def test_whatever_fetches_it_changes_nothing(self) -> None:
        case = sent()
        before = Entry.objects.count()
        for kind in (Pass.FOLLOW, Pass.RATE):
            link = f"/follow/by-link/{issue(case.pk, kind, now=NOW)}/"
            client = Client()
            client.head(link)
            client.get(link, follow=True)
            assert client.post(link).status_code == 405
        case.refresh_from_db()
        assert case.state == "to_confirm"
        assert Entry.objects.count() == before
