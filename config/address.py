"""From which address somebody calls: what sign-in locks and the record of sign-ins go by."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address that the outermost of our own proxies saw; without proxies, the caller's.

    Counted from the right: whatever a caller writes into `X-Forwarded-For` stands further left.
    """
    told = request.headers.get("X-Forwarded-For", "").split(",")
    near = request.META.get("REMOTE_ADDR")
    proxies: int = settings.TRUSTED_PROXIES
    far = told[-proxies] if 0 < proxies <= len(told) else near
    return _address(far) or _address(near)


def _address(text: str | None) -> str | None:
    try:
        return str(ip_address((text or "").strip()))
    except ValueError:
        return None
