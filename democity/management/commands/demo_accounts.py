from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from config.roles import ROLES
from democity.cast import CAST, PASSWORD
from wangge.places import queries as places


class Command(BaseCommand):
    help = "List the demo city's accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        roles = {role.key: role.name for role in ROLES}
        self.stdout.write(f"演示账号（密码都是 {PASSWORD}，仅限本机）：")
        for one in CAST:
            acts_for = f" · {one.body.name}" if one.body else ""
            place = places.full_name(one.code)
            self.stdout.write(f"  {one.username:<6} {roles[one.role]} · {place}{acts_for}")
