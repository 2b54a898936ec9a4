from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import RequestFactory

from config.address import client_address

PROXY = "10.0.0.9"
CASES = [
    (0, None, PROXY),
    (0, "1.2.3.4", PROXY),  # nobody of ours wrote it
    (1, "1.2.3.4", "1.2.3.4"),
    (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),  # the caller wrote the first
    (2, "6.6.6.6, 1.2.3.4, 10.0.0.8", "1.2.3.4"),
    (2, "1.2.3.4", PROXY),
    (1, "2001:db8::1", "2001:db8::1"),
    (1, "nonsense", PROXY),
    (1, None, PROXY),
]


@pytest.mark.parametrize(("proxies", "told", "address"), CASES)
def test_behind_proxies_the_address_is_the_one_that_the_outermost_of_ours_saw(
    settings: LazySettings, proxies: int, told: str | None, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": told} if told else {}
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, headers=headers)
    assert client_address(request) == address
