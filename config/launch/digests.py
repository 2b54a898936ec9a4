"""Content digests: what has been done already need not be done again."""

from __future__ import annotations

import hashlib
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from config.launch.folders import REPO

LIBRARIES = ("procrastinate/contrib/django", "axes", "django/contrib/*")


def of_files(paths: Iterable[Path]) -> str:
    """One digest over names and contents, whatever the order."""
    total = hashlib.sha256()
    for path in sorted(set(paths)):
        total.update(str(path.relative_to(REPO)).encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def of_migrations() -> dict[str, str]:
    """Each migration of ours with a short digest of its text, and each library's by name."""
    return {
        str(path.relative_to(REPO / "wangge")): of_files([path])[:8]
        for path in sorted((REPO / "wangge").glob("*/migrations/[0-9]*.py"))
    } | dict.fromkeys(_of_libraries(), "")


def _of_libraries() -> list[str]:
    home = Path(sysconfig.get_path("purelib"))
    found = [home.glob(f"{library}/migrations/[0-9]*.py") for library in LIBRARIES]
    return sorted(str(path.relative_to(home)) for paths in found for path in paths)


def of_sources() -> str:
    """Everything that `wangge setup` might depend on."""
    return of_files(
        path
        for room in ("wangge", "config", "democity")
        for path in (REPO / room).rglob("*.py")
        if "tests" not in path.parts
    )
