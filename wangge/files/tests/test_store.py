"""The same, whether in a folder or in a bucket; and in a folder a file is whole or absent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, storages
from django.test import RequestFactory, override_settings
from django.utils import timezone

from wangge.files import actions, store
from wangge.files.doors import deliver
from wangge.files.models import Blob
from wangge.files.queries import attachments_of
from wangge.files.store import Disk
from wangge.kernel.actor import machine

from .builders import a_thing, attached, photos

NAME = f"ab/{'ab' * 32}"


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(location=tmp_path)


@pytest.fixture
def bucket(settings: object) -> Iterator[InMemoryStorage]:
    """A store without any folder, as S3 is."""
    with override_settings(
        STORAGES=storages.backends
        | {"files": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    ):
        found = storages["files"]
        assert isinstance(found, InMemoryStorage)
        yield found


def test_in_a_folder_a_file_gets_its_name_when_it_is_whole(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(handle: int) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(os, "fsync", power_cut)
    with pytest.raises(OSError, match="power cut"):
        disk.save(NAME, ContentFile(b"half"))
    assert not disk.exists(NAME)
    assert not list(Path(disk.location).glob("*/*"))


def test_what_is_stored_twice_is_stored_once(disk: Disk) -> None:
    for _ in range(2):
        assert disk.save(NAME, ContentFile(b"photo")) == NAME
    (path,) = Path(disk.location).glob("*/*")
    assert path.read_bytes() == b"photo"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_name_cannot_leave_the_folder(disk: Disk) -> None:
    with pytest.raises(Exception, match=r"traversal|outside"):
        disk.save("../out", ContentFile(b"photo"))


def test_somebody_quicker_with_the_same_bytes_leaves_no_second_copy(
    bucket: InMemoryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(NAME, b"photo", "image/jpeg")
    monkeypatch.setattr(bucket, "exists", lambda name: False)
    monkeypatch.setattr(bucket, "get_available_name", lambda name, max_length=None: f"{name}_other")
    store.put(NAME, b"photo", "image/jpeg")
    assert bucket.listdir("ab")[1] == [NAME[3:]]


@pytest.mark.django_db
def test_nothing_needs_a_folder(bucket: InMemoryStorage) -> None:
    """Attached, shown, removed: all of it through the storage alone."""
    thing = a_thing()
    (one,) = attached(thing, *photos(10))
    answer = deliver(attachments_of(thing).get(), request=RequestFactory().get("/"))
    assert answer.status_code == 200
    folder = one.blob_id[:2]
    assert len(bucket.listdir(folder)[1]) == 2
    attachments_of(thing).delete()
    later = timezone.now() + timedelta(hours=25)
    Blob.objects.update(stored_at=timezone.now())
    assert actions.remove_orphans(by=machine("照片清理"), now=later) == 1
    assert bucket.listdir(folder)[1] == []


def test_a_bucket_is_chosen_by_settings_alone() -> None:
    """Nothing is asked of the network before there is a photo."""
    with override_settings(
        STORAGES={
            "files": {
                "BACKEND": "storages.backends.s3.S3Storage",
                "OPTIONS": {
                    "bucket_name": "photos",
                    "endpoint_url": "http://127.0.0.1:1",
                    "region_name": "cn-south-1",
                    "file_overwrite": True,
                },
            }
        }
    ):
        storage = storages["files"]
        assert type(storage).__name__ == "S3Storage"
        assert storage.get_available_name(NAME) == NAME
