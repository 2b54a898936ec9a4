"""The default roles and their permissions.

Written to the table by `wangge setup`; code asks for permissions, never for a role.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """A role. `unit_bound`: it reaches only what concerns the unit for which its holder acts."""

    key: str
    name: str
    permissions: tuple[str, ...]
    unit_bound: bool = False


SEEN = ("cases:view", "places:view", "territory:view", "matters:view")
SEEN_WITH_WORKERS = (*SEEN, "workers:view")
CHECK = (
    "cases:confirm_done",
    "cases:fail_check",
    "cases:affirm",
    "cases:deny",
    "cases:doubt",
)
HEED = ("cases:hear", "cases:hand_down")
SPEAK = ("cases:report", "cases:correct", "cases:withdraw")
HANDLE = ("cases:sign", "cases:feed_back", "cases:conclude")
AWAY = ("staff:announce_absence", "staff:end_absence")
LIAISE = ("cases:hand_to", "cases:appeal", *AWAY, "staff:arrange_absences")
RULE = ("cases:uphold", "cases:set_aside")
ON_THE_GROUND = (
    "cases:view",
    "territory:view",
    "matters:view",
    "workers:view",
    *CHECK,
    *SPEAK,
    "cases:self_handle",
    "cases:remark",
    "cases:refuse",
    "matters:refuse_task",
)
DESK_TALK = (
    "cases:merge",
    "cases:reply",
    "cases:note",
    "cases:remark",
    "cases:keep_template",
)
MATTER_LIST = ("matters:list_matter", "matters:end_matter", "matters:import_matters")
GRIDS = (
    "territory:open_grid",
    "territory:alter_grid",
    "territory:retire_grid",
)
ROSTER = (
    "workers:enrol",
    "workers:alter_worker",
    "workers:assign",
    "workers:end_assignment",
    "workers:import_roster",
)
BOARDS = (
    "portal:view_boards",
    "portal:post_board",
    "portal:remove_board",
    "portal:set_supervision_phone",
)
AGENCY = (
    *SEEN_WITH_WORKERS,
    "insight:view",
    "matters:view_refusals",
    "worktime:view",
    "portal:view_boards",
)

ROLES = (
    RoleSpec(
        "city_agency", "市级机构", (*AGENCY, *HEED, "matters:add_category", "matters:add_line")
    ),
    RoleSpec(
        "county_agency", "县级机构", (*AGENCY, *HEED, *MATTER_LIST, *GRIDS, *RULE, "cases:note")
    ),
    RoleSpec(
        "operator",
        "平台操作员",
        (
            *SEEN_WITH_WORKERS,
            "insight:view",
            "worktime:view",
            *SPEAK,
            "cases:hear",
            "cases:request_check",
            "cases:send_back",
            "cases:escalate",
            "cases:hand_down",
            "cases:reopen",
            "cases:conceal",
            "cases:admit",
            "cases:disclose",
            "cases:accept",
            "cases:decline",
            "cases:dispatch",
            "cases:close",
            "cases:log_call",
            "cases:reject",
            *DESK_TALK,
            *CHECK,
        ),
    ),
    RoleSpec(
        "liaison",
        "部门联络员",
        (*SEEN, *HANDLE, "cases:hand_back", *LIAISE, "cases:note"),
        unit_bound=True,
    ),
    RoleSpec("handler", "承办人", (*SEEN, *HANDLE, *AWAY, "cases:note"), unit_bound=True),
    RoleSpec(
        "township_manager",
        "乡镇管理员",
        (
            *SEEN_WITH_WORKERS,
            *ROSTER,
            *BOARDS,
            "insight:view",
            "matters:view_refusals",
            "cases:hear",
            "cases:note",
        ),
    ),
    RoleSpec(
        "village_assistant",
        "村级协管员",
        (*SEEN_WITH_WORKERS, *CHECK, *SPEAK, "cases:note", "cases:remark"),
    ),
    RoleSpec("grid_worker", "网格员", ON_THE_GROUND),
    RoleSpec("grid_leader", "网格长", ON_THE_GROUND),
    RoleSpec(
        "system_admin",
        "系统管理员",
        (
            "staff:system",
            "staff:view_organisations",
            "staff:found_organisation",
            "staff:alter_organisation",
            "messages:view_sendings",
            "messages:retry",
            "messages:send_test",
            "places:view",
            "places:found",
            "places:rename",
            "places:retire",
            "places:add_alias",
            "places:import_divisions",
            "worktime:view",
            "worktime:import_year",
            "worktime:set_sessions",
            "cases:view_limits",
            "cases:set_limit",
        ),
    ),
    RoleSpec(
        "security_admin",
        "安全管理员",
        (
            "staff:view_accounts",
            "staff:create_account",
            "staff:import_accounts",
            "staff:disable_account",
            "staff:enable_account",
            "staff:unlock_account",
            "staff:reset_password",
            "staff:give_post",
            "staff:end_post",
        ),
    ),
    RoleSpec("audit_admin", "审计管理员", ("staff:audit", "staff:export_audit")),
)
