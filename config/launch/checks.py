"""`make test`, `make fast` and their kin: one line per check, stopping at the first red one."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from config.launch import frontend
from config.launch.console import CannotStart, complain, say
from config.launch.environment import without_surprises
from config.launch.folders import REPO
from config.launch.postgres import Postgres

BIN = Path(sys.executable).parent
CODE = ("wangge", "config", "democity", "tests", "bench")
TYPED = ("wangge", "config", "democity", "tests", "bench")
PRODUCTION = {
    "WANGGE_MODE": "production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "DATABASE_URL": "postgresql://wangge_app@localhost/wangge",
    "OWNER_DATABASE_URL": "postgresql://wangge_owner@localhost/wangge",
    "ALLOWED_HOSTS": "wangge.example",
}
TEST = {"WANGGE_MODE": "test"}


def lint() -> None:
    check("ruff: rules", "ruff", "check", *existing(CODE))
    check("ruff: layout", "ruff", "format", "--check", *existing(CODE))
    check("mypy", "mypy", *existing(TYPED), env=TEST)


def everything(env: Mapping[str, str]) -> None:
    """The tests come last, so that their count is the last thing said."""
    lint()
    check("floors", "lint-imports")
    check("templates: layout", "djlint", "wangge", "--check")
    check("templates: rules", "djlint", "wangge", "--lint", "--quiet")
    frontend.build()
    check("settings for production", "wangge", *DEPLOY, env=PRODUCTION)
    missing_migrations()
    check("tests", "pytest", "-n", "2", "--dist", "loadgroup", env=env, shown=True)


def missing_migrations() -> None:
    """Against a running database, since Django also looks at the history there."""
    postgres = Postgres().start()
    try:
        postgres.prepare()
        check("missing migrations", "wangge", *MIGRATIONS, env=TEST)
    finally:
        postgres.stop()


def test() -> None:
    everything(TEST)


def fast() -> None:
    lint()
    quick = ("-n", "2", "-q", "-m", "not journey and not slow")
    check("quick tests", "pytest", *quick, env=TEST, shown=True)


def fix() -> None:
    check("ruff: rules", "ruff", "check", "--fix", *existing(CODE))
    check("ruff: layout", "ruff", "format", *existing(CODE))


def bench() -> None:
    for module in sorted((REPO / "bench").glob("[a-z]*.py")):
        check(f"bench {module.stem}", "python", "-m", f"bench.{module.stem}", env=TEST, shown=True)


def prove() -> None:
    everything(TEST | {"WANGGE_PROVE": "full"})


DEPLOY = ("check", "--deploy", "--fail-level", "WARNING")
MIGRATIONS = ("makemigrations", "--check", "--dry-run")


def existing(folders: tuple[str, ...]) -> list[str]:
    return [name for name in folders if (REPO / name).is_dir()]


def check(
    label: str, program: str, *words: str, env: Mapping[str, str] | None = None, shown: bool = False
) -> None:
    """Run one tool quietly; a red one shows what it said and ends the run."""
    say(f"  {label} …" if shown else f"  {label}")
    started = time.monotonic()
    done = subprocess.run(
        [BIN / program, *words],
        cwd=REPO,
        env=without_surprises() | {"DJANGO_SETTINGS_MODULE": "config.settings"} | dict(env or {}),
        stdin=subprocess.DEVNULL,
        stdout=None if shown else subprocess.PIPE,
        stderr=None if shown else subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        say(f"\n{(done.stdout or '').rstrip()}\n")
        raise CannotStart(f"the check '{label}' is red: mend this first.")
    if not shown:
        say(f"{'':36}{time.monotonic() - started:6.1f} s")


def main() -> None:
    targets = {"test": test, "fast": fast, "fix": fix, "bench": bench, "prove": prove}
    try:
        targets[sys.argv[1]]()
    except CannotStart as red:
        complain(str(red))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
