from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.kernel.scope import Grant
from wangge.staff.actions import first_admin
from wangge.staff.policies import May


class Command(BaseCommand):
    help = "On an empty installation: create the first security administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", required=True)
        parser.add_argument("--name", default="安全管理员")

    def handle(self, *args: Any, **options: Any) -> None:
        city = Code(settings.CITY_CODE)
        by = machine("first-admin", Grant(May.CREATE_ACCOUNT, city))
        try:
            issued = first_admin(
                options["username"], name=options["name"], by=by, now=timezone.now()
            )
        except Unable as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"用户名：{issued.account.username}")
        self.stdout.write(f"一次性密码（只显示这一次，7 天内有效）：{issued.secret}")
        self.stdout.write("首次登录后须设置自己的密码。")
