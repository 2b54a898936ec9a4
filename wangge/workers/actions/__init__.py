"""What can be done to the roster: one function per verb, one transaction each."""

from .alter_worker import UnableToAlterWorker, alter_worker
from .assign import UnableToAssign, assign
from .end_assignment import UnableToEndAssignment, end_assignment
from .enrol import UnableToEnrol, enrol
from .import_roster import ImportedRoster, RosterRow, UnableToImportRoster, import_roster
from .take_over import Standing, TakenOver, take_over

__all__ = [
    "ImportedRoster",
    "RosterRow",
    "Standing",
    "TakenOver",
    "UnableToAlterWorker",
    "UnableToAssign",
    "UnableToEndAssignment",
    "UnableToEnrol",
    "UnableToImportRoster",
    "alter_worker",
    "assign",
    "end_assignment",
    "enrol",
    "import_roster",
    "take_over",
]
