"""The area code (区划代码): one string that is a place, a scope, a key and an address.

`431103001002003` reads 43 province, 11 city, 03 county, 001 township, 002 village, 003 grid
(GB/T 2260, GB/T 10114, three digits for the village, three for the grid).
A shorter code is a wider place; a place covers every code of which it is a prefix.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum


class Level(IntEnum):
    """The legal lengths of a code, widest first."""

    PROVINCE = 2
    CITY = 4
    COUNTY = 6
    TOWNSHIP = 9
    VILLAGE = 12
    GRID = 15


LENGTHS = frozenset(Level)


class Code(str):
    """An area code of one of the six levels; anything else raises ValueError."""

    __slots__ = ()

    def __new__(cls, value: str) -> Code:
        if not (value.isascii() and value.isdigit() and len(value) in LENGTHS):
            raise ValueError(f"not an area code: {value!r}")
        return super().__new__(cls, value)

    @property
    def level(self) -> Level:
        return Level(len(self))

    @property
    def ceiling(self) -> str:
        """The first string after everything in this place (':' follows '9' in ASCII)."""
        return self + ":"

    @property
    def parent(self) -> Code | None:
        """The place one level wider; None above the province."""
        wider = [level for level in Level if level < len(self)]
        return self.at(wider[-1]) if wider else None

    @property
    def finer(self) -> Level | None:
        """The next narrower level; None below the grid."""
        return next((level for level in Level if level > len(self)), None)

    def at(self, level: Level) -> Code:
        """The place of a wider (or the same) level that covers this one."""
        if level > len(self):
            raise ValueError(f"{self} has no {level.name.lower()}")
        return Code(self[:level])

    def lineage(self) -> Iterator[Code]:
        """The places that cover this one, widest first, itself last."""
        return (Code(self[:level]) for level in Level if level <= len(self))

    def covers(self, other: str) -> bool:
        return other.startswith(self)
