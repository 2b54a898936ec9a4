"""How often something may be done from one address, for one phone, in the whole city.

Defaults that a setting may change: `PORTAL_LIMITS="send-address=20/3600,…"`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `most` times in each window of so many seconds."""

    most: int
    seconds: int

    def window(self, now: datetime) -> datetime:
        """When the present window began."""
        at = int(now.timestamp())
        return datetime.fromtimestamp(at - at % self.seconds, UTC)


DEFAULTS = {
    "find-address": Rate(120, 60),
    "open-address": Rate(120, 600),
    "try-address": Rate(60, 600),
    "follow-address": Rate(60, 600),
    "follow-number": Rate(10, 600),
    "send-address": Rate(20, 3600),
    "unproven-address": Rate(5, 3600),
    "send-phone": Rate(10, 86_400),
    "send-city": Rate(120, 60),
    "unproven-city": Rate(30, 60),
}


def rate_of(what: str) -> Rate:
    """The rate in force."""
    told = dict(part.split("=", 1) for part in settings.PORTAL_LIMITS.split(",") if part.strip())
    spelled = {name.strip(): value for name, value in told.items()}.get(what)
    if spelled is None:
        return DEFAULTS[what]
    most, _, seconds = spelled.partition("/")
    return Rate(int(most), int(seconds))


def caller(address: str | None) -> str:
    """What an address is counted by: an IPv6 caller by its network, of which it has all of."""
    if address is None:
        return "unknown"
    known = ip_address(address)
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or IPv6Address(int(known) >> 64 << 64))
    return str(known)
