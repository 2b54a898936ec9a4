"""Reading for the public: places by their names, boards, what is on a grid's page."""

from .boards import board_at, boards_of, get_board, phone_here, phone_of
from .finding import Contacts, Grids, below, contacts_at, outline_of, outlines_below, published_list
from .searching import Hit, Hits, search

__all__ = [
    "Contacts",
    "Grids",
    "Hit",
    "Hits",
    "below",
    "board_at",
    "boards_of",
    "contacts_at",
    "get_board",
    "outline_of",
    "outlines_below",
    "phone_here",
    "phone_of",
    "published_list",
    "search",
]
