from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from config.roles import ROLES
from democity import residents
from democity.cast import CAST, PASSWORD
from wangge.places import queries as places


class Command(BaseCommand):
    help = "List the demo city's accounts, and what can be tried without one."

    def handle(self, *args: Any, **options: Any) -> None:
        roles = {role.key: role.name for role in ROLES}
        self.stdout.write(f"演示账号（密码都是 {PASSWORD}，仅限本机）：")
        for one in CAST:
            acts_for = f" · {one.body.name}" if one.body else ""
            place = places.full_name(one.code)
            self.stdout.write(f"  {one.username:<6} {roles[one.role]} · {place}{acts_for}")
        self._public_side()

    def _public_side(self) -> None:
        self.stdout.write("不用登录就能试的公众端：首页 /，反映问题 /report/，查进度 /follow/")
        for number, code, words in residents.to_try():
            self.stdout.write(f"  编号 {number}  查询码 {code} · {words}")
        for path, place in residents.boards():
            self.stdout.write(f"  公示牌 {path} · {place}")
