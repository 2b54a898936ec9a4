"""`wangge demo`: a whole city on this machine, in the foreground, gone with Ctrl-C."""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import socket
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

from config.launch import frontend, locks
from config.launch.children import Children, manage_command, web_command
from config.launch.city import City
from config.launch.console import CannotStart, say, step
from config.launch.environment import LOOPBACK, demo_environment, without_surprises
from config.launch.folders import data_folder, made
from config.launch.postgres import Postgres


def main(words: list[str]) -> None:
    """Bring the demo up, serve until a signal or a death, and take everything down."""
    options = _options(words)
    for parting in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(parting, signal.default_int_handler)
    try:
        with _alone(options.port):
            _check_port(options.port)
            _serve(options)
    except KeyboardInterrupt:
        say("Stopped.")


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="wangge demo", description="Run the demo city.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reset", action="store_true", help="make the database anew")
    parser.add_argument("--cases", type=int, help="historic cases to generate")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    options = parser.parse_args(words)
    if not 1 <= options.port <= 65_535 or (options.cases or 0) < 0:
        raise CannotStart("the port must lie between 1 and 65535, and cases must not be negative.")
    return options


def _serve(options: argparse.Namespace) -> None:
    say("Wangge demo")
    frontend.build()
    env = without_surprises() | demo_environment()
    with _database() as postgres:
        cast = City(postgres, env).bring_up(cases=options.cases, reset=options.reset)
        children = Children(env)
        try:
            with step("web server and worker"):
                children.start("web", web_command(LOOPBACK, options.port))
                children.start("worker", manage_command("worker"))
                _wait_until_healthy(options.port, children)
            _welcome(options, cast)
            while True:
                children.check()
                time.sleep(0.5)
        finally:
            _ignore_signals()
            children.stop()


@contextmanager
def _database() -> Iterator[Postgres]:
    postgres = Postgres()
    if postgres.folders.moved:
        say(f"  Other accounts cannot enter this folder: data is kept in {postgres.folders.home}.")
    try:
        with step("PostgreSQL"):
            postgres.start()
        yield postgres
    finally:
        _ignore_signals()
        postgres.stop()


def _ignore_signals() -> None:
    """From here on everything is being stopped; hurrying would leave pieces behind."""
    for parting in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(parting, signal.SIG_IGN)


@contextmanager
def _alone(port: int) -> Iterator[None]:
    """Hold this clone's demo lock, in which the address is noted for whoever comes second."""
    path = made(data_folder()) / "demo.lock"
    held = locks.try_exclusive(path)
    if held is None:
        raise CannotStart(f"the demo of this folder runs already: {path.read_text().strip()}")
    with held:
        held.truncate(0)
        held.write(f"http://{LOOPBACK}:{port}/ (process {os.getpid()})\n".encode())
        held.flush()
        yield


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except PermissionError as refusal:
            raise CannotStart(f"port {port} is reserved for root: try PORT=8000.") from refusal
        except OSError as refusal:
            other = port + 1 if port < 65_535 else 8000
            raise CannotStart(
                f"port {port} is taken by another program: try `make demo PORT={other}`."
            ) from refusal


def _wait_until_healthy(port: int, children: Children) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        children.check()
        if _healthy(port):
            return
        time.sleep(0.1)
    raise CannotStart(f"the web server did not answer within a minute: see {data_folder()}/logs.")


def _healthy(port: int) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _welcome(options: argparse.Namespace, cast: str) -> None:
    address = f"http://{LOOPBACK}:{options.port}/"
    say(f"\n{cast}\n")
    say(f"{address}   Ctrl-C stops everything; logs are in {data_folder()}/logs")
    if not options.no_browser and (os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}):
        webbrowser.open(address)
