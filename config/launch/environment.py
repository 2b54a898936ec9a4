"""The environment variables that the launcher gives to its children."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from config.launch.folders import data_folder, made
from config.launch.postgres import embedded_urls

LOOPBACK = "127.0.0.1"


def secret_key() -> str:
    """This clone's own key, made once and readable by its owner alone."""
    path = made(data_folder()) / "secret"
    while True:
        try:
            return path.read_text().strip() or _made_anew(path)
        except FileNotFoundError:
            _made_anew(path)


def _made_anew(path: Path) -> str:
    key = secrets.token_urlsafe(48)
    unfinished = path.with_name(f"secret.{os.getpid()}")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(key)
    unfinished.rename(path)
    return key


def demo_environment() -> dict[str, str]:
    """What makes Django run as the demo: embedded database, own key, loopback only."""
    application, owner = embedded_urls()
    return {
        "WANGGE_MODE": "demo",
        "WANGGE_BIND": LOOPBACK,
        "ALLOWED_HOSTS": f"{LOOPBACK},localhost",
        "SECRET_KEY": secret_key(),
        "DATABASE_URL": application,
        "OWNER_DATABASE_URL": owner,
        "FILING_NUMBER": "待补（演示）",
    }


def local_environment() -> dict[str, str]:
    """For commands typed in a clone: the demo's, unless this is somebody's installation."""
    installed = {"WANGGE_MODE", "DATABASE_URL", "SECRET_KEY"} & os.environ.keys()
    return {} if installed else demo_environment()


def command_environment() -> dict[str, str]:
    """A command is one thread: it needs no pool, which would hide for long that nobody answers."""
    return {"DATABASE_POOL": "0"} | local_environment()


def without_surprises() -> dict[str, str]:
    """The caller's environment without settings meant for another installation."""
    foreign = {"DATABASE_URL", "OWNER_DATABASE_URL", "SECRET_KEY", "DEBUG", "WANGGE_MODE"}
    foreign |= {name for name in os.environ if name.startswith("WANGGE_FILES")}
    return {name: value for name, value in os.environ.items() if name not in foreign}
