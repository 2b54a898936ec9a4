"""What may be done to grids. Where it may be done is the code on the actor's posts."""

from __future__ import annotations

from enum import StrEnum


class May(StrEnum):
    VIEW = "territory:view"
    OPEN_GRID = "territory:open_grid"
    ALTER_GRID = "territory:alter_grid"
    RETIRE_GRID = "territory:retire_grid"
    IMPORT_GRIDS = "territory:import_grids"
