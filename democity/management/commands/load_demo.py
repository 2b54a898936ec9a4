from __future__ import annotations

import os
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from democity import boards, everyday, history, land, listing, people, road
from democity.cast import CITY
from wangge.places.models import Division

FEWEST_GRIDS = 3_400


class Command(BaseCommand):
    help = "Load the demo city into an empty, set-up installation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=20_000, help="historic cases")
        parser.add_argument("--grids", type=int, default=int(os.environ.get("GRIDS", "6000")))

    def handle(self, *args: Any, cases: int, grids: int, **options: Any) -> None:
        if grids < FEWEST_GRIDS:
            raise CommandError(f"网格数不能少于 {FEWEST_GRIDS}：每个村至少一个网格。")
        if settings.PRODUCTION:
            raise CommandError("生产模式不装载演示数据。")
        if Division.objects.filter(code=CITY).exists():
            self.stdout.write("演示城市已经装好。")
            return
        now = timezone.now()
        ground = land.terrain(grids, self.say)
        with transaction.atomic():
            land.settle(ground, self.say, now=now)
            people.found_organisations(self.say, now=now)
            people.sign_up_cast(self.say, now=now)
            people.staff_grids(ground, self.say, now=now)
            listing.list_matters(self.say, now=now)
            boards.hang_boards(self.say, now=now)
            road.walk(ground, listing.numbers_by_word(), self.say, now=now)
            everyday.live(ground, listing.numbers_by_word(), self.say, now=now)
        started = time.perf_counter()
        history.write(ground, cases, self.say, now=now)
        seconds = time.perf_counter() - started
        self.say(f"{cases} 件历史事件，每秒 {cases / max(seconds, 0.001):,.0f} 件")

    def say(self, words: str) -> None:
        self.stdout.write(f"    {words}")
        self.stdout.flush()
