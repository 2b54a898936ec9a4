from __future__ import annotations

from .outside import retry, send_test, sendings, shown_channels
from .own import bell, choose_channels, mark_all_read, mark_read, notices

__all__ = [
    "bell",
    "choose_channels",
    "mark_all_read",
    "mark_read",
    "notices",
    "retry",
    "send_test",
    "sendings",
    "shown_channels",
]
