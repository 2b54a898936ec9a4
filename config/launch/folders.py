"""Where the launcher keeps its files, and which account the database server runs as."""

from __future__ import annotations

import hashlib
import os
import pwd
import tempfile
from dataclasses import dataclass
from pathlib import Path

from config.launch.console import CannotStart

REPO = Path(__file__).resolve().parents[2]
SHARED_STATE = Path("/var/lib/wangge")
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 107
ODD = frozenset(",@%\"'\\ \t\n")


def data_folder() -> Path:
    """Everything the launcher writes: `.wangge` in the clone unless WANGGE_DATA says otherwise."""
    chosen = os.environ.get("WANGGE_DATA")
    return Path(chosen).expanduser().resolve() if chosen else REPO / ".wangge"


def made(folder: Path) -> Path:
    """The folder, which exists afterwards and can be passed through, whatever the umask."""
    for missing in reversed([p for p in (folder, *folder.parents) if not p.exists()]):
        missing.mkdir(exist_ok=True)
        missing.chmod(0o755)
    return folder


@dataclass(frozen=True)
class Account:
    """An unprivileged account that runs the server when the launcher itself is root."""

    uid: int
    gid: int

    def can_enter(self, folder: Path) -> bool:
        """Whether every existing folder down to this one lets the account pass."""
        resolved = folder.resolve()
        return all(self._may_pass(p) for p in (resolved, *resolved.parents) if p.exists())

    def _may_pass(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & 0o100)
        if status.st_gid == self.gid:
            return bool(status.st_mode & 0o010)
        return bool(status.st_mode & 0o001)


def unprivileged_account(owner_of: Path) -> Account | None:
    """None unless root; otherwise whoever owns the data already, `postgres`, or `nobody`."""
    if os.geteuid() != 0:
        return None
    if owner_of.exists() and (uid := owner_of.stat().st_uid):
        return Account(uid, owner_of.stat().st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise CannotStart(
        "PostgreSQL does not run as root, and this system has neither an account 'postgres' nor "
        "'nobody': please start Wangge as an ordinary user."
    )


@dataclass(frozen=True)
class ServerFolders:
    """The folders of one embedded server."""

    home: Path
    account: Account | None
    moved: bool

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def sockets(self) -> Path:
        """A hashed folder in /tmp when the home's path is too long for the kernel or odd.

        libpq reads a comma as the beginning of a second host.
        """
        beside = self.home / "run"
        short = len(os.fsencode(beside / SOCKET_NAME)) <= LONGEST_SOCKET
        if short and not ODD & set(str(beside)):
            return beside
        return Path(tempfile.gettempdir()) / f"wangge-{_hash(self.home)}"


def server_folders(wanted: Path) -> ServerFolders:
    """The wanted home, or one below /var/lib/wangge when the server's account cannot enter it."""
    account = unprivileged_account(wanted / "data")
    if account is None or account.can_enter(wanted):
        return ServerFolders(wanted, account, moved=False)
    home = SHARED_STATE / _hash(wanted)
    return ServerFolders(home, unprivileged_account(home / "data"), moved=True)


def _hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
