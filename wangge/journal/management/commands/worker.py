from __future__ import annotations

import asyncio
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wangge.journal.jobs import WorkerEnded, work


class Command(BaseCommand):
    help = "Carry deliveries and run jobs until stopped (SIGTERM or Ctrl-C)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("worker: ready")
        try:
            asyncio.run(work())
        except WorkerEnded as ended:
            raise CommandError(str(ended)) from ended
