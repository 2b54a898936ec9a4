"""What the shell shows around a page: plain values, filled in by whoever knows the rooms.

`ui` knows no other room; the context processors of the project put an `Installation`, a `Shell`
and the `nav` into every template.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Style = Literal["primary", "secondary", "danger"]
Tone = Literal["neutral", "info", "good", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class NavItem:
    """One way to go. `key` is the letter pressed after g; `count` is shown when above zero."""

    label: str
    url: str
    active: bool = False
    key: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Crumb:
    """One place on the way from the city to here; the last one has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class PostChoice:
    """A post the account may act under."""

    id: str
    label: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Installation:
    """What is true of the whole installation."""

    name: str = "网格"
    invented: bool = False
    filing_number: str = ""
    map_review_number: str = ""
    complaints_label: str = ""
    complaints_url: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """What the header shows to a person who is signed in."""

    account: str = ""
    home_url: str = "/"
    trail: Sequence[Crumb] = ()
    posts: Sequence[PostChoice] = ()
    switch_url: str = ""
    bell_url: str = ""
    bell_count_url: str = ""
    unread: int = 0
    menu: Sequence[NavItem] = ()
    sign_out_url: str = ""
    warnings: Sequence[Crumb] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A button of the action bar: a link to the page of a verb.

    `direct` sends the verb at once (a POST without further questions) instead of opening a page.
    """

    verb: str
    label: str
    url: str
    style: Style = "secondary"
    key: str = ""
    direct: bool = False


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One step of a history: when, who, what, and the words that go with it."""

    at: datetime
    who: str
    what: str
    detail: str | Sequence[tuple[str, str]] = ""
    tone: Tone = "neutral"
    unit: str = ""

    @property
    def words(self) -> str:
        return self.detail if isinstance(self.detail, str) else ""

    @property
    def pairs(self) -> Sequence[tuple[str, str]]:
        return () if isinstance(self.detail, str) else self.detail
