"""Telling people, inside the house and outside."""

from __future__ import annotations

from .keeping import UnableToRetry, UnableToSendTest, retry, send_test
from .reading import choose_channels, mark_all_read, mark_read
from .telling import tell
from .writing import write

__all__ = [
    "UnableToRetry",
    "UnableToSendTest",
    "choose_channels",
    "mark_all_read",
    "mark_read",
    "retry",
    "send_test",
    "tell",
    "write",
]
