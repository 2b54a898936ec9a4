from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from config.roles import ROLES
from wangge.cases import actions as cases
from wangge.cases.policies import May as MayCases
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant
from wangge.staff import actions as staff
from wangge.worktime import actions as worktime
from wangge.worktime.policies import May as MayWorktime


class Command(BaseCommand):
    help = "Write what every installation needs: roles, calendar, limits. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        city = Code(settings.CITY_CODE)
        by = machine(
            "安装程序", Grant(MayCases.SET_LIMIT, city), Grant(MayWorktime.IMPORT_YEAR, city)
        )
        now = timezone.now()
        for role in ROLES:
            staff.set_role(
                role.key,
                name=role.name,
                permissions=role.permissions,
                unit_bound=role.unit_bound,
                by=by,
                now=now,
            )
        years = worktime.load_shipped_years(by=by, now=now)
        limits = cases.seed_limits(by=by, now=now)
        self.stdout.write(
            f"setup: {len(ROLES)} roles, {len(years)} calendar years, {limits} limits"
        )
