"""The server's process: its settings, how it is spawned, found, cleared up after and shut down."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from config.launch.console import CannotStart
from config.launch.folders import Account, ServerFolders

Alive = Callable[[], bool]

MODEST = {
    "shared_buffers": "64MB",
    "max_connections": "60",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "io_method": "sync",
    "jit": "off",
    "huge_pages": "off",
    # The server's log must not repeat people's data out of failing statements.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}


def settings(sockets: Path, more: Mapping[str, str]) -> list[str]:
    """Command line options: no TCP, one private socket folder, memory for a demo city."""
    chosen = MODEST | dict(more)
    chosen["listen_addresses"] = ""
    chosen["unix_socket_directories"] = f'"{sockets}"'
    chosen["unix_socket_permissions"] = "0700"
    return [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]


class Process(subprocess.Popen[bytes]):
    """May outlive us on purpose, which an ordinary Popen complains about."""

    def __del__(self) -> None:
        pass


def spawn(command: Sequence[str | Path], account: Account | None, log: IO[bytes]) -> Process:
    """In a session of its own, so that Ctrl-C in the terminal does not reach it."""
    identity = (account.uid, account.gid) if account else (None, None)
    return Process(
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd="/",
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
        user=identity[0],
        group=identity[1],
        extra_groups=[] if account else None,
        start_new_session=True,
        umask=0o077,
    )


def private_folder(folder: Path, account: Account | None) -> None:
    """Owned by the server's account and closed to everybody else."""
    owner = account.uid if account else os.geteuid()
    if not folder.is_dir():
        folder.mkdir(mode=0o700)
        if account:
            os.chown(folder, account.uid, account.gid)
    elif folder.is_symlink() or folder.stat().st_uid != owner:
        raise CannotStart(f"{folder} belongs to another account: please remove it and try again.")
    folder.chmod(0o700)


@cache
def major_version(programs: Path) -> str:
    answer = subprocess.run([programs / "postgres", "-V"], capture_output=True, check=True)
    return answer.stdout.decode().split()[-1].split(".")[0]


def is_alive(folders: ServerFolders) -> bool:
    """Whether the process named in the pid file is a living server on this data folder."""
    pid = _noted_pid(folders)
    return pid is not None and pid in _processes_on(folders)


def clear_remains(folders: ServerFolders) -> None:
    """Wait for orphans of a killed server, end those that stay, remove its pid and sockets."""
    for patience, parting in (
        (5.0, signal.SIGQUIT),
        (3.0, signal.SIGKILL),
        (3.0, None),
    ):
        if _gone_within(folders, patience):
            break
        if parting is None:
            raise CannotStart(f"Processes of an earlier server hold {folders.data}: please reboot.")
        _send(parting, _processes_on(folders))
    (folders.data / "postmaster.pid").unlink(missing_ok=True)
    if folders.sockets.is_dir():
        for left in folders.sockets.glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)


def shut_down(folders: ServerFolders, child: Process | None) -> None:
    """Fast shutdown first: sessions are cut, the data is written; harsher only when that hangs."""
    for patience, parting in ((30.0, signal.SIGINT), (10.0, signal.SIGQUIT)):
        pid = _noted_pid(folders)
        if pid is None or pid not in _processes_on(folders):
            break
        _send(parting, {pid})
        if _gone_within(folders, patience, child):
            break
    if child is not None:
        child.poll()


def _gone_within(folders: ServerFolders, seconds: float, child: Process | None = None) -> bool:
    deadline = time.monotonic() + seconds
    while _processes_on(folders):
        if time.monotonic() > deadline:
            return False
        if child is not None:
            child.poll()
        time.sleep(0.05)
    return True


def _noted_pid(folders: ServerFolders) -> int | None:
    try:
        return int((folders.data / "postmaster.pid").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def _processes_on(folders: ServerFolders) -> set[int]:
    """Living servers and backends on the data folder; a zombie has no folder any more."""
    return {
        int(entry.name)
        for entry in Path("/proc").glob("[0-9]*")
        if _link(entry / "cwd") == str(folders.data)
        and Path(_link(entry / "exe")).name.startswith("postgres")
    }


def _link(path: Path) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return ""


def _send(parting: signal.Signals, pids: set[int]) -> None:
    for pid in pids:
        try:
            os.kill(pid, parting)
        except ProcessLookupError:
            continue
