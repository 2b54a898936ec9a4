"""What hangs in the cast's township: supervision phones, and a board in each of its first grids."""

from __future__ import annotations

from datetime import datetime

from democity.cast import CITY, COUNTY, GRID, SECOND_GRID, TOWNSHIP
from democity.loader import LOADER, Progress
from wangge.geo.shape import from_wkb
from wangge.portal import actions as portal
from wangge.territory.models import Grid

PHONES = ((CITY, "0746-0000001"), (COUNTY, "0746-0000003"), (TOWNSHIP, "0746-0000031"))
HOURS = "示例号码，工作日 8:30—17:30"


def hang_boards(progress: Progress, *, now: datetime) -> None:
    """A number at each level, and two boards whose codes can be scanned."""
    progress("监督电话和公示牌")
    for place, phone in PHONES:
        portal.set_supervision_phone(place, phone, note=HOURS, by=LOADER, now=now)
    for grid in Grid.objects.filter(code__in=[GRID, SECOND_GRID], period__endswith=None):
        point = from_wkb(grid.extent).representative_point()
        portal.post_board(point.x, point.y, place="社区服务中心门口", by=LOADER, now=now)
