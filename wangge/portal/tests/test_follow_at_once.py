"""Many who try at once."""

from __future__ import annotations

import threading
from collections import Counter
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.town import NOW, build
from wangge.portal.rates import DEFAULTS

from .residents import sent


def race(tries: int, number: str) -> Counter[int]:
    """So many browsers at once, each from an address of its own."""
    answers: list[int] = []
    start = threading.Barrier(tries)

    def attempt(turn: int) -> None:
        start.wait()
        client = Client(REMOTE_ADDR=f"10.1.0.{turn}")
        answers.append(
            client.post("/follow/", {"number": number, "code": "WRNGWRNGWRNG"}).status_code
        )
        connection.close()

    threads = [threading.Thread(target=attempt, args=[turn]) for turn in range(tries)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(answers)


@pytest.mark.slow
def test_trying_many_at_once_gets_nobody_more_tries(fresh_database: str) -> None:
    build()
    with patch.object(timezone, "now", lambda: NOW):
        case = sent()
        most = DEFAULTS["follow-number"].most
        assert race(most + 8, case.number) == {422: most, 429: 8}
