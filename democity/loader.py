"""Who loads the demo city, from when it holds, and how it reports its progress."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from democity.cast import CITY
from wangge.kernel.actor import Actor, machine
from wangge.kernel.scope import Grant

SINCE = date(2024, 3, 1)  # Art. 14: the regulation's first day
PERMISSIONS = (
    "places:view",
    "places:import_divisions",
    "places:add_alias",
    "places:note_source",
    "territory:import_grids",
    "staff:create_account",
    "staff:view_accounts",
    "staff:give_post",
    "staff:found_organisation",
    "workers:enrol",
    "workers:view",
    "workers:assign",
    "workers:import_roster",
    "matters:import_matters",
    "matters:add_line",
    "matters:list_matter",
    "portal:set_supervision_phone",
    "portal:post_board",
)
LOADER: Actor = machine("演示数据", *(Grant(permission, CITY) for permission in PERMISSIONS))

Progress = Callable[[str], None]
