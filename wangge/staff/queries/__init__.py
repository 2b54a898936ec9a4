"""Reading accounts, posts, organisations and sign-ins."""

from wangge.staff.models import Account, Kind, Organisation, Post, Role, SignIn

from .absences import absences_in, absent_for, substitutes_of
from .accounts import (
    LOCK_FAILURES,
    account_rows,
    current_posts,
    get_account,
    get_post,
    locked_until,
    locked_usernames,
    may_manage,
    posts_in_sight,
    roles_offered,
    seat_of,
    sign_ins_of,
)
from .acting import NOBODY, Hat, actor_for, actor_of, hats_of, posts_of
from .audit import audited, entry_audited
from .holders import Holder, accounts_with, holders_around, members, names_of
from .organisations import (
    UnableToFindUnit,
    find_unit,
    get_organisation,
    organisation,
    organisation_rows,
    organisations_at,
    organisations_within,
    undertaking_units,
)
from .views import views_of
from .words import event_word, role_words

__all__ = [
    "LOCK_FAILURES",
    "NOBODY",
    "Account",
    "Hat",
    "Holder",
    "Kind",
    "Organisation",
    "Post",
    "Role",
    "SignIn",
    "UnableToFindUnit",
    "absences_in",
    "absent_for",
    "account_rows",
    "accounts_with",
    "actor_for",
    "actor_of",
    "audited",
    "current_posts",
    "entry_audited",
    "event_word",
    "find_unit",
    "get_account",
    "get_organisation",
    "get_post",
    "hats_of",
    "holders_around",
    "locked_until",
    "locked_usernames",
    "may_manage",
    "members",
    "names_of",
    "organisation",
    "organisation_rows",
    "organisations_at",
    "organisations_within",
    "posts_in_sight",
    "posts_of",
    "role_words",
    "roles_offered",
    "seat_of",
    "sign_ins_of",
    "substitutes_of",
    "undertaking_units",
    "views_of",
]
