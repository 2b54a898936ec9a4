"""Secrets that people copy by hand: follow codes, and the codes on notice boards.

No character of the alphabet is mistaken for another on paper. Twelve of them are 58 bits of
chance: against that much a plain keyed hash is enough, where a password would need a slow one.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from hashlib import sha256
from uuid import UUID

from django.conf import settings

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O, 1 I L, U
LENGTH = 12
GROUP = 4


def new_code() -> str:
    """A code nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spelled(code: str) -> str:
    """As it is shown: `ABCD-EFGH-JKMN`."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read(typed: str) -> str:
    """What somebody typed, without its hyphens and spaces, in half-width capitals."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in plain if letter.isalnum())


def digest_of(case: UUID, code: str) -> str:
    """What is kept of a follow code. It tells nothing without the key, and fits one case only."""
    return keyed("follow", f"{case.hex}:{code}")


def keyed(use: str, text: str) -> str:
    """HMAC-SHA256 under the key of follow codes; each use has hashes of its own."""
    return hmac.new(settings.FOLLOW_KEY.encode(), f"{use}:{text}".encode(), sha256).hexdigest()
