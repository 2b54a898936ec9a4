"""Pages for everybody, and the boards' pages for those who keep them."""

from .boards import boards, post_board, print_board, remove_board, set_supervision_phone
from .finding import find, find_in, find_map, front, grid, grid_map, matters_list, scan, type_size
from .following import by_link, follow, follow_case, leave, own_photo, slip
from .own_case import correct, rate, remark, withdraw
from .reporting import opinion, report

__all__ = [
    "boards",
    "by_link",
    "correct",
    "find",
    "find_in",
    "find_map",
    "follow",
    "follow_case",
    "front",
    "grid",
    "grid_map",
    "leave",
    "matters_list",
    "opinion",
    "own_photo",
    "post_board",
    "print_board",
    "rate",
    "remark",
    "remove_board",
    "report",
    "scan",
    "set_supervision_phone",
    "slip",
    "type_size",
    "withdraw",
]
