"""What can be done to the division tree: one function per verb, one transaction each."""

from .add_alias import UnableToAddAlias, add_alias
from .found import UnableToFound, found
from .import_divisions import DivisionRow, Imported, import_divisions
from .note_source import note_source
from .rename import UnableToRename, rename
from .retire import UnableToRetire, retire

__all__ = [
    "DivisionRow",
    "Imported",
    "UnableToAddAlias",
    "UnableToFound",
    "UnableToRename",
    "UnableToRetire",
    "add_alias",
    "found",
    "import_divisions",
    "note_source",
    "rename",
    "retire",
]
