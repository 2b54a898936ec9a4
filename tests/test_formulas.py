"""300 strings that a spreadsheet would calculate, in by upload and out by export: none does."""

from __future__ import annotations

import csv
import io
import random
import secrets
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from democity.cast import GRID, TOWNSHIP, person
from tests.town import NOW, TODAY, ZHOU
from wangge.kernel.workbooks import Format, Sheet, write_sheet
from wangge.matters.actions import refuse_task
from wangge.matters.models import Refusal
from wangge.staff.models import Account
from wangge.workers.imports import COLUMNS
from wangge.workers.models import Worker

pytestmark = pytest.mark.slow

STARTS = "=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻−"
BEFORE = ["", " ", "\t", "\r", "\n", "\r\n", "\u3000", "\u00a0", "\u200b", "\ufeff", "\u2060"]
CALLS = [
    "1+1", "SUM(1,2)", "cmd|' /C calc'!A0", 'HYPERLINK("http://a.example","看")', 'DDE("a";"b")',
    'WEBSERVICE("http://a.example")', "A1", 'IMPORTXML("http://a","b")', "@SUM(1)", "-1", "2*3",
]  # fmt: skip
HOW_MANY = 300


def formulas(seed: int) -> list[str]:
    chance = random.Random(seed)
    made = [
        chance.choice(BEFORE) * chance.randint(0, 2)
        + chance.choice(STARTS)
        + chance.choice(BEFORE)
        + chance.choice(CALLS)
        for _ in range(HOW_MANY)
    ]
    return [text[:40] for text in made]


@pytest.fixture
def seed() -> int:
    """Another one each time; what failed can be told by it."""
    fresh = secrets.randbelow(2**32)
    print(f"formulas from seed {fresh}")
    return fresh


def would_calculate(cell: str) -> bool:
    """Independent of the guard: what is left when all that is not seen is taken away."""
    seen = cell.lstrip().lstrip("".join(BEFORE))
    first = unicodedata.normalize("NFKC", seen[:1])
    return cell[:1] in {"\t", "\r", "\n"} or first in set("=+-@−")


def uploaded(texts: Sequence[str], kind: str, *, grid: str = GRID) -> SimpleUploadedFile:
    """A roster with these names, written without any guard."""
    rows = [
        [text, f"+86139{number:08}", "专职", "社区工作者", grid, "网格员", "2026-01-01", ""]
        for number, text in enumerate(texts)
    ]
    if kind == "csv":
        out = io.StringIO(newline="")
        csv.writer(out).writerows([COLUMNS, *rows])
        return SimpleUploadedFile("roster.csv", out.getvalue().encode())
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for line, row in enumerate([COLUMNS, *rows]):
            for column, cell in enumerate(row):
                page.write_string(line, column, cell)
    return SimpleUploadedFile("roster.xlsx", into.getvalue())


def cells_of_csv(content: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        yield from row


def cells_of_xlsx(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith(".xml"):
                xml = packed.read(name)
                assert b"<f>" not in xml, name
                assert b"<f " not in xml, name
                assert b"<hyperlink" not in xml, name
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    for row in sheet.to_python():
        for cell in row:
            assert isinstance(cell, str | int | float)
            yield cell if isinstance(cell, str) else ""


def sign_in(client: Client, username: str) -> Client:
    client.force_login(Account.objects.get(pk=person(username).id))
    return client


def exported(client: Client, name: str, format: str) -> bytes:
    asked = {"list": name, "format": format, "query": ""}
    answer = client.post(reverse("exports:ask", args=[TOWNSHIP]), asked)
    assert answer.status_code == 200
    return bytes(answer.content)


def dangerous(client: Client, name: str) -> tuple[list[str], int]:
    """The cells of both files that would calculate, and how many cells there are."""
    cells = [
        *cells_of_csv(exported(client, name, "csv")),
        *cells_of_xlsx(exported(client, name, "xlsx")),
    ]
    return [cell for cell in cells if would_calculate(cell)], len(cells)


@pytest.mark.usefixtures("town")
def test_what_was_uploaded_in_a_roster_leaves_as_words(client: Client, seed: int) -> None:
    door, texts = sign_in(client, "peng"), formulas(seed)
    before = Worker.objects.count()
    for kind, share in (("xlsx", texts[:150]), ("csv", texts[150:])):
        file = uploaded(share, kind)
        address = reverse("workers:import_roster", args=[TOWNSHIP])
        answer = door.post(address, {"file": file, "on_faults": "good"})
        assert answer.status_code in {200, 303}
    came_in = Worker.objects.count() - before
    assert came_in > HOW_MANY * 0.9, "the strings did not come in"
    found, cells = dangerous(door, "workers:roster")
    assert (found, seed) == ([], seed)
    assert cells > came_in


@pytest.mark.usefixtures("town")
def test_what_comes_back_with_its_faults_is_words_too(client: Client, seed: int) -> None:
    file = uploaded(formulas(seed), "xlsx", grid="nowhere")
    address = reverse("workers:import_roster", args=[TOWNSHIP])
    answer = sign_in(client, "peng").post(address, {"file": file, "on_faults": "faults"})
    cells = [*cells_of_xlsx(answer.content)]
    assert len(cells) > HOW_MANY
    assert ([cell for cell in cells if would_calculate(cell)], seed) == ([], seed)


@pytest.mark.usefixtures("town")
def test_what_somebody_typed_leaves_as_words(client: Client, seed: int) -> None:
    for text in formulas(seed):
        refuse_task(GRID, department=text, words=text, asked_on=TODAY, by=ZHOU, now=NOW)
    assert Refusal.objects.count() == HOW_MANY
    found, cells = dangerous(sign_in(client, "peng"), "matters:refusals")
    assert (found, seed) == ([], seed)
    assert cells > HOW_MANY * 2


@pytest.mark.parametrize("format", list(Format))
def test_any_of_them_in_any_place_of_any_sheet_is_words(format: Format, seed: int) -> None:
    texts = formulas(seed)
    into = io.BytesIO()
    rows = [(text, number, text) for number, text in enumerate(texts)]
    written = write_sheet(Sheet("表", ("甲", "乙", "丙"), len(rows), rows), format, into)
    assert written == HOW_MANY
    read = cells_of_csv if format is Format.CSV else cells_of_xlsx
    cells = [*read(into.getvalue())]
    assert ([cell for cell in cells if would_calculate(cell)], seed) == ([], seed)
    kept = {cell.removeprefix("'") for cell in cells if cell}
    assert len(kept & set(texts)) > len(set(texts)) * 0.8, "they are still readable"


def test_without_the_guard_they_would_be_found(seed: int) -> None:
    """Negative control: the strings are dangerous, and this file would notice."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[text] for text in formulas(seed)])
    cells = [*cells_of_csv(out.getvalue().encode())]
    assert sum(map(would_calculate, cells)) == HOW_MANY
