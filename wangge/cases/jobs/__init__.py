"""What follows a case's journal entry, and what happens to cases at night."""

from .archiving import archive_ended
from .asking import raise_problem, tell_unit_and_agency
from .circles import keep_from_whom_it_speaks_of, renew_circles, renew_circles_around
from .recounting import recount_provisional_limits
from .standing_in import tell_substitute
from .talking import tell_colleague_who_reported, tell_in_charge
from .telling import tell_who_acts_next

__all__ = [
    "archive_ended",
    "keep_from_whom_it_speaks_of",
    "raise_problem",
    "recount_provisional_limits",
    "renew_circles",
    "renew_circles_around",
    "tell_colleague_who_reported",
    "tell_in_charge",
    "tell_substitute",
    "tell_unit_and_agency",
    "tell_who_acts_next",
]
