"""The front end, built when its sources have changed since the last build."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from config.launch import digests, locks
from config.launch.children import last_words, log_file
from config.launch.console import CannotStart, step
from config.launch.folders import REPO, data_folder, made

FRONTEND = REPO / "frontend"
MANIFEST = REPO / "wangge/ui/static/ui/dist/.vite/manifest.json"


def build() -> None:
    """The built files match their sources afterwards."""
    stamp = made(data_folder()) / "frontend.stamp"
    with locks.exclusive(data_folder() / "frontend.lock"):
        wanted = digests.of_files(_sources())
        if MANIFEST.exists() and stamp.exists() and stamp.read_text() == wanted:
            return
        search_path = _search_path()
        if not _installed():
            with step("front end: packages"):
                _npm(search_path, "ci", "--no-audit", "--no-fund", "--ignore-scripts")
        with step("front end: build"):
            _npm(search_path, "run", "build")
        stamp.write_text(wanted)


def _sources() -> list[Path]:
    return [
        path
        for path in FRONTEND.rglob("*")
        if path.is_file() and "node_modules" not in path.relative_to(FRONTEND).parts
    ]


def _installed() -> bool:
    """npm writes its inner lock file last, so a cut installation does not count."""
    inner = FRONTEND / "node_modules" / ".package-lock.json"
    return (
        inner.exists() and inner.stat().st_mtime >= (FRONTEND / "package-lock.json").stat().st_mtime
    )


def _search_path() -> str:
    """PATH with a Node that is new enough in front."""
    found = subprocess.run(
        [sys.executable, REPO / "bin" / "bootstrap.py", "node"],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if found.returncode:
        raise CannotStart("the front end needs Node 20.19 or newer, which could not be installed.")
    return os.pathsep.join([found.stdout.strip(), os.environ.get("PATH", os.defpath)])


def _npm(search_path: str, *words: str) -> None:
    log = log_file("frontend")
    with log.open("wb") as output:
        done = subprocess.run(
            ["npm", *words],
            cwd=FRONTEND,
            env=os.environ | {"PATH": search_path, "CI": "true"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=False,
        )
    if done.returncode:
        raise CannotStart(f"npm {words[0]} failed ({log}):\n{last_words(log)}")
