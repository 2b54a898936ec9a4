from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from tests.town import NOW
from wangge.portal.queries import searching


@pytest.fixture(autouse=True)
def no_places_remembered() -> None:
    """A test's places are rolled back; what the process remembers of them must go, too."""
    searching.forget()


@pytest.fixture(autouse=True)
def light_work(settings: Any) -> None:
    """Proofs as in production, but found at once."""
    settings.PORTAL_WORK_BITS = 6


@pytest.fixture
def wednesday(town: None) -> Iterator[None]:
    """The town, and the doors' clock at ten o'clock on its Wednesday."""
    with patch.object(timezone, "now", lambda: NOW):
        yield
