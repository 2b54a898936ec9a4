"""File locks that the kernel releases when their process dies, however it dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def exclusive(path: Path) -> Iterator[IO[bytes]]:
    """Hold the lock for the body; others wait."""
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def try_exclusive(path: Path) -> IO[bytes] | None:
    """The held lock, or None when somebody else has it."""
    file = path.open("ab+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def share(path: Path) -> IO[bytes]:
    """Hold the lock together with others until the file is closed."""
    file = path.open("ab")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def is_free(path: Path) -> bool:
    """Whether nobody shares or holds the lock."""
    held = try_exclusive(path)
    if held is None:
        return False
    held.close()
    return True
