"""What is written inside the house stays there: a canary in every field, and no public page and no
text message may sing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.db import models
from django.test import Client
from pytest_django import Settings

from config.words import EVENTS
from democity.cast import CAST, GRID, URBAN, WATER
from tests.town import DENG, LI, LIU, NOW, QIN, WANG, ZHOU
from wangge.cases import actions as cases
from wangge.cases.models import Call, Case, Draft, LimitRecord, Note, Part, Rating
from wangge.cases.queries import resident
from wangge.files.models import Attachment
from wangge.files.tests.builders import photos
from wangge.journal import actions as journal
from wangge.messages.models import Sending
from wangge.portal.passes import Pass, issue
from wangge.portal.queries.story import STORY, Line

from .residents import accepted, following, fresh, sent

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.slow]
CANARY = "金丝雀在唱"
DETAILS = (
    *("words", "reason", "basis", "note", "result", "ruling", "appeal", "main", "merged"),
    *("into", "account", "handler", "desk", "category", "finding", "score", "rating"),
)
INTERNAL = (Part, Note, Draft, Call, Rating, LimitRecord)
PAGES = ("", "slip/", "remark/", "correct/", "withdraw/", "rate/")


def sung(case: Case) -> str:
    """All that the public may read of a case, by code and by link, and around its place; of
    those who deal with it no name."""
    client, linked = following(case), Client()
    linked.get(f"/follow/by-link/{issue(case.pk, Pass.FOLLOW, now=NOW)}/")
    pages = [
        each.get(f"/follow/case/{path}", follow=True).content.decode()
        for each in (client, linked)
        for path in PAGES
    ]
    assert all(person.name not in "".join(pages) for person in CAST)
    around = ["/", "/follow/", f"/grid/{GRID}/", "/find/?q=清桥", "/matters-list/"]
    pages += [client.get(path, follow=True).content.decode() for path in around]
    assert all(case.number in page for page in pages[:2])
    return "".join(pages)


def walked() -> Case:
    """The longest road, with the canary in whatever somebody of the house may write."""
    case = sent(proven=False)
    cases.note(case.number, words=CANARY, by=WANG, now=NOW)
    cases.save_draft(case.number, words=CANARY, by=WANG, now=NOW)
    cases.request_check(case.number, by=WANG, now=NOW)
    cases.doubt(case.number, words=CANARY, photos=photos(9), by=ZHOU, now=NOW)
    cases.escalate(case.number, words=CANARY, by=WANG, now=NOW)
    cases.hand_down(case.number, words=CANARY, by=DENG, now=NOW)
    accepted(case)
    units: dict[str, Any] = {"lead": URBAN.id, "participants": [WATER.id]}
    cases.dispatch(case.number, note=CANARY, by=WANG, now=NOW, **units)
    cases.hand_back(case.number, basis=CANARY, by=LI, now=NOW)
    cases.dispatch(case.number, note=CANARY, by=WANG, now=NOW, **units)
    cases.sign(case.number, by=LI, now=NOW)
    cases.sign(case.number, by=QIN, now=NOW)
    cases.feed_back(case.number, result=CANARY, photos=photos(8), by=QIN, now=NOW)
    cases.conclude(case.number, result=CANARY, photos=photos(7), by=LIU, now=NOW)
    cases.fail_check(case.number, words=CANARY, photos=photos(6), by=ZHOU, now=NOW)
    cases.conclude(case.number, result=CANARY, reason=CANARY, by=LIU, now=NOW)
    cases.confirm_done(case.number, words=CANARY, by=ZHOU, now=NOW)
    cases.log_call(case.number, reached=True, words=CANARY, by=WANG, now=NOW)
    cases.reject(case.number, reason=CANARY, by=WANG, now=NOW)
    cases.appeal(case.number, words=CANARY, by=LI, now=NOW)
    cases.conclude(case.number, result=CANARY, by=LIU, now=NOW)
    cases.confirm_done(case.number, words=CANARY, by=ZHOU, now=NOW)
    cases.close(case.number, outcome="basically", words=CANARY, by=WANG, now=NOW)
    cases.reopen(case.number, reason=CANARY, by=WANG, now=NOW)
    return fresh(case)


def test_after_the_longest_road_nothing_that_the_house_wrote_is_public() -> None:
    case = walked()
    text = sung(case)
    assert CANARY not in text
    for shown in Attachment.objects.all():
        assert str(shown.pk) not in text


def test_the_canary_would_be_heard() -> None:
    leaky = Line("退回", words="basis", shared=False)
    with patch.dict(STORY, {"cases.handed_back": leaky}):
        assert CANARY in sung(walked())


def free(table: type[models.Model]) -> list[models.CharField[str, str]]:
    """The columns of a table in which anything may be written."""
    return [
        field
        for field in table._meta.get_fields()
        if isinstance(field, models.CharField) and not field.choices and field.name != "code"
    ]


def test_whatever_stands_in_an_internal_table_is_not_public() -> None:
    case = walked()
    for table in INTERNAL:
        rows = table.objects.filter(case=case)
        assert rows.exists() or table is Draft
        if table is not LimitRecord:  # append-only; its amount is the law's own
            rows.update(**{field.name: CANARY[: field.max_length] for field in free(table)})
    assert CANARY[:4] not in sung(case)


@pytest.mark.parametrize("event", sorted(event for event in EVENTS if event.startswith("cases.")))
def test_no_entry_tells_more_than_what_was_written_for_the_reporter(event: str) -> None:
    case = sent()
    line = STORY[event]
    told: dict[str, Any] = {name: CANARY for name in DETAILS if line is None or name != line.words}
    journal.record(event, case, by=WANG, at=NOW, lead=True, before="x", after="y", **told)
    assert CANARY not in sung(case)


def test_no_text_message_carries_it(settings: Settings, run_jobs: Callable[..., int]) -> None:
    settings.MESSAGES = {"WANGGE_SMS_URL": "http://127.0.0.1:9/?to={phone}&text={text}"}
    settings.PUBLIC_URL = "https://wangge.example"
    case = walked()
    own = sent("家里的私事", address="私人地址", caller_name="王大示例")
    cases.reply(own.number, words=CANARY, by=WANG, now=NOW)
    cases.decline(own.number, reason=CANARY, by=WANG, now=NOW)
    run_jobs(now=NOW)
    texts = [row.text for row in Sending.objects.filter(account=None)]
    assert len(texts) == 5
    assert any(case.number in text for text in texts)
    for text in texts:
        for secret in (CANARY, "私事", "私人地址", "王大", "路灯", "示例", "街道", "社区"):
            assert secret not in text


def test_the_reporters_own_words_are_not_in_the_other_ones_pages() -> None:
    mine = sent(f"{CANARY}一", address=f"{CANARY}二", caller_name="王大示例", phone="13711112222")
    cases.remark(mine.number, words=f"{CANARY}三", by=resident(mine.pk), now=NOW)
    other = sent("别的事")
    assert CANARY not in sung(other)
    text = sung(mine)
    assert CANARY in text
    assert "13711112222" not in text
