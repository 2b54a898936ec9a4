"""One hasher, for passwords that no person thought of."""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class OneTimeHasher(PBKDF2PasswordHasher):
    """For one-time passwords only: sixteen random characters, more than 80 bits.

    A slow hash protects what a person could have thought of; nobody searches 80 random bits,
    and an import of a thousand accounts must not take minutes. The first password that its
    owner chooses is kept by argon2.
    """

    algorithm = "one_time"
    iterations = 1
