from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW, SINCE
from wangge.journal.queries import entries_of
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.kernel.scope import Grant
from wangge.places.actions import UnableToFound, found
from wangge.places.models import Division
from wangge.places.policies import May
from wangge.places.queries import children, full_name

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

COUNTY = Code("431103")
NEW = Code("431103003")
SETTER = machine("setter", *(Grant(may, COUNTY) for may in May))
ELSEWHERE = machine("elsewhere", *(Grant(may, Code("431102")) for may in May))
BELOW = machine("below", *(Grant(may, Code("431103003001")) for may in May))


def test_a_division_is_in_the_tree_from_its_date_on() -> None:
    found(NEW, "新街道", kind="街道", since=date(2026, 1, 1), by=SETTER, now=NOW)

    assert NEW in set(children(COUNTY, date(2026, 1, 1)).values_list("code", flat=True))
    assert NEW not in set(children(COUNTY, date(2025, 12, 31)).values_list("code", flat=True))
    assert full_name(NEW) == "永州市冷水滩区新街道"


def test_founding_is_written_in_the_journal() -> None:
    row = found(NEW, "新街道", since=SINCE, by=SETTER, now=NOW)

    entry = entries_of(row).get()
    assert (entry.event, entry.code) == ("places.founded", NEW)
    assert entry.detail == {"name": "新街道", "since": "2024-03-01"}


def test_a_code_in_use_is_refused() -> None:
    with pytest.raises(UnableToFound, match="已被使用"):
        found(Code("431103001"), "另一个街道", since=SINCE, by=SETTER, now=NOW)


def test_a_place_needs_its_parent() -> None:
    with pytest.raises(UnableToFound, match="上级区划"):
        found(Code("431103009001"), "无主社区", since=SINCE, by=SETTER, now=NOW)


def test_a_grid_is_no_division() -> None:
    with pytest.raises(UnableToFound, match="网格"):
        found(Code("431103001001009"), "网格", since=SINCE, by=SETTER, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(ELSEWHERE, OutOfSight), (BELOW, PermissionDenied), (machine("nobody"), PermissionDenied)],
)
def test_only_who_holds_the_whole_place_may_found_it(by, refusal) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(refusal):
        found(NEW, "新街道", since=SINCE, by=by, now=NOW)
    assert not Division.objects.filter(code=NEW).exists()
