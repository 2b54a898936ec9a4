from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from wangge.journal.jobs import relay


class Command(BaseCommand):
    help = "Carry journal entries to their subscribers until stopped (SIGTERM or Ctrl-C)."

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = threading.Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: stopped.set())
        self.stdout.write("worker: ready")
        relay(stop=stopped.is_set)
