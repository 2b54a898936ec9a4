"""Reading accounts, as their administrator sees them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from axes.models import AccessAttempt
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.staff.models import Account, Post, Role, SignIn
from wangge.staff.policies import May

LOCK_FAILURES = int(settings.AXES_FAILURE_LIMIT)


def seat_of(by: Actor, may: May) -> Code:
    """Where the actor holds a permission, at its widest: the place that an act on something
    without a place is recorded under. PermissionDenied when held nowhere.
    """
    places = by.scope(may).places
    if not places:
        raise PermissionDenied(may)
    return min(places, key=lambda place: (len(place), place))


def account_rows(*, by: Actor, may: May = May.VIEW_ACCOUNTS) -> QuerySet[Account]:
    """The accounts with a post, of any day, in the administrator's area, and those without a
    post that they created; at the city's own level, all of them."""
    scope = by.scope(may)
    if not scope:
        return Account.objects.none()
    if scope.covers_place(_city()):
        return Account.objects.all()
    posts = Post.objects.filter(account=OuterRef("pk"))
    own = Q(created_by=by.id) & ~Exists(posts)
    return Account.objects.filter(Exists(posts.within(scope)) | own)


def may_manage(account: Account, *, by: Actor, may: str, on: date) -> bool:
    """Whether every post the account holds or will hold lies in the administrator's area.

    Else a county could seize a city account by resetting its password.
    """
    scope = by.scope(may)
    if not scope:
        return False
    unended = Q(period__endswith__isnull=True) | Q(period__endswith__gt=on)
    posts = Post.objects.filter(unended, account=account, period__isempty=False)
    return all(scope.covers_place(post.code) for post in posts)


def get_account(id: UUID, *, by: Actor, may: May, on: date, lock: bool = False) -> Account:
    """Out of the administrator's sight it does not exist; in sight, `may` must hold over it."""
    rows = account_rows(by=by)
    account = (rows.select_for_update(of=("self",)) if lock else rows).filter(id=id).first()
    if account is None:
        raise OutOfSight(id)
    if may is not May.VIEW_ACCOUNTS and not may_manage(account, by=by, may=may, on=on):
        raise PermissionDenied(may)
    return account


def locked_usernames(*, now: datetime) -> list[str]:
    """The names that too many failures have locked, at some address, at this moment."""
    since = now - timedelta(hours=float(settings.AXES_COOLOFF_TIME))
    tries = AccessAttempt.objects.filter(attempt_time__gt=since).order_by()
    sums = tries.values("username", "ip_address").annotate(failures=Sum("failures_since_start"))
    locked = sums.filter(failures__gte=LOCK_FAILURES).values_list("username", flat=True)
    return sorted({name for name in locked if name})


def locked_until(username: str, address: str | None) -> datetime | None:
    """When a name may be tried again from an address; None when nothing was counted."""
    tries = AccessAttempt.objects.filter(username=username, ip_address=address)
    last = tries.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return last + timedelta(hours=float(settings.AXES_COOLOFF_TIME)) if last else None


def sign_ins_of(account: UUID) -> QuerySet[SignIn]:
    """The account's tries to sign in, newest first."""
    return SignIn.objects.filter(account=account).order_by("-at", "-id")


def posts_in_sight(account: Account, *, by: Actor) -> QuerySet[Post]:
    """All posts of an account that the administrator looks after, those in force first."""
    posts = Post.objects.filter(account=account).within(by.scope(May.VIEW_ACCOUNTS))
    return posts.select_related("role", "unit", "account").order_by("-id")


def get_post(id: UUID, *, by: Actor, may: May, lock: bool = False) -> Post:
    """Out of the administrator's sight it does not exist; its place must be within `may`."""
    posts = Post.objects.within(by.scope(May.VIEW_ACCOUNTS)).select_related("role", "account")
    post = (posts.select_for_update(of=("self",)) if lock else posts).filter(id=id).first()
    if post is None:
        raise OutOfSight(id)
    if not by.scope(may).covers_place(post.code):
        raise PermissionDenied(may)
    return post


def current_posts(accounts: Collection[Account], on: date) -> dict[UUID, list[Post]]:
    """The posts of several accounts on a day, in one statement."""
    found: dict[UUID, list[Post]] = {account.id: [] for account in accounts}
    posts = Post.objects.filter(account__in=list(found), period__contains=on)
    for post in posts.select_related("role", "unit").order_by("id"):
        found[post.account_id].append(post)
    return found


def roles_offered() -> QuerySet[Role]:
    return Role.objects.order_by("name")


def _city() -> Code:
    return Code(settings.CITY_CODE)
