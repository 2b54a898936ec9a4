"""Case numbers: county code + yymmdd + 5 digits of the day + check digit (ISO 7064 MOD 11,10)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection
from stdnum.iso7064 import mod_11_10

from wangge.kernel.code import Code, Level

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONGEST_DAY = 99_999

NEXT = """
INSERT INTO cases_numberseries (code, day, last) VALUES (%s, %s, %s)
ON CONFLICT (code, day) DO UPDATE SET last = cases_numberseries.last + EXCLUDED.last
RETURNING last
"""


def spell(county: Code, day: date, serial: int) -> str:
    body = f"{county}{day:%y%m%d}{serial:05}"
    return body + mod_11_10.calc_check_digit(body)


def is_number(text: str) -> bool:
    """Whether a text could be a case number: length, digits, check digit."""
    return len(text) == 18 and text.isdigit() and bool(mod_11_10.is_valid(text))


def reserve(county: Code, day: date, count: int = 1) -> range:
    """Serials that nobody else gets. Holds the series' row until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [county, day, count])
        (last,) = cursor.fetchone()
    if last > LONGEST_DAY:
        raise OverflowError(f"more than {LONGEST_DAY} cases in {county} on {day}")
    return range(last - count + 1, last + 1)


def next_number(place: Code, now: datetime) -> str:
    """The next number of the county that a place lies in, on the day it is there."""
    county, day = place.at(Level.COUNTY), now.astimezone(SHANGHAI).date()
    return spell(county, day, reserve(county, day)[0])
