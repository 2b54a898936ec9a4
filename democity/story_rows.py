"""The rows of an invented case, in the shape of their tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from psycopg.types.json import Jsonb

from democity.cast import INVENTED
from wangge.cases.actions import clock
from wangge.cases.circle import resident_id
from wangge.cases.flow import Stage
from wangge.cases.models import Channel, Score
from wangge.cases.replay import BORN
from wangge.kernel.actor import machine
from wangge.kernel.code import Code, Level
from wangge.kernel.ids import new_id
from wangge.matters.models import Matter
from wangge.worktime.limits import Limit


@dataclass(frozen=True, slots=True)
class Ground:
    """A grid, a point in it, and the worker who reports there."""

    code: Code
    lon: float
    lat: float
    worker: UUID
    name: str


@dataclass(slots=True)
class Story:
    """The rows of one case, on its ground and about its matter."""

    case: dict[str, Any]
    ground: Ground
    matter: Matter
    parts: list[dict[str, Any]] = field(default_factory=list)
    limits: list[dict[str, Any]] = field(default_factory=list)
    ratings: list[dict[str, Any]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)

    def number(self, number: str) -> None:
        self.case["number"] = number
        self.entries[0]["detail"].obj["number"] = number

    def moved(
        self,
        event: str,
        after: str,
        at: datetime,
        by: Mapping[str, Any],
        told: Mapping[str, Any],
        limit: Limit | None = None,
    ) -> None:
        """The case is in another state, under another limit if one is given, and it is told."""
        before = {"before": self.case["state"]} if self.case["state"] else {}
        detail = {**before, **told, "after": after}
        self.case["state"] = after
        if limit is not None:
            self.shows(limit)
            detail["limit"] = clock.told(limit)
        self.entries.append(entry_row(self.case, event, by, at, detail))

    def shows(self, limit: Limit) -> None:
        self.case |= {
            "due_at": limit.due_at, "warn_at": limit.warn_at, "provisional": limit.provisional,
        }  # fmt: skip

    def part_told(self) -> dict[str, Any]:
        part = self.parts[0]
        return {"unit": str(part["unit"]), "lead": True, "part": part["state"], "round": 1}


def born(case: Mapping[str, Any]) -> dict[str, Any]:
    return {name: case[name] for name in (*BORN, "desk", "circle")}


def worker_of(ground: Ground) -> dict[str, Any]:
    return actor(ground.worker, ground.name, "grid_worker")


def resident_of(case: Mapping[str, Any]) -> dict[str, Any]:
    return actor(resident_id(case["id"]), "来件人", "resident")


def clerk() -> dict[str, Any]:
    by = machine("自动归档")
    return actor(by.id, by.label, by.role)


def desk_of(code: Code) -> dict[str, Any]:
    township = code.at(Level.TOWNSHIP)
    return actor(uuid5(INVENTED, f"desk {township}"), "示例操作员", "operator")


def handler_of(unit: UUID) -> dict[str, Any]:
    return actor(uuid5(INVENTED, f"handler {unit}"), "示例承办人", "handler", unit)


def actor(id: UUID, label: str, role: str, unit: UUID | None = None) -> dict[str, Any]:
    return {"actor": id, "actor_label": label, "actor_role": role, "actor_unit": unit}


def case_row(ground: Ground, matter: Matter, words: str, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(), "number": "", "code": ground.code, "born_code": ground.code,
        "line": matter.number, "units": [], "circle": None, "category": matter.category.name,
        "urgency": matter.urgency, "channel": Channel.WORKER.value, "state": "",
        "kind": "matter", "about": None, "proven": True, "finding": "",
        "desk": ground.code.at(Level.TOWNSHIP), "merged_into": None, "reopens": 0,
        "self_handled": False, "words": words, "address": "",
        "lon": ground.lon, "lat": ground.lat, "caller_name": "", "caller_phone": "",
        "reported_by": ground.worker, "concluded_by": None, "check_refused_by": [],
        "reworks": 0, "round": 0, "outcome": "", "reported_at": at, "due_at": None,
        "warn_at": None, "provisional": False, "closed_at": None,
    }  # fmt: skip


def part_row(
    case: Mapping[str, Any], unit: UUID, sign: Limit, handle: Limit, at: datetime
) -> dict[str, Any]:
    return {
        "id": new_id(), "case": case["id"], "code": case["code"], "unit": unit, "is_lead": True,
        "round": 1, "state": "to_sign", "dispatched_at": at, "due_at": sign.due_at,
        "warn_at": sign.warn_at, "handle_due_at": handle.due_at, "handle_warn_at": handle.warn_at,
        "note": "", "result": "",
    }  # fmt: skip


def limit_row(
    case: Mapping[str, Any], stage: Stage, limit: Limit, unit: UUID | None
) -> dict[str, Any]:
    return {
        "id": new_id(), "case": case["id"], "code": case["code"], "stage": stage.value,
        "unit": unit, "starts_at": limit.starts_at, "amount": limit.amount.words,
        "due_at": limit.due_at, "warn_at": limit.warn_at, "provisional": limit.provisional,
        "trace": Jsonb([step.as_json() for step in limit.trace]),
    }  # fmt: skip


def rating_row(case: Mapping[str, Any], score: Score, at: datetime, reason: str) -> dict[str, Any]:
    return {
        "id": new_id(), "case": case["id"], "code": case["code"], "unit": case["units"][0],
        "rework": case["reworks"], "score": score.value, "reason": reason,
        "by": resident_id(case["id"]), "at": at, "state": "given", "appeal": "",
        "appealed_at": None, "ruling": "", "ruled_at": None,
    }  # fmt: skip


def entry_row(
    case: Mapping[str, Any], event: str, by: Mapping[str, Any], at: datetime, told: dict[str, Any]
) -> dict[str, Any]:
    return {
        "event": event, "code": case["code"], "subject": f"case:{case['id']}", **by, "at": at,
        "detail": Jsonb(told),
    }  # fmt: skip
