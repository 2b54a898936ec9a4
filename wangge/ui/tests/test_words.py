"""What the tags say: colour never alone, phones masked, times as people read them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django import forms
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from wangge.kernel.errors import Unable
from wangge.ui.form import Form
from wangge.ui.templatetags.ui import light, moment, phone, state_badge
from wangge.ui.verbs import verb_button, verb_page


@pytest.mark.parametrize(
    ("colour", "word"),
    [("green", "正常"), ("yellow", "将到期"), ("red", "已超期"), ("grey", "已暂停")],
)
def test_a_light_says_its_word(colour: str, word: str) -> None:
    assert word in light(colour)


def test_a_badge_escapes_what_it_shows() -> None:
    assert "<script>" not in state_badge("<script>")


@pytest.mark.parametrize(
    ("number", "shown"), [("13812345678", "138****5678"), ("", ""), (None, "")]
)
def test_a_phone_is_masked(number: str | None, shown: str) -> None:
    assert phone(number) == shown


def test_a_moment_is_the_time_in_yongzhou() -> None:
    assert "14:30" in str(moment(datetime(2026, 6, 10, 6, 30, tzinfo=UTC)))
    assert moment(None) == ""


class Words(Form):
    words = forms.CharField(label="说明", max_length=5)


def page(posted: dict[str, str] | None, call: object = None) -> HttpResponse:
    factory = RequestFactory()
    request: HttpRequest = factory.post("/", posted) if posted is not None else factory.get("/")
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    form = Words(request.POST or None)
    return verb_page(
        request, form, call or (lambda data: data), then="/next/", done="好了。", title="试一试"  # type: ignore[arg-type]
    )  # fmt: skip


def refuse(data: dict[str, str]) -> None:
    raise Unable("现在不行，请稍后再试。", field="words")


def test_a_verb_that_succeeds_goes_on_with_get() -> None:
    answer = page({"words": "灯"})
    assert (answer.status_code, answer["Location"]) == (303, "/next/")


def test_a_refusal_keeps_what_was_typed_and_says_why() -> None:
    answer = page({"words": "灯不亮"}, refuse)
    assert answer.status_code == 409
    assert "现在不行，请稍后再试。" in answer.content.decode()
    assert "灯不亮" in answer.content.decode()


def test_a_wrong_field_keeps_what_was_typed_too() -> None:
    answer = page({"words": "很长很长的说明"})
    assert answer.status_code == 422
    assert "很长很长的说明" in answer.content.decode()


def test_a_verb_without_questions_says_how_it_went() -> None:
    request = RequestFactory().post("/")
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]

    def no() -> None:
        raise Unable("现在不行。")

    assert verb_button(request, no, then="/x/", done="好了。").status_code == 303
    assert [str(message) for message in request._messages] == ["现在不行。"]  # type: ignore[attr-defined]
