"""From an account to an actor: its posts, joined into hats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant
from wangge.staff.models import Account, Post

NOBODY = Actor(id=UUID(int=0), label="未登录")


@dataclass(frozen=True, slots=True)
class Hat:
    """Posts of one account with the same role, unit and line: what is worn at one time.

    `key` is its oldest post's id: what the switcher sends and the session keeps.
    """

    key: UUID
    posts: tuple[Post, ...]

    @property
    def role(self) -> str:
        return self.posts[0].role.key

    @property
    def role_name(self) -> str:
        return self.posts[0].role.name

    @property
    def unit(self) -> UUID | None:
        return self.posts[0].unit_id

    @property
    def unit_name(self) -> str:
        unit = self.posts[0].unit
        return unit.name if unit else ""

    @property
    def line(self) -> str:
        return self.posts[0].line

    @property
    def codes(self) -> tuple[Code, ...]:
        return tuple(sorted({post.code for post in self.posts}))

    def grants(self) -> frozenset[Grant]:
        """A role bound to its unit is granted for that unit alone."""
        return frozenset(
            Grant(permission, post.code, post.line, post.unit_id if post.role.unit_bound else None)
            for post in self.posts
            for permission in post.role.permissions
        )


def posts_of(account: Account, on: date) -> QuerySet[Post]:
    """The posts an account holds on a day, oldest first."""
    return (
        Post.objects.filter(account=account, period__contains=on)
        .select_related("role", "unit")
        .order_by("id")
    )


def hats_of(account: Account, on: date) -> list[Hat]:
    """What an account may act as on a day: one entry of the switcher each."""
    return _joined(posts_of(account, on))


def _joined(posts: Iterable[Post]) -> list[Hat]:
    hats: dict[tuple[UUID, UUID | None, str], list[Post]] = {}
    for post in posts:
        hats.setdefault((post.role_id, post.unit_id, post.line), []).append(post)
    return [Hat(held[0].id, tuple(held)) for held in hats.values()]


def actor_of(account: Account, hat: Hat | None) -> Actor:
    """An account wearing a hat; without one it may do nothing."""
    if hat is None or not account.is_active:
        return Actor(id=account.id, label=account.name)
    return Actor(account.id, account.name, hat.grants(), hat.role, hat.unit)


def actor_for(account: Account, *, post_id: UUID | None = None, on: date) -> Actor:
    """The account acting under one of its posts of that day: the named one, else the oldest."""
    hats = hats_of(account, on)
    chosen = (hat for hat in hats if any(post.id == post_id for post in hat.posts))
    return actor_of(account, next(chosen, hats[0] if hats else None))
