from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from psycopg.types.range import Range
from python_calamine import CalamineWorkbook

from wangge.kernel.code import Code
from wangge.staff.models import Account, Post, Role
from wangge.worktime import queries
from wangge.worktime.actions import load_shipped_years

from .builders import CITY, COUNTY, NOW, SETUP

pytestmark = pytest.mark.django_db
KEEPS = ["worktime:view", "worktime:import_year", "worktime:set_sessions"]
GOOD = "日期,类型,名称\n2027-01-01,放假,元旦\n2027-02-14,上班,\n"
BAD = "日期,类型,名称\n2027-02-30,放假,元旦\n2027-01-01,休,元旦\n"


@pytest.fixture(autouse=True)
def _november(monkeypatch: pytest.MonkeyPatch) -> None:
    load_shipped_years(by=SETUP, now=NOW)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def signed_in(*permissions: str, code: Code = CITY) -> Client:
    role = Role.objects.create(key="keeper", name="系统管理员", permissions=list(permissions))
    account = Account.objects.create(
        username="keeper", name="陈晓", must_change_password=False, created_at=NOW
    )
    Post.objects.create(account=account, role=role, code=code, period=Range(date(2020, 1, 1), None))
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def upload(client: Client, text: str, year: int = 2027) -> tuple[int, str]:
    file = SimpleUploadedFile("通知.csv", text.encode())
    answer = client.post(
        "/worktime/import_year/", {"year": year, "file": file, "note": "国办发明电〔2026〕9号"}
    )
    return answer.status_code, answer.content.decode()


def test_calendar_shows_rest_and_make_up_days_and_the_missing_year() -> None:
    page = shown(signed_in(*KEEPS), "/worktime/2026/")
    assert "14<sup>班</sup>" in page
    assert "17<sup>休</sup>" in page
    assert 'title="春节放假"' in page
    assert "2027 年放假安排尚未导入</strong>，期限按周末推算并标注“暂定”" in page


def test_calendar_of_a_year_without_a_table_says_so() -> None:
    assert "2030 年没有放假安排" in shown(signed_in("worktime:view"), "/worktime/2030/")


def test_year_is_imported_from_a_file_and_the_warning_goes() -> None:
    client = signed_in(*KEEPS)
    assert upload(client, GOOD)[0] == 303
    page = shown(client, "/worktime/2027/")
    assert "2027 年放假安排（第 1 版）已生效" in page
    assert "国办发明电〔2026〕9号" in page
    assert "尚未导入" not in page


def test_faults_of_a_file_are_listed_by_row_and_nothing_is_imported() -> None:
    status, page = upload(signed_in(*KEEPS), BAD)
    assert status == 409
    assert "第 2 行：日期“2027-02-30”看不懂" in page
    assert "第 3 行：类型“休”不认识" in page
    assert queries.year_table(2027) is None


def test_template_is_downloaded_as_a_workbook() -> None:
    answer = signed_in(*KEEPS).get("/worktime/2027/template.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["2027 年", "填写说明"]


def test_sessions_are_set_and_listed() -> None:
    client = signed_in(*KEEPS)
    given = {"name": "夏季作息", "starts": "2027-06-01", "last": "2027-09-30"}
    hours = {"opens_0": "08:00", "closes_0": "12:00", "opens_1": "15:00", "closes_1": "18:00"}
    assert client.post("/worktime/set_sessions/", given | hours).status_code == 303
    page = shown(client, "/worktime/sessions/")
    assert "“夏季作息”已设定" in page
    assert "08:00–12:00 15:00–18:00" in page
    assert "2027-09-30" in page


def test_half_a_session_and_a_passed_day_are_refused_beside_their_fields() -> None:
    client = signed_in(*KEEPS)
    given = {"name": "夏季作息", "starts": "2026-11-01", "opens_0": "08:00", "closes_0": "12:00"}
    half = client.post("/worktime/set_sessions/", given | {"opens_1": "15:00"})
    assert half.status_code == 422
    assert "要一起填" in half.content.decode()
    passed = client.post("/worktime/set_sessions/", given)
    assert passed.status_code == 409
    assert "开始日期不能早于今天" in passed.content.decode()


def test_sessions_until_the_last_day_there_is_are_without_end() -> None:
    client = signed_in(*KEEPS)
    given = {"name": "夏季作息", "starts": "2027-06-01", "last": "9999-12-31"}
    hours = {"opens_0": "08:00", "closes_0": "12:00"}

    assert client.post("/worktime/set_sessions/", given | hours).status_code == 303
    assert queries.arrangements().latest("number").period.upper is None


def test_limit_is_tried_out_with_its_reasons() -> None:
    asked = "?start=2026-02-14T10:00&amount=5&unit=working-day"
    page = shown(signed_in("worktime:view"), f"/worktime/trial/{asked}")
    assert "2026年2月28日 17:30" in page
    assert "调休上班，第 5 个工作日" in page


def test_provisional_limit_is_marked_and_a_wrong_amount_gets_a_sentence() -> None:
    client = signed_in("worktime:view")
    asked = "/worktime/trial/?start=2027-02-04T10:00&unit=working-day"
    assert "（暂定）" in shown(client, f"{asked}&amount=2")
    assert "不是数字" in shown(client, f"{asked}&amount=two")
    assert "超出了日历" in shown(client, asked.replace("2027", "9999") + "&amount=9999")


@pytest.mark.parametrize("address", ["import_year/", "set_sessions/", "2027/template.xlsx"])
def test_who_only_looks_changes_nothing(address: str) -> None:
    client = signed_in("worktime:view")
    assert client.get(f"/worktime/{address}").status_code == 403
    assert "导入放假安排" not in shown(client, "/worktime/")


def test_keeper_of_a_county_does_not_change_the_calendar_of_the_city() -> None:
    assert upload(signed_in(*KEEPS, code=COUNTY), GOOD)[0] == 403


@pytest.mark.parametrize("address", ["", "2026/", "sessions/", "trial/", "import_year/"])
def test_without_permission_no_page_opens_and_without_account_none_at_all(address: str) -> None:
    assert signed_in().get(f"/worktime/{address}").status_code == 403
    assert Client().get(f"/worktime/{address}").status_code == 302
