"""The small site on the real server, with a database and a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.launch.children import Children, web_command
from tests.journeys import server

LOOPBACK = "127.0.0.1"


@contextmanager
def small_site(database: str, folder: Path) -> Iterator[int]:
    """The port it answers on, inside the block."""
    port = server._free_port()
    children = Children(
        server.environment(database)
        | {
            "DJANGO_SETTINGS_MODULE": "wangge.files.tests.site_settings",
            "WANGGE_FILES": str(folder),
        }
    )
    try:
        children.start(f"files-{port}", web_command(LOOPBACK, port, threads=2))
        server._wait_for(port, children)
        yield port
    finally:
        for child in children.running.values():
            child.terminate()
            child.wait(10)
