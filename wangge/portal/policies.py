"""What may be done to notice boards and supervision phones. Residents need no permission here:
theirs is that of the one case they open (`cases.queries.resident`)."""

from __future__ import annotations

from enum import StrEnum


class May(StrEnum):
    VIEW_BOARDS = "portal:view_boards"
    POST_BOARD = "portal:post_board"
    REMOVE_BOARD = "portal:remove_board"
    SET_SUPERVISION_PHONE = "portal:set_supervision_phone"
