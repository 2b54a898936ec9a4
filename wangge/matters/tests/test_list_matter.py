from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.town import LAMPS, NOW, SINCE, TODAY
from wangge.journal.queries import entries_of
from wangge.kernel.errors import OutOfSight
from wangge.matters.actions import UnableToListMatter, end_matter
from wangge.matters.models import UNSURE, Matter
from wangge.matters.policies import May
from wangge.matters.queries import get_matter, in_force
from wangge.matters.tests.builders import AGENCY, NUMBER, a_matter
from wangge.places.tests.builders import COUNTY, ELSEWHERE, TOWNSHIP, browser, holder
from wangge.worktime.amounts import Amount, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_an_item_is_on_the_list_from_its_date_on() -> None:
    matter = a_matter(since=TODAY)

    assert get_matter(NUMBER, TODAY) == matter
    assert matter.limit == Amount(5, Unit.WORKING_DAY)
    assert matter.basis == UNSURE
    with pytest.raises(Matter.DoesNotExist):
        get_matter(NUMBER, date(2026, 6, 9))


def test_a_list_applies_in_its_own_place() -> None:
    a_matter()

    assert NUMBER in set(in_force(TODAY, at=TOWNSHIP).values_list("number", flat=True))
    assert NUMBER not in set(in_force(TODAY, at=ELSEWHERE).values_list("number", flat=True))


def test_listing_is_written_in_the_journal() -> None:
    entry = entries_of(a_matter()).get()

    assert (entry.event, entry.code) == ("matters.matter_listed", COUNTY)
    assert entry.detail == {"number": NUMBER, "since": "2024-03-01"}


@pytest.mark.parametrize("terms", [{"guide_name": " "}, {"guide_phone": ""}])
def test_without_a_guidance_person_nothing_takes_effect(terms: dict[str, Any]) -> None:
    with pytest.raises(UnableToListMatter, match="业务指导人"):
        a_matter(**terms)


def test_the_table_itself_wants_a_guidance_person() -> None:
    with pytest.raises(IntegrityError, match="guidance"), transaction.atomic():
        Matter.objects.filter(number=LAMPS).update(guide_phone="")


@pytest.mark.parametrize(
    ("number", "terms", "sentence"),
    [
        ("0509", {}, "3 位数字"),
        ("0500x", {}, "3 位数字"),
        ("99001", {"line": "99"}, "不存在"),
        ("01009", {}, "不存在"),
        (NUMBER, {"category": "nothing"}, "类别"),
        (LAMPS, {}, "已有事项"),
    ],
)
def test_a_wrong_number_line_or_category_is_refused(
    number: str, terms: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UnableToListMatter, match=sentence):
        a_matter(number, **terms)


def test_the_list_does_not_reach_back_before_the_law() -> None:
    with pytest.raises(UnableToListMatter, match="2024 年 3 月 1 日"):
        a_matter(since=date(2024, 2, 29))


def test_a_number_may_return_after_its_item_left() -> None:
    end_matter(LAMPS, until=TODAY, reason="合并", by=AGENCY, now=NOW)
    a_matter(LAMPS, since=TODAY)

    assert get_matter(LAMPS, TODAY).name == "井盖缺失上报"
    assert get_matter(LAMPS, SINCE).name == "公共设施损坏上报"


def test_only_who_holds_the_place_may_list() -> None:
    with pytest.raises(OutOfSight):
        a_matter(by=holder(May, ELSEWHERE))
    with pytest.raises(PermissionDenied):
        a_matter(by=holder([May.VIEW], COUNTY))


def test_in_a_browser() -> None:
    address = f"/{COUNTY}/matters/list_matter/"
    form = {
        "number": NUMBER, "line": "05", "name": "井盖缺失上报", "category": "public_safety",
        "departments": "城管局", "worker_role": "report", "urgency": "normal", "amount": "24",
        "unit": "urgent-hour", "guide_name": "示例指导员", "guide_phone": "0746-0000100",
        "basis": "待补", "since": "2026-07-01",
    }  # fmt: skip

    assert browser("chen").post(address, form).status_code == 303
    assert get_matter(NUMBER, date(2026, 7, 1)).limit == Amount(24, Unit.URGENT_HOUR)
    assert browser("chen").post(address, form).status_code == 409
    assert browser("wang").post(address, form).status_code == 403
