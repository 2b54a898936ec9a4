"""Proof of work: cheap for one report, dear for ten thousand.

The challenge is signed, bound to one form and good for two hours; a solution is four nonces, each
of which gives a hash beginning with `bits` zero bits. Four small searches vary less than one large
one. Whether a solution was used before, the table `Spent` knows.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

ROUNDS = 4
GOOD_FOR = timedelta(hours=2)
LONGEST_NONCE = 12
_signer = Signer(salt="wangge.portal.work", algorithm="sha256")


def challenge(key: UUID, *, now: datetime) -> str:
    """What the browser of one form has to work on."""
    return _signer.sign(f"{key.hex}.{int(now.timestamp())}.{settings.PORTAL_WORK_BITS}")


def is_ours(token: str, key: UUID) -> bool:
    """Whether a form of ours was opened under this key, at whatever time."""
    try:
        return _signer.unsign(token).split(".")[0] == key.hex
    except BadSignature:
        return False


def is_done(token: str, nonces: str, *, key: UUID, now: datetime) -> bool:
    """Whether the work was done for this form and in time."""
    try:
        form, began, bits = _signer.unsign(token).split(".")
    except (BadSignature, ValueError):
        return False
    age = now.timestamp() - int(began)
    if form != key.hex or not 0 <= age <= GOOD_FOR.total_seconds():
        return False
    found = nonces.split(",")
    return len(found) == ROUNDS and all(
        len(nonce) <= LONGEST_NONCE and _zero_bits(f"{token}:{turn}:{nonce}") >= int(bits)
        for turn, nonce in enumerate(found)
    )


def digest(token: str) -> str:
    """Under which a used challenge is kept: one challenge, one report."""
    return sha256(token.encode()).hexdigest()


def solve(token: str) -> str:
    """A solution, as a browser finds it; for tests and for programs of our own."""
    bits = int(_signer.unsign(token).split(".")[2])
    return ",".join(_search(f"{token}:{turn}:", bits) for turn in range(ROUNDS))


def _search(start: str, bits: int) -> str:
    nonce = 0
    while _zero_bits(f"{start}{nonce}") < bits:
        nonce += 1
    return str(nonce)


def _zero_bits(text: str) -> int:
    return 256 - int.from_bytes(sha256(text.encode()).digest()).bit_length()
