"""Passes: signed words that open one case, in a cookie for half an hour or in a link for a month.

A pass of one kind is none of another, and the follow code itself never stands in an address.
"""

from __future__ import annotations

import base64
import binascii
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer, b62_decode, b62_encode


class Pass(StrEnum):
    """What a pass is for."""

    VISIT = "visit"
    FOLLOW = "follow"
    RATE = "rate"


GOOD_FOR = {
    Pass.VISIT: timedelta(minutes=30),
    Pass.FOLLOW: timedelta(days=30),
    Pass.RATE: timedelta(days=30),
}


def issue(case: UUID, kind: Pass, *, now: datetime) -> str:
    """A pass for one case from now on."""
    spelled = base64.urlsafe_b64encode(case.bytes).decode().rstrip("=")
    return _signer(kind).sign(f"{spelled}.{b62_encode(int(now.timestamp()))}")


def opened(token: str, kind: Pass, *, now: datetime) -> UUID | None:
    """The case that a pass of this kind opens; None when forged, too old or of another kind."""
    try:
        spelled, began = _signer(kind).unsign(token).split(".")
        age = int(now.timestamp()) - b62_decode(began)
        case = UUID(bytes=base64.urlsafe_b64decode(f"{spelled}=="))
    except (BadSignature, ValueError, binascii.Error):
        return None
    return case if 0 <= age <= GOOD_FOR[kind].total_seconds() else None


def _signer(kind: Pass) -> Signer:
    """Under the key of follow codes, so that links last through a change of SECRET_KEY."""
    salt = f"wangge.portal.pass.{kind}"
    return Signer(key=settings.FOLLOW_KEY, sep=".", salt=salt, algorithm="sha256")
