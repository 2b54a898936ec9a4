from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from democity.cast import CITY, TOWNSHIP, VILLAGE
from tests.town import NOW, SINCE, WANG
from wangge.exports import actions, jobs
from wangge.exports.actions import begin, cancel, note_progress
from wangge.exports.flow import State
from wangge.exports.models import Export
from wangge.exports.queries import store
from wangge.kernel.workbooks import Format
from wangge.messages.models import Notice
from wangge.staff.models import Account, Post, Role

from . import lists
from .lists import asked_by, door_of


def written(export: Export) -> Export:
    jobs.write(str(export.pk))
    return Export.objects.get(pk=export.pk)


def fetched(client: Client, export: Export, username: str = "wang") -> bytes:
    answer = door_of(client, username).get(f"/exports/{export.pk}/file/")
    assert answer.status_code == 200, answer.status_code
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize("format", list(Format))
def test_every_row_is_in_the_file(client: Client, format: Format) -> None:
    export = written(asked_by("wang", TOWNSHIP, format=format))
    assert (export.state, export.done) == (State.DONE, 2_500)
    content = fetched(client, export)
    if format is Format.CSV:
        rows: list[Sequence[object]] = [*csv.reader(io.StringIO(content.decode("utf-8-sig")))]
    else:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = [*book.get_sheet_by_index(0).to_python()]
    assert [int(str(row[0]).removesuffix(".0")) for row in rows[1:]] == list(range(1, 2_501))


def test_an_entry_leads_to_the_file_and_a_notice(run_jobs: object) -> None:
    export = asked_by("wang", TOWNSHIP, now=timezone.now())
    run_jobs()  # type: ignore[operator]
    export.refresh_from_db()
    assert export.state == State.DONE
    assert Notice.objects.filter(account=WANG.id, path=f"/exports/{export.pk}/").count() == 1


def test_it_tells_how_far_it_is_every_five_hundred_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []

    def listen(id: object, *, done: int, **given: object) -> Export:
        heard.append(done)
        return note_progress(id, done=done, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "note_progress", listen)
    written(asked_by("wang", TOWNSHIP))
    assert heard == [0, 500, 1000, 1500, 2000, 2500]


def test_one_that_was_killed_in_the_middle_is_written_from_the_start(client: Client) -> None:
    export = asked_by("wang", TOWNSHIP)
    begin(export.pk, by=WANG, now=NOW)
    note_progress(export.pk, tries=1, done=1_500, by=WANG, now=NOW)
    export = written(export)
    assert (export.state, export.done, export.tries) == (State.DONE, 2_500, 2)
    assert fetched(client, export).decode().count("\n") == 2_501


def test_written_twice_it_is_written_once() -> None:
    export = written(asked_by("wang", TOWNSHIP))
    before = (export.finished_at, export.tries)
    export = written(export)
    assert (export.finished_at, export.tries) == before


def test_one_that_never_gets_done_is_given_up_with_a_sentence() -> None:
    export = asked_by("wang", TOWNSHIP)
    for _ in range(jobs.MOST_TRIES):
        begin(export.pk, by=WANG, now=NOW)
    export = written(export)
    assert (export.state, export.failure) == (State.FAILED, jobs.TOO_OFTEN)


def test_one_that_breaks_says_so_to_its_owner_and_to_the_administrator() -> None:
    export = asked_by("wang", TOWNSHIP, "broken=1")
    with pytest.raises(RuntimeError):
        jobs.write(str(export.pk))
    export.refresh_from_db()
    assert (export.state, export.failure) == (State.FAILED, jobs.BROKEN)


def test_one_that_is_cancelled_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    export = asked_by("wang", TOWNSHIP)

    def stopped_by_its_owner(id: object, *, done: int, **given: object) -> Export:
        if done == 1_000:
            cancel(export.pk, by=WANG, now=NOW)
        return note_progress(id, done=done, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "note_progress", stopped_by_its_owner)
    export = written(export)
    assert (export.state, export.done) == (State.CANCELLED, 500)


def test_whoever_lost_the_post_before_it_was_written_gets_nothing() -> None:
    export = asked_by("wang", TOWNSHIP)
    yesterday = timezone.localdate() - timedelta(days=1)
    Post.objects.filter(account_id=WANG.id).update(period=DateRange(SINCE, yesterday))
    export = written(export)
    assert (export.state, export.failure) == (State.FAILED, jobs.NOT_ALLOWED)


def lose_the_post() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Post.objects.filter(account_id=WANG.id).update(period=DateRange(SINCE, yesterday))


def narrow_the_post() -> None:
    Post.objects.filter(account_id=WANG.id).update(code=VILLAGE)


def lose_a_permission() -> None:
    Role.objects.filter(key="operator").update(permissions=["cases:view"])


@pytest.mark.parametrize("change", [lose_the_post, narrow_the_post, lose_a_permission])
def test_whoever_has_other_rights_by_now_does_not_fetch_it(client: Client, change: object) -> None:
    """A file of the township is not for somebody who looks after a village of it by now."""
    export = written(asked_by("wang", TOWNSHIP))
    fetched(client, export)
    change()  # type: ignore[operator]
    assert door_of(client, "wang").get(f"/exports/{export.pk}/file/").status_code == 403


@pytest.mark.parametrize("username", ["tang", "deng", "he", "luo", "jiang"])
def test_nobody_but_its_owner_has_it(client: Client, username: str) -> None:
    export = written(asked_by("wang", TOWNSHIP))
    door = door_of(client, username)
    for tail in ("", "file/"):
        assert door.get(f"/exports/{export.pk}/{tail}").status_code == 404
    assert str(export.pk) not in door.get("/exports/").content.decode()


def test_under_another_hat_its_owner_still_fetches_it(client: Client) -> None:
    export = written(asked_by("wang", TOWNSHIP))
    wang = Account.objects.get(username="wang")
    role = Role.objects.get(key="liaison")
    Post.objects.create(account=wang, role=role, code=CITY, period=DateRange(SINCE, None))
    assert fetched(client, export)


def test_what_is_not_done_or_no_longer_there_does_not_exist(client: Client) -> None:
    waiting = asked_by("wang", TOWNSHIP)
    door = door_of(client, "wang")
    assert door.get(f"/exports/{waiting.pk}/file/").status_code == 404
    export = written(waiting)
    store().delete(export.stored_as)
    assert door.get(f"/exports/{export.pk}/file/").status_code == 404


def test_its_page_shows_how_far_it_is_and_then_the_file(client: Client) -> None:
    export = asked_by("wang", TOWNSHIP)
    begin(export.pk, by=WANG, now=NOW)
    note_progress(export.pk, tries=1, done=500, total=2_500, by=WANG, now=NOW)
    door = door_of(client, "wang")
    address = f"/exports/{export.pk}/"
    page = door.get(address).content.decode()
    assert "已写 500 行，共 2500 行" in page
    assert 'hx-trigger="every 2s"' in page
    assert "刷新" in page
    written(export)
    part = door.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "hx-trigger" not in part
    assert f"{address}file/" in part
    assert "花名册" in door.get("/exports/").content.decode()


def test_an_export_of_nothing_is_a_file_with_heads(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = asked_by("wang", TOWNSHIP)
    monkeypatch.setitem(lists.LENGTH, "rows", 0)
    export = written(export)
    assert (export.done, export.total) == (0, 0)
    assert fetched(client, export).decode().count("\n") == 1
