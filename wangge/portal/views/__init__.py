"""Pages for everybody, and the boards' pages for those who keep them."""

from .boards import boards, post_board, print_board, remove_board, set_supervision_phone
from .finding import find, find_in, find_map, front, grid, grid_map, matters_list, scan, type_size

__all__ = [
    "boards",
    "find",
    "find_in",
    "find_map",
    "front",
    "grid",
    "grid_map",
    "matters_list",
    "post_board",
    "print_board",
    "remove_board",
    "scan",
    "set_supervision_phone",
    "type_size",
]
