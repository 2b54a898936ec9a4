"""The list of 45 matters, from the file that comes with the demo."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from democity.cast import CITY
from democity.land import DATA
from democity.loader import LOADER, SINCE, Progress
from democity.road import WORDS
from wangge.matters import actions as matters
from wangge.matters.imports import read_matters
from wangge.matters.models import Matter


class File(BytesIO):
    """A file on disk as a form would hand it over."""

    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(content)
        self.name = name
        self.size: int | None = len(content)


def list_matters(progress: Progress, *, now: datetime) -> None:
    """The matters are on the city's list from the regulation's first day."""
    progress("45 项事项")
    content = (DATA / "matters.csv").read_bytes()
    _, rows, refused = read_matters(File("matters.csv", content))
    if refused:
        raise ValueError(f"matters refused: {refused[:3]}")
    matters.import_matters(CITY, rows, since=SINCE, by=LOADER, now=now)


def numbers_by_word() -> dict[str, str]:
    """For each word of the demo's sentences, a matter whose name contains it."""
    found = {}
    for _, word in WORDS:
        matter = Matter.objects.filter(name__contains=word).order_by("number").first()
        found[word] = matter.number if word and matter else ""
    return found
