"""What may be done to workers and their assignments."""

from __future__ import annotations

from enum import StrEnum


class May(StrEnum):
    VIEW = "workers:view"
    ENROL = "workers:enrol"
    ALTER_WORKER = "workers:alter_worker"
    ASSIGN = "workers:assign"
    END_ASSIGNMENT = "workers:end_assignment"
    IMPORT_ROSTER = "workers:import_roster"
