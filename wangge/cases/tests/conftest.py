from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.utils import timezone

from tests.town import NOW


@pytest.fixture
def wednesday(town: None) -> Iterator[None]:
    """The town, and the doors' clock at ten o'clock on its Wednesday."""
    with patch.object(timezone, "now", lambda: NOW):
        yield
