"""The page of a verb: ask, do, say so; or say why not, and keep what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from wangge.kernel.errors import Unable

from .form import put_refusal

Outcome = TypeVar("Outcome")


def verb_page(
    request: HttpRequest,
    form: forms.BaseForm,
    call: Callable[[dict[str, Any]], Outcome],
    *,
    then: str | Callable[[Outcome], str],
    done: str | Callable[[Outcome], str],
    template: str = "ui/form.html",
    **context: Any,
) -> HttpResponse:
    """GET shows the form; a POST calls the verb once and goes on (303) to `then`, saying `done`.

    A refusal shows the form again (409), an invalid form too (422). `context` goes to the
    template: title, intro, submit, style, back.
    """
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            outcome = call(form.cleaned_data)
        except Unable as refusal:
            put_refusal(form, refusal)
            status = 409
        else:
            messages.success(request, done(outcome) if callable(done) else done)
            return see_other(then(outcome) if callable(then) else then)
    return render(request, template, {"form": form, **context}, status=status)


def see_other(url: str) -> HttpResponseRedirect:
    """303: go on with GET, so that a reload does nothing twice."""
    answer = HttpResponseRedirect(url)
    answer.status_code = 303
    return answer


def verb_button(
    request: HttpRequest, call: Callable[[], Outcome], *, then: str, done: str
) -> HttpResponse:
    """A verb without questions (`Action(direct=True)`): call it, go on, and say how it went."""
    try:
        call()
    except Unable as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return see_other(then)
