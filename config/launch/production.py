"""`wangge run`: the web server with production settings, in the foreground."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from config.launch.children import web_command
from config.launch.console import CannotStart, say
from config.launch.folders import REPO


def main(words: list[str]) -> None:
    """Check the settings, then become the web server; the worker runs apart (`wangge worker`)."""
    parser = argparse.ArgumentParser(prog="wangge run", description="Run in production mode.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1, help="web processes")
    options = parser.parse_args(words)
    os.environ["WANGGE_MODE"] = "production"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    _check_settings()
    say(f"Wangge listens on http://{options.host}:{options.port} behind your TLS proxy.")
    command = web_command(options.host, options.port, options.workers)
    os.chdir(REPO)
    os.execv(command[0], command)  # noqa: S606


def _check_settings() -> None:
    """In a process of its own, so that its refusal is one sentence here."""
    checked = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=False,
    )
    if checked.returncode:
        last = (checked.stderr.strip().splitlines() or ["the settings cannot be read"])[-1]
        raise CannotStart(last.split("ImproperlyConfigured: ")[-1])
