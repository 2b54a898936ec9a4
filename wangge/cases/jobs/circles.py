"""The circles of opinions follow the posts and accounts of the people in them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from wangge.journal.models import Entry
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant

from .. import actions
from ..flow import OPEN
from ..models import Case, CaseQuerySet, Kind
from ..policies import May


def renew_circles_around(entry: Entry, *, now: datetime) -> None:
    """A post was given: whoever hears opinions by it knows of the open ones at its place."""
    _renew(_open_opinions().filter(code__within=entry.code), now=now)


def keep_from_whom_it_speaks_of(entry: Entry, *, now: datetime) -> None:
    """A worker's account became known: no opinion that speaks of them is theirs to see (Art. 5)."""
    if entry.detail.get("linked"):
        _renew(Case.objects.filter(about=entry.subject.partition(":")[2]), now=now)


@app.periodic(cron="41 17 * * *")  # 01:41 in China
@app.task(name="cases.renew_circles", queueing_lock="cases.renew_circles")
def renew_circles(timestamp: int) -> None:
    """Posts that begin today, and roles that changed: every open opinion is looked at again."""
    _renew(_open_opinions(), now=timezone.now())


def _open_opinions() -> CaseQuerySet:
    return Case.objects.filter(kind=Kind.OPINION, state__in=sorted(OPEN))


def _renew(cases: CaseQuerySet, *, now: datetime) -> None:
    city = Code(settings.CITY_CODE)
    clerk = machine("知情人更新", Grant(May.VIEW, city), Grant(May.ADMIT, city))
    for number in cases.order_by("id").values_list("number", flat=True):
        actions.renew_circle(number, by=clerk, now=now)
