"""What follows from what: every consequence of a journal entry, on one page.

Event pattern → subscribers `(entry, *, now)`, run by the relay after commit, each alone.
"""

from __future__ import annotations

SUBSCRIPTIONS: dict[str, list[str]] = {
    "cases.*": ["wangge.cases.jobs.tell_who_acts_next"],
}
