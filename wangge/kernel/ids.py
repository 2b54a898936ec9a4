"""Identifiers that sort by time."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): unguessable in its low 74 bits, ordered by creation time."""
    return uuid7()
