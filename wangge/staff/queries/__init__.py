"""Reading accounts, posts, organisations and sign-ins."""

from wangge.staff.models import Account, Kind, Organisation, Post, Role, SignIn

from .accounts import (
    LOCK_FAILURES,
    account_rows,
    get_account,
    locked_usernames,
    may_manage,
    roles_offered,
    seat_of,
    sign_ins_of,
)
from .acting import NOBODY, Hat, actor_for, actor_of, hats_of, posts_of
from .holders import accounts_with
from .organisations import (
    get_organisation,
    organisation,
    organisation_rows,
    organisations_at,
    organisations_within,
    undertaking_units,
)

__all__ = [
    "LOCK_FAILURES",
    "NOBODY",
    "Account",
    "Hat",
    "Kind",
    "Organisation",
    "Post",
    "Role",
    "SignIn",
    "account_rows",
    "accounts_with",
    "actor_for",
    "actor_of",
    "get_account",
    "get_organisation",
    "hats_of",
    "locked_usernames",
    "may_manage",
    "organisation",
    "organisation_rows",
    "organisations_at",
    "organisations_within",
    "posts_of",
    "roles_offered",
    "seat_of",
    "sign_ins_of",
    "undertaking_units",
]
