"""Reading accounts, as their administrator sees them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from axes.models import AccessAttempt
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

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


def may_manage(account: Account, *, by: Actor, may: May, on: date) -> bool:
    """Whether every post the account holds or will hold lies in the administrator's area.

    Else a county could seize a city account by resetting its password.
    """
    scope = by.scope(may)
    if not scope:
        return False
    posts = Post.objects.filter(account=account, period__endswith__isnull=True)
    posts |= Post.objects.filter(account=account, period__endswith__gt=on)
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
    tries = AccessAttempt.objects.filter(
        attempt_time__gt=since, failures_since_start__gte=LOCK_FAILURES
    )
    return [name for name in tries.values_list("username", flat=True).distinct() if name]


def sign_ins_of(account: Account) -> QuerySet[SignIn]:
    """The account's tries to sign in, newest first."""
    return SignIn.objects.filter(account=account).order_by("-at", "-id")


def roles_offered() -> QuerySet[Role]:
    return Role.objects.order_by("name")


def _city() -> Code:
    return Code(settings.CITY_CODE)
