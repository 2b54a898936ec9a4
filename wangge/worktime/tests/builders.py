"""What tests of the calendar start from."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from wangge.kernel.actor import Actor, machine
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant
from wangge.worktime.calendar import SHANGHAI, NamedDay
from wangge.worktime.notice import NoticeLine

CITY, COUNTY = Code("4311"), Code("431103")
SETUP = machine("setup")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


NOW = at("2026-11-24T10:00")


def actor(*permissions: str, code: Code = CITY) -> Actor:
    grants = frozenset(Grant(permission, code) for permission in permissions)
    return Actor(uuid4(), "系统管理员甲", grants, role="system_admin")


def keeper(code: Code = CITY) -> Actor:
    return actor("worktime:view", "worktime:import_year", "worktime:set_sessions", code=code)


def rest(row: int, on: str, name: str = "春节") -> NoticeLine:
    return NoticeLine(row, date.fromisoformat(on), NamedDay(False, name))


def work(row: int, on: str) -> NoticeLine:
    return NoticeLine(row, date.fromisoformat(on), NamedDay(True, ""))


NOTICE_2027 = [
    rest(2, "2027-01-01", "元旦"),
    rest(3, "2027-02-05"),
    rest(4, "2027-02-08"),
    work(5, "2027-02-14"),
]
