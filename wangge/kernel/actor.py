"""Who is acting. There is no such thing as an action by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied

from .code import Code
from .errors import OutOfSight
from .scope import Grant, Scope

MACHINES = UUID("01900000-0000-7000-8000-000000000000")
MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Actor:
    """A frozen value: an account acting in one role, with the grants of its posts in that role."""

    id: UUID
    label: str
    grants: frozenset[Grant] = frozenset()
    role: str = ""
    unit: UUID | None = None

    def scope(self, permission: str) -> Scope:
        """Where this actor holds a permission."""
        held = frozenset(grant for grant in self.grants if grant.permission == permission)
        return Scope(held, None if self.role == MACHINE else self.id)

    def may(self, permission: str) -> bool:
        """Whether the permission is held anywhere."""
        return any(grant.permission == permission for grant in self.grants)

    def sees(self, place: Code) -> bool:
        """Whether any post lies in the place or around it: beyond that, addresses lead nowhere."""
        return any(grant.code.covers(place) or place.covers(grant.code) for grant in self.grants)

    def at(self, permission: str, place: Code) -> Scope:
        """The scope inside a place.

        PermissionDenied when the permission is held nowhere; OutOfSight when the place lies
        outside everything it is held for.
        """
        scope = self.scope(permission)
        if not scope:
            raise PermissionDenied(permission)
        narrowed = scope.narrowed_to(place)
        if not narrowed:
            raise OutOfSight(place)
        return narrowed


def machine(name: str, *grants: Grant) -> Actor:
    """The deadline clock, an import, an integration: an actor that is not a person."""
    return Actor(id=uuid5(MACHINES, name), label=name, grants=frozenset(grants), role=MACHINE)
