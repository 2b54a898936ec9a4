"""Counting what the other rooms hold, area by area. This room writes nothing."""

from .figures import COLUMNS, RATE, Figure
from .overview import Area, Overview, overview

__all__ = ["COLUMNS", "RATE", "Area", "Figure", "Overview", "overview"]
