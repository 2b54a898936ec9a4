"""What follows from what: every consequence of a journal entry, on one page.

Event → subscribers `(entry, *, now)`, run by the relay after commit, each alone.
"""

from __future__ import annotations

SUBSCRIPTIONS: dict[str, list[str]] = {
    "cases.reported": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.accepted": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.dispatched": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.handed_back": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.concluded": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.confirmed_done": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.check_failed": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.refused": ["wangge.cases.jobs.tell_who_acts_next"],
    "exports.asked": ["wangge.exports.jobs.start"],
    "territory.grid_retired": ["wangge.workers.jobs.end_with_grid"],
    "worktime.shipped_years_loaded": ["wangge.cases.jobs.recount_provisional_limits"],
    "worktime.year_imported": ["wangge.cases.jobs.recount_provisional_limits"],
}
