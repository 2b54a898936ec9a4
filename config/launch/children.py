"""The web server and the worker: started, watched and stopped together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from config.launch.console import CannotStart
from config.launch.folders import REPO, data_folder, made

LIBC = ctypes.CDLL(None)
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER


def web_command(host: str, port: int, workers: int = 1, threads: int = 8) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "config.wsgi:application"),
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--workers-kill-timeout", "3", "--no-ws", "--log-level", "warning"),
    ]


def manage_command(*words: str) -> list[str]:
    return [sys.executable, "-m", "config.cli", *words]


def log_file(name: str) -> Path:
    return made(data_folder() / "logs") / f"{name}.log"


def last_words(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


class Children:
    """Processes in the launcher's own process group; none outlives it."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = dict(env)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        LIBC.prctl(ADOPT_ORPHANS, 1)

    def start(self, name: str, command: list[str]) -> None:
        with log_file(name).open("wb") as log:
            self.running[name] = subprocess.Popen(
                command,
                cwd=REPO,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_parent,
            )

    def check(self) -> None:
        """Raise when one of them has ended."""
        for name, child in self.running.items():
            if (code := child.poll()) is not None:
                log = log_file(name)
                raise CannotStart(
                    f"the {name} ended by itself (exit code {code}), so everything stops; "
                    f"its last words ({log}):\n{last_words(log)}"
                )

    def stop(self) -> None:
        """All gone afterwards, grandchildren included."""
        for child in self.running.values():
            child.terminate()
        deadline = time.monotonic() + 6
        for child in self.running.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        for orphan in _adopted():
            os.kill(orphan, signal.SIGKILL)


def _die_with_parent() -> None:
    LIBC.prctl(DIE_WITH_PARENT, signal.SIGTERM)


def _adopted() -> list[int]:
    """Our children in our own process group: whatever the stopped ones left behind."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, group = entry.read_text().rsplit(")", 1)[1].split()[:3]
        except OSError:
            continue
        if int(parent) == os.getpid() and int(group) == os.getpgrp() and state != "Z":
            found.append(int(entry.parent.name))
    return found
