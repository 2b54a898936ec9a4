"""Jobs for a worker in a process of its own: `python -m wangge.journal.tests.slow_jobs`."""

from __future__ import annotations

import os
import time
from pathlib import Path

import django
from django.core.management import call_command

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

from procrastinate.contrib.django import app


@app.task(name="tests.write_down")
def write_down(path: str, pause: float = 0) -> None:
    """One line when it begins and one when it is done."""
    with Path(path).open("a") as file:
        file.write("begun\n")
        file.flush()
        time.sleep(pause)
        file.write("done\n")


if __name__ == "__main__":
    call_command("worker")
