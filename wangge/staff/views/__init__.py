"""The doors of this room, one file per kind of person behind them."""

from .absences import absences, announce_absence, end_absence
from .account import account, change_password, switch_post
from .audit import audit, audit_entry
from .import_accounts import accounts_template, import_accounts
from .organisations import (
    alter_organisation,
    found_organisation,
    organisation_detail,
    organisations,
)
from .posts import end_post, give_post
from .saved import drop_view, save_view
from .secrets import create_account, reset_password
from .security import account_detail, accounts, disable_account, enable_account, unlock_account
from .sign_in import locked_out, sign_in, sign_out
from .system import system

__all__ = [
    "absences",
    "account",
    "account_detail",
    "accounts",
    "accounts_template",
    "alter_organisation",
    "announce_absence",
    "audit",
    "audit_entry",
    "change_password",
    "create_account",
    "disable_account",
    "drop_view",
    "enable_account",
    "end_absence",
    "end_post",
    "found_organisation",
    "give_post",
    "import_accounts",
    "locked_out",
    "organisation_detail",
    "organisations",
    "reset_password",
    "save_view",
    "sign_in",
    "sign_out",
    "switch_post",
    "system",
    "unlock_account",
]
