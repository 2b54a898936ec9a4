"""What may be done to accounts, posts, organisations and the record.

The three administrators hold these and nothing else; nobody holds those of two of them.
"""

from __future__ import annotations

from enum import StrEnum


class May(StrEnum):
    VIEW_ACCOUNTS = "staff:view_accounts"
    CREATE_ACCOUNT = "staff:create_account"
    IMPORT_ACCOUNTS = "staff:import_accounts"
    DISABLE_ACCOUNT = "staff:disable_account"
    ENABLE_ACCOUNT = "staff:enable_account"
    UNLOCK_ACCOUNT = "staff:unlock_account"
    RESET_PASSWORD = "staff:reset_password"  # noqa: S105
    GIVE_POST = "staff:give_post"
    END_POST = "staff:end_post"
    VIEW_ORGANISATIONS = "staff:view_organisations"
    FOUND_ORGANISATION = "staff:found_organisation"
    ALTER_ORGANISATION = "staff:alter_organisation"
    SYSTEM = "staff:system"
    AUDIT = "staff:audit"
    ANNOUNCE_ABSENCE = "staff:announce_absence"
    ARRANGE_ABSENCES = "staff:arrange_absences"
    END_ABSENCE = "staff:end_absence"
    EXPORT_AUDIT = "staff:export_audit"


SECURITY_ADMIN, SYSTEM_ADMIN, AUDIT_ADMIN = "security_admin", "system_admin", "audit_admin"
ADMINISTRATORS = frozenset({SECURITY_ADMIN, SYSTEM_ADMIN, AUDIT_ADMIN})

PERMISSIONS: dict[str, frozenset[str]] = {
    SECURITY_ADMIN: frozenset(
        {
            May.VIEW_ACCOUNTS,
            May.CREATE_ACCOUNT,
            May.IMPORT_ACCOUNTS,
            May.DISABLE_ACCOUNT,
            May.ENABLE_ACCOUNT,
            May.UNLOCK_ACCOUNT,
            May.RESET_PASSWORD,
            May.GIVE_POST,
            May.END_POST,
        }
    ),
    SYSTEM_ADMIN: frozenset(
        {May.VIEW_ORGANISATIONS, May.FOUND_ORGANISATION, May.ALTER_ORGANISATION, May.SYSTEM}
    ),
    AUDIT_ADMIN: frozenset({May.AUDIT, May.EXPORT_AUDIT}),
}


def separated(held: frozenset[str], role: str) -> str | None:
    """Why a role cannot join the roles already held (三员分立); None when it can."""
    others = held - {role}
    if role in ADMINISTRATORS and others & ADMINISTRATORS:
        return "系统管理员、安全管理员、审计管理员应由不同的人担任。"
    if (role in ADMINISTRATORS and others) or (others & ADMINISTRATORS):
        return "管理员账号不能兼任业务岗位，业务账号也不能兼任管理员。"
    return None
