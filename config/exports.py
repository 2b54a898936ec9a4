"""What can be taken away as a file: the name of a list's address → the function that reads it."""

from __future__ import annotations

EXPORTS: dict[str, str] = {
    "staff:accounts": "wangge.staff.exports.accounts",
    "staff:organisations": "wangge.staff.exports.organisations",
    "staff:audit": "wangge.staff.exports.audit",
}
