from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import load_workbook

from wangge.journal.models import Entry
from wangge.staff.actions import COLUMNS, AccountRow, UnableToImportAccounts, import_accounts
from wangge.staff.imports import read_accounts
from wangge.staff.models import Account, Post
from wangge.staff.queries import NOBODY

from .builders import COUNTY, NOW, a_role, an_account, an_organisation, at_the_door, security

pytestmark = pytest.mark.django_db

URL = "/staff/accounts/import_accounts/"
DAY = date(2026, 1, 1)
GOOD = ("zhang.san", "张三", "13800000000", "角色operator", 431103001, "", "", "2026/1/1")
BAD = ("=cmd", "李四", "", "没有的角色", "43110", "", "", "元旦")


def a_file(*lines: tuple[Any, ...], heads: tuple[str, ...] = COLUMNS) -> SimpleUploadedFile:
    into = io.BytesIO()
    book = xlsxwriter.Workbook(into, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number, line in enumerate([heads, *lines]):
        sheet.write_row(number, 0, line)
    book.close()
    return SimpleUploadedFile("账号.xlsx", into.getvalue())


def a_row(number: int = 2, **told: Any) -> AccountRow:
    fields: dict[str, Any] = {"username": "zhang", "name": "张三", "phone": "", "role": "operator"}
    fields |= {"code": "431103001", "line": "", "unit": "", "since": DAY} | told
    return AccountRow(number, **fields)


def sheet_of(content: bytes) -> list[list[Any]]:
    return load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.fixture(autouse=True)
def roles() -> None:
    a_role("operator", "cases:accept")
    a_role("liaison", "cases:sign", unit_bound=True)


def test_every_line_is_an_account_and_a_second_line_of_a_name_its_second_post() -> None:
    unit = an_organisation()
    rows = [a_row(2), a_row(3, role="liaison", code=COUNTY, unit=unit.name)]
    done = import_accounts(rows, good_ones=False, by=security(), now=NOW)
    account = Account.objects.get(username="zhang")
    assert account.check_password(done.secrets[2])
    assert 3 not in done.secrets
    assert Post.objects.filter(account=account).count() == 2
    assert Entry.objects.filter(event="staff.accounts_imported").count() == 1


def test_one_wrong_line_and_nothing_is_taken_over() -> None:
    by = security()
    rows = [a_row(2), a_row(3, username="li", code="43110")]
    with pytest.raises(UnableToImportAccounts) as refusal:
        import_accounts(rows, good_ones=False, by=by, now=NOW)
    assert list(refusal.value.errors) == [3]
    assert not Account.objects.filter(username="zhang").exists()


def test_the_good_lines_only_when_asked_for() -> None:
    rows = [a_row(2), a_row(3, username="li", code="43110")]
    done = import_accounts(rows, good_ones=True, by=security(), now=NOW)
    assert (list(done.secrets), list(done.errors)) == ([2], [3])


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"username": "taken"}, "已有人使用"),
        ({"username": "张三"}, "用户名"),
        ({"role": "皇帝"}, "没有角色"),
        ({"code": "431102001"}, "管理范围"),
        ({"role": "liaison"}, "所属单位"),
        ({"unit": "无名局"}, "没有单位"),
        ({"since": None}, "起始日期"),
        ({"phone": "abc"}, "手机号"),
    ],
)
def test_what_is_wrong_is_said_line_by_line(told: dict[str, Any], said: str) -> None:
    an_account("taken")
    with pytest.raises(UnableToImportAccounts) as refusal:
        import_accounts([a_row(7, **told)], good_ones=True, by=security(COUNTY), now=NOW)
    assert said in refusal.value.errors[7]


def test_without_the_permission_it_is_denied() -> None:
    with pytest.raises(PermissionDenied):
        import_accounts([a_row()], good_ones=False, by=NOBODY, now=NOW)


def test_the_file_reads_as_it_looks() -> None:
    file: Any = a_file(GOOD, ("", "", "", "", "", "", "", ""), (*GOOD[:7], "2026年3月5日"))
    first, second = read_accounts(file)
    assert (first.code, first.since, first.number) == ("431103001", DAY, 2)
    assert (second.since, second.number) == (date(2026, 3, 5), 4)


def test_the_answer_is_the_file_with_passwords_or_errors(client: Client) -> None:
    door = at_the_door(client, security())
    refused = door.post(URL, {"file": a_file(GOOD, BAD)})
    heads, good, bad = sheet_of(refused.content)
    assert heads[-2:] == ["一次性密码", "错误原因"]
    assert good[-2:] == ["", ""]
    assert bad[-1]
    assert bad[0] == "'=cmd"
    assert not Account.objects.filter(username="zhang.san").exists()
    taken = door.post(URL, {"file": a_file(GOOD, BAD), "good_ones": "on"})
    _, good, bad = sheet_of(taken.content)
    assert Account.objects.get(username="zhang.san").check_password(good[-2])
    assert bad[-1]


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("账号.xlsx", b"not a workbook"),
        a_file(GOOD, heads=("姓名", *COLUMNS[1:])),
        a_file(),
    ],
    ids=["broken", "other columns", "empty"],
)
def test_a_file_that_will_not_do_gets_a_sentence(client: Client, file: SimpleUploadedFile) -> None:
    file.seek(0)
    assert at_the_door(client, security()).post(URL, {"file": file}).status_code == 409


def test_the_template_can_be_imported(client: Client) -> None:
    door = at_the_door(client, security())
    template: Any = io.BytesIO(door.get("/staff/accounts/template.xlsx").content)
    assert [row.username for row in read_accounts(template)] == ["zhang.san"]
    assert door.get(URL).status_code == 200
