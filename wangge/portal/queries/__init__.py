"""Reading for the public: places by their names, boards, what is on a grid's page."""

from .boards import board_at, boards_of, get_board, phone_here, phone_of
from .finding import (
    Contacts,
    Grids,
    below,
    contacts_at,
    matter_like,
    outline_of,
    outlines_below,
    published_list,
)
from .following import followed, opened_by, own_photo, own_photos
from .outlook import Outlook, outlook, outlook_of_main
from .placing import Offer, Placed, at_code, at_point, at_words, townships
from .searching import Hit, Hits, search
from .sent import sent_with
from .story import asked_for, main_of, story, story_of_main

__all__ = [
    "Contacts",
    "Grids",
    "Hit",
    "Hits",
    "Offer",
    "Outlook",
    "Placed",
    "asked_for",
    "at_code",
    "at_point",
    "at_words",
    "below",
    "board_at",
    "boards_of",
    "contacts_at",
    "followed",
    "get_board",
    "main_of",
    "matter_like",
    "opened_by",
    "outline_of",
    "outlines_below",
    "outlook",
    "outlook_of_main",
    "own_photo",
    "own_photos",
    "phone_here",
    "phone_of",
    "published_list",
    "search",
    "sent_with",
    "story",
    "story_of_main",
    "townships",
]
