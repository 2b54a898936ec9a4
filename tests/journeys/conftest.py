"""One installation for all journeys, built once and walked by everybody.

The fixtures end with the last journey: while Playwright's loop runs, Django refuses its database
in this process, so journeys look into theirs through `Site`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from config.launch import locks
from conftest import clone
from tests.environment import DATABASE, SERVER
from tests.journeys.server import Site, running
from tests.journeys.visitors import Visitors, chromium


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a journey, and all of them go to one worker."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.fixture(scope="package")
def site(template: str) -> Iterator[Site]:
    database = f"{DATABASE}_journeys"
    with locks.exclusive(SERVER.folders.home / "template.lock"):
        clone(template, database)
    try:
        with running(database) as site:
            yield site
    finally:
        SERVER.drop(database)


@pytest.fixture(scope="package")
def browser(site: Site) -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def sessions() -> dict[str, Any]:
    """Signed-in sessions by username."""
    return {}


@pytest.fixture
def visitors(browser: Browser, site: Site, sessions: dict[str, Any]) -> Iterator[Visitors]:
    """Whoever comes; nothing may go wrong in their browsers."""
    visitors = Visitors(browser, site, sessions)
    yield visitors
    visitors.leave()
    assert not visitors.faults
