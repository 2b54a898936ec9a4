"""What follows from what: every consequence of a journal entry, on one page.

Event → subscribers `(entry, *, now)`, run by the relay after commit, each alone.
"""

from __future__ import annotations

SUBSCRIPTIONS: dict[str, list[str]] = {
    "cases.reported": [
        "wangge.cases.jobs.tell_who_acts_next",
        "wangge.portal.jobs.tell_reporter",
    ],
    "cases.admitted": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.affirmed": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.check_requested": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.corrected": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.denied": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.doubted": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.escalated": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.handed_down": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.reopened": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.sent_back": [
        "wangge.cases.jobs.tell_who_acts_next",
        "wangge.portal.jobs.tell_reporter",
    ],
    "cases.accepted": [
        "wangge.cases.jobs.tell_who_acts_next",
        "wangge.portal.jobs.tell_reporter",
    ],
    "cases.dispatched": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.handed_back": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.concluded": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.confirmed_done": [
        "wangge.cases.jobs.tell_who_acts_next",
        "wangge.portal.jobs.tell_reporter",
    ],
    "cases.check_failed": [
        "wangge.cases.jobs.tell_who_acts_next",
        "wangge.cases.jobs.raise_problem",
    ],
    "cases.refused": ["wangge.cases.jobs.tell_who_acts_next"],
    "cases.handed_to": ["wangge.cases.jobs.tell_unit_and_agency"],
    "cases.rejected": [
        "wangge.cases.jobs.tell_unit_and_agency",
        "wangge.cases.jobs.raise_problem",
    ],
    "cases.problem_raised": ["wangge.cases.jobs.tell_unit_and_agency"],
    "cases.appealed": ["wangge.cases.jobs.tell_unit_and_agency"],
    "cases.upheld": ["wangge.cases.jobs.tell_unit_and_agency"],
    "cases.set_aside": ["wangge.cases.jobs.tell_unit_and_agency"],
    "cases.closed": [
        "wangge.cases.jobs.tell_colleague_who_reported",
        "wangge.portal.jobs.tell_reporter",
    ],
    "cases.merged": ["wangge.cases.jobs.tell_colleague_who_reported"],
    "cases.remarked": ["wangge.cases.jobs.tell_in_charge"],
    "cases.declined": [
        "wangge.cases.jobs.tell_colleague_who_reported",
        "wangge.portal.jobs.tell_reporter",
    ],
    "cases.rated": [
        "wangge.cases.jobs.tell_colleague_who_reported",
        "wangge.portal.jobs.tell_reporter",
    ],
    "cases.replied": [
        "wangge.cases.jobs.tell_colleague_who_reported",
        "wangge.portal.jobs.tell_reporter",
    ],
    "cases.withdrawn": ["wangge.cases.jobs.tell_colleague_who_reported"],
    "exports.asked": ["wangge.exports.jobs.start"],
    "staff.absence_announced": ["wangge.cases.jobs.tell_substitute"],
    "staff.post_given": ["wangge.cases.jobs.renew_circles_around"],
    "territory.grid_retired": ["wangge.workers.jobs.end_with_grid"],
    "workers.worker_altered": ["wangge.cases.jobs.keep_from_whom_it_speaks_of"],
    "worktime.shipped_years_loaded": ["wangge.cases.jobs.recount_provisional_limits"],
    "worktime.year_imported": ["wangge.cases.jobs.recount_provisional_limits"],
}
