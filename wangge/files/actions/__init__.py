"""Putting photos on things, and clearing up what is on nothing."""

from ..images import UnableToAttach
from .attaching import attach
from .sweeping import remove_orphans

__all__ = ["UnableToAttach", "attach", "remove_orphans"]
