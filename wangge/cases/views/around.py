"""What stands around a case on its page: what is said, what was merged, what is alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet

from .. import queries, talk
from ..models import Case, Note, Remark, Viewing
from ..related import Related, Spot, end_of, merged_in, related_to
from .seen import SeenCase


@dataclass(frozen=True, slots=True)
class Merged:
    """A case that goes on in this one: its reporter's words, and how to reach them."""

    case: Case
    remarks: Sequence[Remark]
    sees_phone: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Words between the reporter and the desk."""

    who: str
    words: str
    at: datetime
    ours: bool = False


@dataclass
class Around:
    """What is not asked for is not read."""

    seen: SeenCase

    @property
    def case(self) -> Case:
        return self.seen.case

    @cached_property
    def notes(self) -> QuerySet[Note]:
        return talk.notes_of(self.case)

    @cached_property
    def talk(self) -> list[Said]:
        """What the reporter added and what was answered, in the order in which it was said."""
        said = [Said("反映人补充", one.words, one.at) for one in talk.remarks_of(self.case)]
        said += [
            Said(f"{one.by_label} 答复", one.words, one.at, ours=True)
            for one in talk.replies_of(self.case)
        ]
        return sorted(said, key=lambda one: one.at)

    @cached_property
    def looking(self) -> QuerySet[Viewing]:
        return talk.others_looking(self.case, by=self.seen.by, now=self.seen.now)

    @cached_property
    def main(self) -> Case | None:
        """Where a merged case goes on."""
        return end_of(self.case) if self.case.merged_into_id else None

    @cached_property
    def merged(self) -> list[Merged]:
        return [
            Merged(
                one,
                list(talk.remarks_of(one)),
                SeenCase(one, self.seen.at, self.seen.by, self.seen.now).sees_phone,
            )
            for one in merged_in(self.case)
            if one.circle is None or self.seen.by.id in one.circle
        ]

    @cached_property
    def related(self) -> list[Related]:
        spot = Spot.of_case(self.case, phone=self.seen.sees_phone)
        on = queries.local_day(self.seen.now)
        return related_to(spot, by=self.seen.by, on=on, now=self.seen.now)
