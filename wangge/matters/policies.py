"""What may be done to the matter list and to the register of refusals."""

from __future__ import annotations

from enum import StrEnum


class May(StrEnum):
    VIEW = "matters:view"
    ADD_CATEGORY = "matters:add_category"
    ADD_LINE = "matters:add_line"
    LIST_MATTER = "matters:list_matter"
    END_MATTER = "matters:end_matter"
    IMPORT_MATTERS = "matters:import_matters"
    REFUSE_TASK = "matters:refuse_task"
    VIEW_REFUSALS = "matters:view_refusals"
