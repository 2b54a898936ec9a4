"""What the worker does for this room: it sends what is due, and forgets what is old."""

from __future__ import annotations

from .forgetting import KEPT, forget, forget_old_sendings
from .sending import MOST_TRIES, pause_after, send_due, send_due_messages

__all__ = [
    "KEPT",
    "MOST_TRIES",
    "forget",
    "forget_old_sendings",
    "pause_after",
    "send_due",
    "send_due_messages",
]
