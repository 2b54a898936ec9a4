"""What can be done to grids: one function per verb, one transaction each."""

from .alter_grid import UnableToAlterGrid, alter_grid
from .import_grids import GridRow, ImportedGrids, import_grids
from .open_grid import UnableToOpenGrid, open_grid
from .retire_grid import UnableToRetireGrid, retire_grid
from .versions import Part

__all__ = [
    "GridRow",
    "ImportedGrids",
    "Part",
    "UnableToAlterGrid",
    "UnableToOpenGrid",
    "UnableToRetireGrid",
    "alter_grid",
    "import_grids",
    "open_grid",
    "retire_grid",
]
