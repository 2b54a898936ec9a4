"""What can be taken away as a file: the name of a list's address → the function that reads it."""

from __future__ import annotations

EXPORTS: dict[str, str] = {
    "cases:limits": "wangge.cases.exports.limits",
    "cases:list": "wangge.cases.exports.cases",
    "cases:ratings": "wangge.cases.exports.ratings",
    "cases:todo": "wangge.cases.exports.todo",
    "matters:matters": "wangge.matters.exports.matters",
    "matters:refusals": "wangge.matters.exports.refusals",
    "messages:sendings": "wangge.messages.exports.sendings",
    "places:browse": "wangge.places.exports.divisions",
    "portal:boards": "wangge.portal.exports.boards",
    "staff:accounts": "wangge.staff.exports.accounts",
    "staff:audit": "wangge.staff.exports.audit",
    "staff:organisations": "wangge.staff.exports.organisations",
    "territory:grids": "wangge.territory.exports.grids",
    "workers:roster": "wangge.workers.exports.roster",
    "workers:vacancies": "wangge.workers.exports.vacancies",
}
