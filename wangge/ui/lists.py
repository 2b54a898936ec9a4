"""What stands around the rows of a list: saved filters, files to take away, rows on a page.

`ui` knows no other room: the composition root fills `ListTools`, and the tag `list_tools` adds
what only the page knows, namely how it is narrowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django import forms
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

SIGNER = Signer(salt="ui.lists")
SIZES = (50, 100, 300)
ROWS = "rows"


@dataclass(frozen=True, slots=True)
class SavedLink:
    """A saved filter: its name, what it adds to the address of the list, and how to drop it."""

    name: str
    query: str
    drop_url: str


@dataclass(frozen=True, slots=True)
class ListTools:
    """What is offered around a list; `export_url` is empty where nothing can be taken away."""

    list: str = ""
    saved: Sequence[SavedLink] = ()
    save_url: str = ""
    export_url: str = ""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A list at an address, narrowed somehow. Its token is signed: what comes back was given."""

    list: str
    path: str
    query: str

    @property
    def url(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def token(self) -> str:
        return SIGNER.sign_object([self.list, self.path, self.query], compress=True)

    @classmethod
    def read(cls, token: str) -> Self | None:
        try:
            return cls(*SIGNER.unsign_object(token))
        except (BadSignature, ValueError, TypeError):
            return None


def names_of(form: forms.BaseForm) -> list[str]:
    """The names under which the fields of a filter bar stand in an address."""
    found: list[str] = []
    for name, field in form.fields.items():
        suffixes = getattr(field.widget, "suffixes", None)
        found += [field.widget.suffixed(name, it) for it in suffixes] if suffixes else [name]
    return found


def narrowing(data: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    """What an address says about these names; the page, the order and empty words are left out."""
    return {name: str(data[name]) for name in sorted(names) if data.get(name)}


def query_of(data: Mapping[str, Any], names: Iterable[str]) -> str:
    return urlencode(narrowing(data, names))


def rows_of(request: HttpRequest) -> int:
    """How many rows a page of a list shows: what was asked for last in this session."""
    wanted = _size(request.GET.get(ROWS))
    kept = _size(request.session.get(ROWS))
    if wanted and wanted != kept:
        request.session[ROWS] = wanted
    return wanted or kept or SIZES[0]


def _size(written: Any) -> int:
    return next((size for size in SIZES if str(size) == str(written)), 0)
