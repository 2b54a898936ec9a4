from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangge.kernel import sheets


class File:
    """What a form would hand over."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name: str | None = name
        self.size: int | None = len(content)
        self.content = content

    def read(self) -> bytes:
        return self.content


def read(content: bytes, name: str = "a.csv") -> list[sheets.Line]:
    return sheets.read(File(name, content), ["姓名"])


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_what_is_written_reads_back_the_same(rows: Sequence[tuple[str, str]]) -> None:
    file = sheets.write("表", ["姓名", "备注"], rows)
    lines = read(file, "a.xlsx")

    kept = [(row[0].removeprefix("'"), row[1].removeprefix("'")) for row in rows]
    assert [(line["姓名"], line["备注"]) for line in lines] == kept


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx"]))
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes, name: str) -> None:
    try:
        read(content, name)
    except sheets.UnableToRead as refusal:
        assert refusal.sentence.endswith("。")  # noqa: PT017


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_the_encodings_that_offices_use(encoding: str) -> None:
    lines = read("姓名,电话\n张示例,138\n\n李示例,\n".encode(encoding))

    assert [(line.number, line["姓名"]) for line in lines] == [(2, "张示例"), (4, "李示例")]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\t=1", "＝1"])
def test_no_cell_becomes_a_formula(cell: str) -> None:
    file = sheets.write("表", ["姓名"], [[cell]])

    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    assert sheets.inert(cell).startswith("'")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"x" * (sheets.MOST_BYTES + 1), "a.csv", "过大"),
        ("电话\n1\n".encode(), "a.csv", "缺少这些列：姓名"),
        ("姓名\n".encode(), "a.csv", "没有数据行"),
        (b"\x89PNG", "a.png", ".xlsx 或 .csv"),
        (b"PK\x03\x04 broken", "a.xlsx", "打不开"),
        ("姓名\n" + "甲\n" * (sheets.MOST_ROWS + 1), "a.csv", "最多导入"),
    ],
)
def test_a_file_that_is_not_ours_is_refused(content: bytes | str, name: str, sentence: str) -> None:
    with pytest.raises(sheets.UnableToRead, match=sentence):
        read(content.encode() if isinstance(content, str) else content, name)


def test_a_bomb_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"\0" * (sheets.MOST_UNPACKED + 1))
    with pytest.raises(sheets.UnableToRead, match="展开后过大"):
        read(packed.getvalue(), "a.xlsx")


@pytest.mark.parametrize("text", ["2026-01-31", "2026/1/31", "2026.1.31", "2026年1月31日"])
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert sheets.day_of(text) == date(2026, 1, 31)


@pytest.mark.parametrize("text", ["", "2026-02-30", "31/1/2026", "昨天", "2026-1"])
def test_no_day_is_none(text: str) -> None:
    assert sheets.day_of(text) is None


def test_wrong_rows_go_back_with_their_reason() -> None:
    lines = read("姓名\n甲\n乙\n".encode())
    back = sheets.read(
        File("b.xlsx", sheets.with_faults("表", ["姓名"], lines, [(3, "电话不对。")])),
        ["姓名", "错误原因"],
    )

    assert [line["错误原因"] for line in back] == ["", "电话不对。"]
