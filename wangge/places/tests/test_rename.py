from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW, SINCE
from wangge.journal.queries import entries_of
from wangge.kernel.code import Code, Level
from wangge.places.actions import UnableToRename, rename, retire
from wangge.places.models import Division
from wangge.places.policies import May
from wangge.places.queries import division, find_by_name, forget, name_of, versions_of
from wangge.places.tests.builders import COUNTY, ELSEWHERE, TOWNSHIP, browser, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

JULY = date(2025, 7, 1)
SETTER = holder(May, COUNTY)


def test_the_new_name_holds_from_its_date_and_the_old_one_before() -> None:
    rename(TOWNSHIP, "新梅湾街道", since=JULY, by=SETTER, now=NOW)

    assert division(TOWNSHIP, date(2025, 6, 30)).name == "梅湾街道"
    assert division(TOWNSHIP, JULY).name == "新梅湾街道"
    forget()
    assert name_of(TOWNSHIP) == "新梅湾街道"


def test_the_old_name_stays_an_alias_of_its_own_days() -> None:
    rename(TOWNSHIP, "新梅湾街道", since=JULY, by=SETTER, now=NOW)

    def called(on: date) -> Code | None:
        row = find_by_name(COUNTY, "梅湾街道", on, level=Level.TOWNSHIP)
        return row.code if row else None

    assert called(SINCE) == TOWNSHIP
    assert called(JULY) is None


def test_a_renaming_is_written_in_the_journal() -> None:
    row = rename(TOWNSHIP, "新梅湾街道", since=JULY, by=SETTER, now=NOW)

    entry = entries_of(row).get()
    assert entry.event == "places.renamed"
    assert entry.detail == {"before": "梅湾街道", "name": "新梅湾街道", "since": "2025-07-01"}


@pytest.mark.parametrize(
    ("name", "since", "field"), [("梅湾街道", JULY, "name"), ("别的名", SINCE, "since")]
)
def test_the_same_name_or_an_earlier_date_is_refused(name: str, since: date, field: str) -> None:
    with pytest.raises(UnableToRename) as refusal:
        rename(TOWNSHIP, name, since=since, by=SETTER, now=NOW)
    assert refusal.value.field == field
    assert versions_of(TOWNSHIP).count() == 1


def test_what_has_ended_is_not_renamed() -> None:
    retire(Code("431103002005"), until=JULY, by=SETTER, now=NOW)
    with pytest.raises(UnableToRename, match="撤销"):
        rename(Code("431103002005"), "新名", since=date(2025, 8, 1), by=SETTER, now=NOW)


def test_out_of_sight_there_is_nothing_to_rename() -> None:
    with pytest.raises(Division.DoesNotExist):
        rename(TOWNSHIP, "新名", since=JULY, by=holder(May, ELSEWHERE), now=NOW)


def test_who_may_only_look_may_not_rename() -> None:
    with pytest.raises(PermissionDenied):
        rename(TOWNSHIP, "新名", since=JULY, by=holder([May.VIEW], COUNTY), now=NOW)


def test_the_system_administrator_renames_in_a_browser() -> None:
    form = {"name": "新梅湾街道", "since": "2026-07-01"}
    answer = browser("luo").post(f"/{TOWNSHIP}/places/rename/", form)

    assert (answer.status_code, answer["Location"]) == (303, f"/{TOWNSHIP}/places/")
    assert division(TOWNSHIP, date(2026, 7, 1)).name == "新梅湾街道"


def test_a_refusal_comes_back_with_the_form() -> None:
    form = {"name": "梅湾街道", "since": "2026-07-01"}
    answer = browser("luo").post(f"/{TOWNSHIP}/places/rename/", form)

    assert answer.status_code == 409
    assert "新名称与现名称相同" in answer.content.decode()


def test_the_form_is_not_for_everybody() -> None:
    assert browser("chen").get(f"/{TOWNSHIP}/places/rename/").status_code == 403
