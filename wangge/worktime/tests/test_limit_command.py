from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from wangge.worktime.actions import import_year, load_shipped_years

from .builders import NOTICE_2027, NOW, SETUP, keeper

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
HEADER = "start,amount,unit\n"


def answered(*words: str) -> list[str]:
    out = StringIO()
    call_command("limit", *words, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_end_comes_first_and_then_the_reasons() -> None:
    load_shipped_years(by=SETUP, now=NOW)
    lines = answered("--from", "2025-01-24T10:00", "--amount", "5", "--unit", "working-day")
    assert lines[0] == "2025-02-07T17:30:00+08:00"
    assert lines[2] == "2025-01-24  不计  收到当日（周五），不计"
    assert lines[4] == "2025-01-26  计入  调休上班，第 1 个工作日"
    assert len(lines) == 17


@pytest.mark.django_db
def test_imported_table_is_used() -> None:
    load_shipped_years(by=SETUP, now=NOW)
    asked = ("--from", "2027-02-04T10:00", "--amount", "2", "--unit", "working-day")
    assert answered(*asked)[0] == "2027-02-08T17:30:00+08:00"
    import_year(2027, NOTICE_2027, by=keeper(), now=NOW)
    assert answered(*asked)[0] == "2027-02-10T17:30:00+08:00"


def by_command(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with a database that is not there."""
    nowhere = f"postgresql://nobody@{str(folder).replace('/', '%2F')}/nothing"
    given = {"DJANGO_SETTINGS_MODULE": "config.settings", "WANGGE_MODE": "test"}
    return subprocess.run(
        [sys.executable, "-m", "django", "limit", *words],
        cwd=ROOT,
        env=os.environ | given | {"DATABASE_URL": nowhere, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_without_a_database_the_shipped_years_answer_and_it_says_so(tmp_path: Path) -> None:
    asked = tmp_path / "asked.csv"
    rows = "2025-01-24T10:00,5,working-day\n2026-12-30T02:00:00+00:00,2,working-day\n"
    asked.write_text(HEADER + rows)
    answer = by_command("--csv", str(asked), folder=tmp_path)
    assert answer.returncode == 0
    assert answer.stdout == "2025-02-07T17:30:00+08:00\n2027-01-01T17:30:00+08:00\n"
    assert "数据库连接不上" in answer.stderr
    assert "1 条落到 2027 年" in answer.stderr


@pytest.mark.parametrize(
    ("rows", "printed", "sentence"),
    [
        ("2025-01-24T10:00,five,working-day\n", 0, "第 2 行 amount：数量“five”不是数字"),
        ("2025-01-24T10:00,5,working-day\nsoon,5,working-day\n", 1, "第 3 行 start：起点“soon”"),
        ("2025-01-24T10:00,5,week\n", 0, "第 2 行 unit：单位“week”不认识"),
        ("2025-01-24T10:00,5\n", 0, "第 2 行 unit：没有填写"),
    ],
)
def test_wrong_row_is_named_with_its_field_and_the_exit_code_is_two(
    tmp_path: Path, rows: str, printed: int, sentence: str
) -> None:
    asked = tmp_path / "asked.csv"
    asked.write_text(HEADER + rows)
    answer = by_command("--csv", str(asked), folder=tmp_path)
    assert (answer.returncode, len(answer.stdout.splitlines())) == (2, printed)
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "缺少参数：--from、--amount、--unit"),
        (("--csv", "/nowhere.csv"), "文件打不开"),
        (("--from", "x", "--amount", "5", "--unit", "working-day"), "--from：起点“x”看不懂"),
        (("--from", "2025-01-24", "--amount", "0", "--unit", "working-day"), "--amount：数量"),
    ],
)
def test_wrong_words_are_refused_with_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("limit", *words)
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_file_without_the_columns_or_in_another_encoding_is_refused(tmp_path: Path) -> None:
    asked = tmp_path / "asked.csv"
    asked.write_text("start,unit\n")
    with pytest.raises(CommandError, match="缺少：amount"):
        call_command("limit", csv=str(asked))
    asked.write_bytes(HEADER.encode() + "明天,5,working-day\n".encode("gb18030"))
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("limit", csv=str(asked))
