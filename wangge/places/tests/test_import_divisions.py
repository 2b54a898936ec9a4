from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.town import NOW, SINCE
from wangge.journal.models import Entry
from wangge.kernel.code import Code
from wangge.places.actions import DivisionRow, import_divisions
from wangge.places.models import Division
from wangge.places.policies import May
from wangge.places.tests.builders import CITY, COUNTY, browser, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

SETTER = holder(May, CITY)
NEW = [
    DivisionRow(Code("431102"), "零陵区"),
    DivisionRow(Code("431102001"), "朝阳街道", "街道"),
    DivisionRow(Code("431102001001"), "阳明社区居委会"),
]


def test_divisions_come_with_their_parents() -> None:
    outcome = import_divisions(CITY, NEW, since=SINCE, by=SETTER, now=NOW)

    assert (outcome.created, outcome.refused) == (3, [])
    assert Division.objects.filter(code__within=Code("431102")).count() == 3


def test_the_same_rows_again_change_nothing() -> None:
    import_divisions(CITY, NEW, since=SINCE, by=SETTER, now=NOW)
    outcome = import_divisions(CITY, NEW, since=SINCE, by=SETTER, now=NOW)

    assert (outcome.created, outcome.unchanged) == (0, 3)
    assert Entry.objects.filter(event="places.divisions_imported").count() == 1


def test_names_that_swapped_their_codes_are_no_import() -> None:
    swapped = [
        DivisionRow(Code("431103001"), "菱角山街道"),
        DivisionRow(Code("431103002"), "梅湾街道"),
    ]
    outcome = import_divisions(CITY, swapped, since=SINCE, by=SETTER, now=NOW)

    assert outcome.created == 0
    assert ["代码变更" in sentence for _, sentence in outcome.refused] == [True, True]


def test_a_known_code_under_a_new_name_is_no_import() -> None:
    rows = [DivisionRow(Code("431103001"), "新梅湾街道")]
    outcome = import_divisions(CITY, rows, since=SINCE, by=SETTER, now=NOW)

    assert outcome.refused == [(1, "代码 431103001 现在属于「梅湾街道」，更名不能用导入完成。")]


def test_rows_outside_the_place_or_without_a_parent_are_refused() -> None:
    rows = [DivisionRow(Code("431102"), "零陵区"), DivisionRow(Code("431103009001"), "无主社区")]
    outcome = import_divisions(COUNTY, rows, since=SINCE, by=SETTER, now=NOW)

    assert [row for row, _ in outcome.refused] == [1, 2]


def test_the_import_needs_the_whole_place() -> None:
    with pytest.raises(PermissionDenied):
        import_divisions(CITY, NEW, since=SINCE, by=holder(May, COUNTY), now=NOW)


def test_a_file_in_a_browser() -> None:
    text = "代码,名称,类别\n431102000000,零陵区,\n4311020,坏代码,\n"
    file = SimpleUploadedFile("tree.csv", text.encode("gb18030"))
    page = browser("luo").post(
        f"/{CITY}/places/import_divisions/", {"file": file, "since": "2024-03-01"}, follow=True
    )

    assert "新增 1 个" in page.content.decode()
    assert "未导入 1 行" in page.content.decode()


@pytest.mark.parametrize("name", ["tree.exe", "tree.xlsx", "tree.csv"])
def test_a_file_that_is_no_table_gets_a_sentence(name: str) -> None:
    file = SimpleUploadedFile(name, b"\x00\x01\xff nonsense")
    page = browser("luo").post(
        f"/{CITY}/places/import_divisions/", {"file": file, "since": "2024-03-01"}
    )

    assert page.status_code == 409
