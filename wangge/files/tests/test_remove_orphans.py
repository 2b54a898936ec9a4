from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.db import IntegrityError, connection, transaction

from wangge.files import actions, store
from wangge.files.models import Attachment, Blob, Sweep
from wangge.files.queries import attachments_of
from wangge.journal.models import Entry
from wangge.kernel.actor import machine

from .builders import NOW, a_thing, attached, photos

CLOCK = machine("照片清理")
LATER = NOW + timedelta(hours=24, seconds=1)
STRAY = "ab" * 32
SWEEPING = "wangge.files.actions.sweeping"
PATIENCE = 10.0


def sweep(now: Any = LATER) -> int:
    return actions.remove_orphans(by=CLOCK, now=now)


def on_nothing(*colours: int) -> list[str]:
    """Photos that were attached and are no more."""
    thing = a_thing()
    attached(thing, *photos(*colours))
    hashes = [it.blob_id for it in attachments_of(thing)]
    attachments_of(thing).delete()
    return hashes


def is_stored(sha256: str) -> bool:
    storage = storages["files"]
    return storage.exists(store.place_of(sha256)) and storage.exists(
        store.place_of(sha256, thumbnail=True)
    )


def left_behind(name: str, *, hours: float = 25) -> str:
    """Bytes whose transaction failed, that long before the sweep."""
    storage = storages["files"]
    assert isinstance(storage, FileSystemStorage)
    storage.save(name, ContentFile(b"bytes"))
    written = (LATER - timedelta(hours=hours)).timestamp()
    os.utime(storage.path(name), (written, written))
    return name


@pytest.mark.django_db
def test_what_is_on_nothing_is_gone_with_row_bytes_and_thumbnail() -> None:
    hashes = on_nothing(10, 20)
    assert sweep() == 2
    assert not Blob.objects.exists()
    assert not any(
        storages["files"].exists(store.place_of(it, thumbnail=small))
        for it in hashes
        for small in (False, True)
    )


@pytest.mark.django_db
def test_what_is_on_something_stays() -> None:
    (one,) = attached(a_thing(), *photos(10))
    on_nothing(10)
    assert sweep() == 0
    assert is_stored(one.blob_id)


@pytest.mark.django_db
def test_nothing_goes_within_a_day() -> None:
    (sha256,) = on_nothing(10)
    left_behind(f"ab/{STRAY}", hours=23)
    assert sweep(NOW + timedelta(hours=23)) == 0
    assert is_stored(sha256)
    assert storages["files"].exists(f"ab/{STRAY}")
    storages["files"].delete(f"ab/{STRAY}")


@pytest.mark.django_db
def test_bytes_without_a_row_and_half_written_ones_are_gone() -> None:
    strays = [f"ab/{STRAY}", f"ab/{STRAY}.thumb", f"ab/{STRAY}.0123456789ab.part"]
    for name in strays:
        left_behind(name)
    assert sweep() == 3
    assert not [name for name in strays if storages["files"].exists(name)]
    assert not Blob.objects.exists()


@pytest.mark.django_db
def test_what_is_not_called_as_ours_is_not_ours() -> None:
    others = [left_behind("ab/notes.txt"), left_behind("exports/2026.xlsx")]
    assert sweep() == 0
    for name in others:
        assert storages["files"].exists(name)
        storages["files"].delete(name)


@pytest.mark.django_db
def test_the_journal_keeps_how_many_went_once_a_run() -> None:
    on_nothing(10, 20)
    left_behind(f"ab/{STRAY}")
    sweep()
    entry = Entry.objects.get(event="files.orphans_removed")
    swept = Sweep.objects.get()
    assert (entry.code, entry.actor, entry.subject) == ("4311", CLOCK.id, f"sweep:{swept.pk}")
    assert entry.detail == {"blobs": 2, "strays": 1}
    assert sweep() == 0
    assert Entry.objects.filter(event="files.orphans_removed").count() == 1


# -- at the same moment: real threads against PostgreSQL ------------------------------------------


def in_thread(verb: Callable[[], Any]) -> tuple[Thread, list[Any]]:
    answers: list[Any] = []

    def run() -> None:
        try:
            answers.append(verb())
        except Exception as failure:  # noqa: BLE001 the test looks at it
            answers.append(failure)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread, answers


def paused(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> tuple[Event, Event]:
    """The function waits, when it is reached, until it is let go."""
    reached, go = Event(), Event()
    real = getattr(module, name)

    def waiting(*words: Any, **more: Any) -> Any:
        reached.set()
        assert go.wait(PATIENCE)
        return real(*words, **more)

    monkeypatch.setattr(module, name, waiting)
    return reached, go


@pytest.mark.slow
def test_a_photo_attached_while_it_is_being_removed_is_kept(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep holds the row; `attach` waits for it, and stores row and bytes anew."""
    (sha256,) = on_nothing(10)
    reached, go = paused(monkeypatch, store, "drop")
    sweeper, removed = in_thread(sweep)
    assert reached.wait(PATIENCE)
    attacher, answers = in_thread(lambda: attached(a_thing(), *photos(10)))
    attacher.join(0.3)
    assert attacher.is_alive(), "did not wait for the row"
    go.set()
    sweeper.join(PATIENCE)
    attacher.join(PATIENCE)
    assert removed == [1]
    assert [it.blob_id for it in answers[0]] == [sha256]
    assert is_stored(sha256)
    assert Blob.objects.filter(pk=sha256).exists()


@pytest.mark.slow
def test_a_photo_attached_but_not_yet_committed_is_left_alone(fresh_database: str) -> None:
    (sha256,) = on_nothing(10)
    with transaction.atomic():
        attached(a_thing(), *photos(10))
        sweeper, removed = in_thread(sweep)
        sweeper.join(PATIENCE)
        assert not sweeper.is_alive(), "the sweep waits for nobody"
    assert removed == [0]
    assert is_stored(sha256)


@pytest.mark.slow
def test_a_photo_attached_after_the_list_was_made_is_left_alone(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was an orphan when asked for, and is none when the lock is held: asked once more."""
    (sha256,) = on_nothing(10)
    attached(a_thing(), *photos(10))
    monkeypatch.setattr(f"{SWEEPING}.orphans", lambda now: Blob.objects.filter(pk=sha256))
    assert sweep() == 0
    assert is_stored(sha256)


@pytest.mark.slow
def test_stray_bytes_whose_photo_is_just_being_attached_stay(fresh_database: str) -> None:
    """Its row is written but not committed: the sweep waits, and finds the name taken."""
    (sha256,) = on_nothing(10)
    Blob.objects.all().delete()
    storage = storages["files"]
    for small in (False, True):
        path = storage.path(store.place_of(sha256, thumbnail=small))
        os.utime(path, (0, 0))
    with transaction.atomic():
        attached(a_thing(), *photos(10))
        sweeper, removed = in_thread(sweep)
        sweeper.join(0.3)
        assert sweeper.is_alive(), "did not wait for the name"
    sweeper.join(PATIENCE)
    assert removed == [0]
    assert is_stored(sha256)


@pytest.mark.slow
def test_without_holding_the_row_the_photo_would_be_lost(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: take the lock out of both, and the bytes are gone or the row is."""
    (sha256,) = on_nothing(10)
    monkeypatch.setattr(f"{SWEEPING}.orphans", lambda now: Unlocked(Blob.objects.filter(pk=sha256)))
    monkeypatch.setattr("wangge.files.actions.attaching.HOLD", "SELECT unnest(%s::text[])")
    reached, go = paused(monkeypatch, store, "drop")
    sweeper, removed = in_thread(sweep)
    assert reached.wait(PATIENCE)
    attached(a_thing(), *photos(10))
    go.set()
    sweeper.join(PATIENCE)
    lost = not is_stored(sha256) and Attachment.objects.filter(blob_id=sha256).exists()
    assert lost or isinstance(removed[0], IntegrityError)
    assert not is_stored(sha256)


class Unlocked:
    """Rows that say they are locked and are not."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def select_for_update(self, **words: Any) -> Any:
        return self.rows


@pytest.mark.slow
@pytest.mark.parametrize("order", [(10, 20, 30), (30, 20, 10)])
def test_eight_who_attach_the_same_photos_at_once_share_one_copy(
    fresh_database: str, order: tuple[int, ...]
) -> None:
    """In one order and in the other at once: nobody waits for somebody who waits for them."""
    orders = [order, (10, 20, 30)] * 4
    running = [in_thread(partial(attached, a_thing(), *photos(*it))) for it in orders]
    for thread, _ in running:
        thread.join(30)
    assert [len(answers[0]) for _, answers in running] == [3] * 8
    assert (Blob.objects.count(), Attachment.objects.count()) == (3, 24)
    assert len(list(Path(storages["files"].path("")).glob("*/*"))) == 6
