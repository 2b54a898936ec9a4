"""What may be looked at from above. Where is the code on the actor's posts."""

from __future__ import annotations

from enum import StrEnum


class May(StrEnum):
    VIEW = "insight:view"
