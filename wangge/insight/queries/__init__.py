"""Counting what the other rooms hold, area by area. This room writes nothing."""

from .figures import COLUMNS, RATES, Figure, Rate
from .overview import Area, Overview, overview

__all__ = ["COLUMNS", "RATES", "Area", "Figure", "Overview", "Rate", "overview"]
