"""What can be done to accounts, posts and organisations: one function per verb."""

from .alter_organisation import UnableToAlterOrganisation, alter_organisation
from .announce_absence import UnableToAnnounceAbsence, announce_absence
from .appoint import UnableToAppoint, appoint, relieve
from .change_password import UnableToChangePassword, change_password
from .create_account import Issued, UnableToCreateAccount, create_account
from .disable_account import UnableToDisableAccount, disable_account
from .drop_view import drop_view
from .enable_account import enable_account
from .end_absence import UnableToEndAbsence, end_absence
from .end_post import UnableToEndPost, end_post
from .first_admin import UnableToMakeFirstAdmin, first_admin
from .found_organisation import UnableToFoundOrganisation, found_organisation
from .give_post import UnableToGivePost, give_post
from .import_accounts import COLUMNS, AccountRow, Imported, UnableToImportAccounts, import_accounts
from .note_sign_in import note_sign_in
from .reset_password import UnableToResetPassword, reset_password
from .save_view import UnableToSaveView, save_view
from .set_role import set_role
from .unlock_account import unlock_account

__all__ = [
    "COLUMNS",
    "AccountRow",
    "Imported",
    "Issued",
    "UnableToAlterOrganisation",
    "UnableToAnnounceAbsence",
    "UnableToAppoint",
    "UnableToChangePassword",
    "UnableToCreateAccount",
    "UnableToDisableAccount",
    "UnableToEndAbsence",
    "UnableToEndPost",
    "UnableToFoundOrganisation",
    "UnableToGivePost",
    "UnableToImportAccounts",
    "UnableToMakeFirstAdmin",
    "UnableToResetPassword",
    "UnableToSaveView",
    "alter_organisation",
    "announce_absence",
    "appoint",
    "change_password",
    "create_account",
    "disable_account",
    "drop_view",
    "enable_account",
    "end_absence",
    "end_post",
    "first_admin",
    "found_organisation",
    "give_post",
    "import_accounts",
    "note_sign_in",
    "relieve",
    "reset_password",
    "save_view",
    "set_role",
    "unlock_account",
]
