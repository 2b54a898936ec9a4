"""Texts as they would look, channel by channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.conf import settings

from .channels import WORDS, Channel, Line, Outgoing
from .queries import Sample, public_link

ONE_SMS, PART_OF_SMS = 70, 67
TO_RESIDENTS = "来件人"
SAMPLE_PATH = "/cases/431103260610000017/"


@dataclass(frozen=True, slots=True)
class Shown:
    occasion: str
    audience: str
    subject: str
    body: str
    size: str


@dataclass(frozen=True, slots=True)
class Preview:
    name: str
    shown: list[Shown]


def preview(channel: Channel, samples: Sequence[Sample]) -> Preview:
    """Each text by this channel; and, where several go out as one, how that looks."""
    fitting = [it for it in samples if it.audience != TO_RESIDENTS or channel is Channel.SMS]
    shown = [_shown(channel, it.occasion, it.audience, (_line(it),)) for it in fitting]
    gathered = [it for it in fitting if it.audience != TO_RESIDENTS][:3]
    if len(gathered) > 1:
        lines = tuple(map(_line, gathered))
        shown.append(_shown(channel, "多条合为一条", gathered[0].audience, lines))
    return Preview(WORDS[channel], shown)


def _line(sample: Sample) -> Line:
    inside = sample.audience != TO_RESIDENTS
    return Line(sample.text, public_link(SAMPLE_PATH) if inside else "")


def _shown(channel: Channel, occasion: str, audience: str, lines: tuple[Line, ...]) -> Shown:
    outgoing = Outgoing("preview", lines)
    subject = outgoing.subject if channel in {Channel.MAIL, Channel.OTHER} else ""
    if channel is not Channel.SMS:
        return Shown(occasion, audience, subject, outgoing.body, "")
    body = settings.MESSAGES.get("WANGGE_SMS_SIGN", "") + outgoing.body
    return Shown(occasion, audience, "", body, _size(body))


def _size(body: str) -> str:
    parts = 1 if len(body) <= ONE_SMS else ceil(len(body) / PART_OF_SMS)
    return f"{len(body)} 字，按 {parts} 条计费"
