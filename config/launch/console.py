"""What the launcher says: one line per step with its seconds, one sentence when it cannot go on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class CannotStart(Exception):
    """Its text is the one sentence that the person at the terminal needs."""


def say(text: str) -> None:
    print(text, flush=True)


def complain(text: str) -> None:
    print(f"wangge: {text}", file=sys.stderr, flush=True)


@contextmanager
def step(label: str, *, talks: bool = False) -> Iterator[None]:
    """Print the label, run the body, print how long it took; the body may talk in between."""
    started = time.monotonic()
    print(f"  {label:<34}", end="\n" if talks else "", flush=True)
    try:
        yield
    except BaseException:
        say("stopped")
        raise
    say(" " * (36 if talks else 0) + f"{time.monotonic() - started:6.1f} s")
