from __future__ import annotations

import pytest

from wangge.staff.actions import set_role

from .builders import MACHINE, NOW, events

pytestmark = pytest.mark.django_db


def test_it_has_exactly_these_permissions_and_saying_it_again_changes_nothing() -> None:
    told = {"name": "值班员", "unit_bound": False, "by": MACHINE, "now": NOW}
    set_role("duty", permissions=["cases:view", "cases:accept"], **told)  # type: ignore[arg-type]
    role = set_role("duty", permissions=["cases:view"], **told)  # type: ignore[arg-type]
    set_role("duty", permissions=["cases:view"], **told)  # type: ignore[arg-type]
    assert role.permissions == ["cases:view"]
    assert events(role) == ["staff.role_set", "staff.role_set"]
