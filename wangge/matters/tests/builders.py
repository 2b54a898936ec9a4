from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.town import NOW, SINCE
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.matters.actions import Terms, list_matter
from wangge.matters.models import Matter
from wangge.matters.policies import May
from wangge.places.tests.builders import COUNTY, holder
from wangge.worktime.amounts import Amount, Unit

AGENCY = holder(May, COUNTY)
NUMBER = "05009"
TERMS = Terms(
    line="05",
    name="井盖缺失上报",
    category="public_safety",
    departments="城管局",
    worker_role="report",
    limit=Amount(5, Unit.WORKING_DAY),
    urgency="normal",
    guide_name="示例指导员",
    guide_phone="0746-0000100",
)


def a_matter(
    number: str = NUMBER,
    *,
    at: Code = COUNTY,
    since: date = SINCE,
    by: Actor = AGENCY,
    **terms: Any,
) -> Matter:
    return list_matter(at, number, replace(TERMS, **terms), since=since, by=by, now=NOW)
