from __future__ import annotations

import pytest
from django import forms
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import QueryDict
from django.test import RequestFactory
from django_filters.widgets import DateRangeWidget

from wangge.ui.lists import Narrowed, names_of, query_of, rows_of


class Bar(forms.Form):
    state = forms.CharField()
    asked_on = forms.CharField(widget=DateRangeWidget())


def test_what_narrows_a_list_is_its_filter_and_nothing_else() -> None:
    asked = QueryDict("state=a&page=token&sort=-at&rows=300&asked_on_after=2026-01-01&q=")
    assert names_of(Bar()) == ["state", "asked_on_after", "asked_on_before"]
    assert query_of(asked, names_of(Bar())) == "asked_on_after=2026-01-01&state=a"


def test_a_token_comes_back_as_it_was_given_out_or_not_at_all() -> None:
    shown = Narrowed("cases:list", "/4311/cases/", "state=reported")
    assert Narrowed.read(shown.token) == shown
    assert shown.url == "/4311/cases/?state=reported"
    assert Narrowed("cases:list", "/4311/cases/", "").url == "/4311/cases/"
    for forged in ("", "a:b", shown.token[:-1], shown.token + "x"):
        assert Narrowed.read(forged) is None


@pytest.mark.parametrize(
    ("asked", "kept", "rows"),
    [("", "", 50), ("300", "", 300), ("", "100", 100), ("50", "300", 50), ("9999", "100", 100)],
)
def test_a_page_is_as_long_as_was_asked_for_last(asked: str, kept: str, rows: int) -> None:
    request = RequestFactory().get("/", {"rows": asked} if asked else {})
    request.session = SessionStore()
    if kept:
        request.session["rows"] = int(kept)
    assert rows_of(request) == rows
    if asked or kept:
        assert request.session["rows"] == rows
