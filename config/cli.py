"""The command `wangge`: the launcher's own words, and Django's for everything else."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

from config.launch import demo, production, roles
from config.launch.console import CannotStart, complain
from config.launch.environment import command_environment
from config.launch.postgres import Postgres

LAUNCHER: dict[str, Callable[[list[str]], None]] = {
    "demo": demo.main,
    "run": production.main,
    "database-roles": lambda words: print(roles.script(*words[:1])),
}


def main() -> None:
    """Run one command; a foreseeable obstacle is one sentence and exit code 1."""
    try:
        _dispatch(sys.argv[1:])
    except (CannotStart, ImproperlyConfigured) as obstacle:
        _give_up(str(obstacle))
    except PermissionError as obstacle:
        _give_up(
            f"{obstacle.filename} cannot be used by this account: it was made by another one; "
            "please start Wangge as before, or remove it."
        )
    except KeyboardInterrupt:
        sys.exit(130)


def _dispatch(words: list[str]) -> None:
    if words and words[0] in LAUNCHER:
        LAUNCHER[words[0]](words[1:])
    else:
        _django(words)


def _django(words: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    embedded = "DATABASE_URL" not in os.environ
    for name, value in command_environment().items():
        os.environ.setdefault(name, value)
    try:
        execute_from_command_line(["wangge", *(w.replace("-", "_") for w in words[:1]), *words[1:]])
    except OperationalError as obstacle:
        if embedded and not Postgres().is_running():
            raise CannotStart(
                "the embedded database is not running: start it with `make demo` in another "
                "window, or set DATABASE_URL."
            ) from obstacle
        raise


def _give_up(sentence: str) -> None:
    complain(sentence)
    sys.exit(1)


if __name__ == "__main__":
    main()
