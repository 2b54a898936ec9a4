"""Every night: what ended long ago is put away."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.kernel.scope import Grant

from .. import actions
from ..actions.reopening import archived_until
from ..flow import ENDED
from ..models import Case
from ..policies import May

AT_ONCE = 100


@app.periodic(cron="23 18 * * *")  # 02:23 in China
@app.task(name="cases.archive_ended", queueing_lock="cases.archive_ended")
def archive_ended(timestamp: int) -> None:
    """What ended more than thirty days ago is archived; safe to run twice."""
    archive_all(now=timezone.now())


def archive_all(*, now: datetime) -> int:
    """How many were put away: a few at a time, each in its own transaction."""
    city = Code(settings.CITY_CODE)
    clerk = machine("自动归档", Grant(May.VIEW, city), Grant(May.ARCHIVE, city))
    done = 0
    refused: set[str] = set()
    while numbers := [one for one in _due(now, len(refused)) if one not in refused]:
        for number in numbers:
            try:
                actions.archive(number, by=clerk, now=now)
                done += 1
            except (Unable, Case.DoesNotExist):
                refused.add(number)
    return done


def _due(now: datetime, passed_over: int) -> list[str]:
    rows = Case.objects.filter(state__in=sorted(ENDED), closed_at__lte=archived_until(now))
    numbers = rows.order_by("closed_at", "id").values_list("number", flat=True)
    return list(numbers[: AT_ONCE + passed_over])
