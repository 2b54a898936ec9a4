"""The default roles: which permissions each has. A city may alter them; code asks for permissions only."""

from __future__ import annotations

from dataclasses import dataclass

CASES_SEEN = ("cases:view",)
GROUND_SEEN = ("places:view", "territory:view", "matters:view")
WORKERS_SEEN = ("workers:view",)


@dataclass(frozen=True, slots=True)
class RoleSpec:
    key: str
    name: str
    permissions: tuple[str, ...]
    unit_bound: bool = False


CHECK = ("cases:confirm_done", "cases:fail_check")
UNIT = ("cases:sign", "cases:hand_back", "cases:feed_back", "cases:conclude")
OVERVIEW = ("insight:view",)
WORKER = (
    *CASES_SEEN,
    *GROUND_SEEN,
    *WORKERS_SEEN,
    "cases:report",
    "cases:self_handle",
    *CHECK,
    "cases:refuse",
    "matters:refuse_task",
)

ROLES = (
    RoleSpec("city_agency", "市级机构", (*CASES_SEEN, *GROUND_SEEN, *WORKERS_SEEN, *OVERVIEW)),
    RoleSpec("county_agency", "县级机构", (*CASES_SEEN, *GROUND_SEEN, *WORKERS_SEEN, *OVERVIEW)),
    RoleSpec(
        "operator",
        "平台操作员",
        (
            *CASES_SEEN,
            *GROUND_SEEN,
            *WORKERS_SEEN,
            *OVERVIEW,
            "cases:report",
            "cases:accept",
            "cases:decline",
            "cases:dispatch",
            "cases:close",
        ),
    ),
    RoleSpec("liaison", "部门联络员", (*CASES_SEEN, *GROUND_SEEN, *UNIT), unit_bound=True),
    RoleSpec(
        "handler",
        "承办人",
        (*CASES_SEEN, *GROUND_SEEN, "cases:sign", "cases:feed_back", "cases:conclude"),
        unit_bound=True,
    ),
    RoleSpec(
        "township_manager", "乡镇管理员", (*CASES_SEEN, *GROUND_SEEN, *WORKERS_SEEN, *OVERVIEW)
    ),
    RoleSpec(
        "village_assistant",
        "村级协管员",
        (*CASES_SEEN, *GROUND_SEEN, *WORKERS_SEEN, "cases:report", *CHECK),
    ),
    RoleSpec("grid_worker", "网格员", WORKER),
    RoleSpec("grid_leader", "网格长", WORKER),
    RoleSpec("system_admin", "系统管理员", ("cases:view_limits", "cases:set_limit")),
    RoleSpec("security_admin", "安全管理员", ()),
    RoleSpec("audit_admin", "审计管理员", ()),
)
