from __future__ import annotations

import pytest

from tests.town import NOW
from wangge.kernel.actor import machine
from wangge.kernel.ids import new_id
from wangge.portal import questions
from wangge.portal.actions import ask

BY = machine("公众端")


@pytest.mark.django_db
def test_every_form_is_asked_anew_and_the_answer_stays_in_the_table() -> None:
    key = new_id()
    asked = [ask(key, by=BY, now=NOW) for _ in range(10)]
    assert len({it.pk for it in asked}) == 10
    assert all(
        it.form_key == key and it.answer not in it.words[-5:-1]
        for it in asked
        if "等于" in it.words
    )


@pytest.mark.parametrize("turn", range(60))
def test_questions_are_short_and_have_an_answer_that_counts(turn: int) -> None:
    words, answer = questions.make()
    assert len(words) <= 40
    assert len(answer) <= 8
    assert questions.same(f" {answer} ", answer)
    assert not questions.same("", answer)


@pytest.mark.parametrize(
    ("typed", "answer", "right"),
    [
        ("8", "8", True), ("８", "8", True), ("八", "8", True), ("十二", "12", True),
        ("十", "10", True), ("8。", "8", True), ("9", "8", False), ("八八", "8", False),
        ("永", "永", True), ("州", "永", False), ("零", "0", True),
    ],
)  # fmt: skip
def test_an_answer_may_be_written_in_figures_or_in_chinese(
    typed: str, answer: str, right: bool
) -> None:
    assert questions.same(typed, answer) is right
