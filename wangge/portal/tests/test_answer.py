from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.town import NOW
from wangge.kernel.actor import machine
from wangge.kernel.ids import new_id
from wangge.portal.actions import answer, ask
from wangge.portal.models import Question

pytestmark = pytest.mark.django_db
BY = machine("公众端")


@pytest.fixture
def asked() -> Question:
    return ask(new_id(), by=BY, now=NOW)


def tried(asked: Question, said: str, *, key: UUID | None = None, minutes: int = 1) -> bool:
    return answer(
        asked.pk, said, form_key=key or asked.form_key, by=BY, now=NOW + timedelta(minutes=minutes)
    )


def test_a_right_answer_stays_right_until_it_is_used(asked: Question) -> None:
    assert tried(asked, asked.answer)
    assert tried(asked, asked.answer)
    Question.objects.filter(pk=asked.pk).update(used_at=NOW)
    assert not tried(asked, asked.answer)


def test_there_is_one_try(asked: Question) -> None:
    assert not tried(asked, "不知道")
    assert not tried(asked, asked.answer)


def test_it_is_asked_of_one_form_and_for_two_hours(asked: Question) -> None:
    assert not tried(asked, asked.answer, key=new_id())
    assert not tried(asked, asked.answer, minutes=121)
    assert tried(asked, asked.answer, minutes=119)


def test_a_question_nobody_asked_has_no_answer() -> None:
    assert not answer(new_id(), "8", form_key=new_id(), by=BY, now=NOW)
