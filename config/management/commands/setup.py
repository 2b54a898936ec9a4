from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from config.roles import ROLES
from wangge.staff.models import Role


class Command(BaseCommand):
    help = "Write what every installation needs: default roles. Safe to repeat."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for spec in ROLES:
            Role.objects.update_or_create(
                key=spec.key,
                defaults={
                    "name": spec.name,
                    "permissions": sorted(spec.permissions),
                    "unit_bound": spec.unit_bound,
                },
            )
        self.stdout.write(f"setup: {len(ROLES)} roles")
