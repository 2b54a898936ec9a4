"""Where bytes lie: Django's storage `files`, a folder or an S3 bucket.

A photo is at `ab/abcd…`, its thumbnail beside it at `ab/abcd….thumb`.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages

OURS = re.compile(r"(?P<sha256>[0-9a-f]{64})(?P<rest>.*)", re.DOTALL)
WHOLE = {"", ".thumb"}
FOLDERS = [f"{number:02x}" for number in range(256)]


class Disk(FileSystemStorage):
    """A folder in which a file is whole or absent: written aside, made durable, then named."""

    def _save(self, name: str, content: File[Any]) -> str:
        final = Path(self.path(name))
        final.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        aside = final.with_name(f"{final.name}.{secrets.token_hex(6)}.part")
        try:
            with aside.open("xb") as file:
                file.writelines(content.chunks())
                file.flush()
                os.fsync(file.fileno())
            aside.chmod(0o640)
            aside.replace(final)
        finally:
            aside.unlink(missing_ok=True)
        _make_durable(final.parent)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: it is made of what is in the file, so whatever has it is the same."""
        return name


def _make_durable(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _storage() -> Storage:
    return storages["files"]


def place_of(sha256: str, *, thumbnail: bool = False) -> str:
    return f"{sha256[:2]}/{sha256}{'.thumb' if thumbnail else ''}"


def put(name: str, data: bytes, content_type: str) -> None:
    """The bytes are stored under this name; nothing happens when they are already."""
    storage = _storage()
    if storage.exists(name):
        return
    content = ContentFile(data)
    content.content_type = content_type  # type: ignore[attr-defined]  # S3 asks for it
    stored = storage.save(name, content)
    if stored != name:  # somebody was quicker, with the same bytes
        storage.delete(stored)


def get(name: str) -> bytes:
    """What was stored; FileNotFoundError when nothing is."""
    with _storage().open(name) as file:
        return bytes(file.read())


def drop(sha256: str) -> None:
    """Neither the photo nor its thumbnail is stored."""
    for thumbnail in (False, True):
        drop_name(place_of(sha256, thumbnail=thumbnail))


def drop_name(name: str) -> None:
    _storage().delete(name)


def names_in(folder: str) -> Iterator[str]:
    """The names in one of the FOLDERS; none when it does not exist yet."""
    try:
        _, names = _storage().listdir(folder)
    except FileNotFoundError:
        return
    yield from names


def modified_at(name: str) -> datetime | None:
    """When it was written; None when it is gone by now."""
    try:
        return _storage().get_modified_time(name)
    except FileNotFoundError:
        return None
