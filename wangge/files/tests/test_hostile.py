"""Five hundred files that somebody might send to do harm: none gets through as it is."""

from __future__ import annotations

import random
import resource
import secrets
import struct
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.utils.datastructures import MultiValueDict
from PIL import Image, ImageFile

from wangge.files import images
from wangge.files.actions import UnableToAttach
from wangge.files.images import KEPT_SIDE, MOST_PIXELS, Picture, picture_of
from wangge.files.models import Attachment, Blob

from .builders import upload
from .hostile import MAKERS, MARK, Hostile, corpus, png, zeros
from .site import RemarkForm, save

COUNT = 500
TABLES = {0xC0, 0xC4, 0xDA, 0xDB, 0xE0}


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pixels each file was decoded to, as Pillow is asked to."""
    pixels: list[int] = []
    load = ImageFile.ImageFile.load

    def counted(self: ImageFile.ImageFile) -> Any:
        pixels.append(self.width * self.height)
        assert pixels[-1] <= max(MOST_PIXELS.values()), "decoded without asking how large it is"
        return load(self)

    monkeypatch.setattr(ImageFile.ImageFile, "load", counted)
    return pixels


def outcome(file: Hostile) -> Picture | str:
    try:
        return picture_of(upload(file.data, file.name, file.content_type))
    except UnableToAttach as refusal:
        return refusal.sentence


def check_clean(data: bytes) -> None:
    """A plain JPEG of ours: no metadata, nothing behind its end, nothing of what came in."""
    seen, at = [], 2
    assert data[:2] == b"\xff\xd8"
    while True:
        assert data[at] == 0xFF
        seen.append(data[at + 1])
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        if seen[-1] == 0xDA:
            break
        at += 2 + length
    assert set(seen) <= TABLES, seen
    assert data.index(b"\xff\xd9", at) == len(data) - 2
    assert not [it for it in (MARK, b"<script", b"<?php", b"%PDF", b"Exif", b"GPS") if it in data]
    assert not zipfile.is_zipfile(BytesIO(data))
    with Image.open(BytesIO(data), formats=("JPEG",)) as kept:
        kept.load()
        assert max(kept.size) <= KEPT_SIDE
        assert kept.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not kept.getexif()


@pytest.mark.slow
def test_none_of_five_hundred_gets_through(decoded: list[int]) -> None:
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    counted: Counter[str] = Counter()
    for file in corpus(seed, COUNT):
        answer = outcome(file)
        counted["refused" if isinstance(answer, str) else "drawn anew"] += 1
        if isinstance(answer, str):
            assert file.refused is not False, (seed, file.kind, file.name, answer)
            assert any(sign in answer for sign in "请"), answer
            assert len(answer) < 250
            assert MARK.decode() not in answer
        else:
            assert not file.refused, (seed, file.kind, file.name)
            check_clean(answer.data)
            check_clean(answer.thumbnail)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{dict(counted)}, {sum(decoded):,} pixels decoded, memory grew by {grown:.0f} MiB")
    assert counted.total() == COUNT
    assert min(counted["refused"], counted["drawn anew"]) > COUNT / 5
    assert grown < 300


@pytest.mark.slow
@pytest.mark.django_db
def test_five_hundred_through_a_form_leave_only_plain_photos_in_the_store() -> None:
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    taken = 0
    for file in corpus(seed, COUNT):
        files = MultiValueDict({"photos": [upload(file.data, file.name, file.content_type)]})
        form = RemarkForm({"words": file.kind, "whole": "1"}, files)
        if form.is_valid():
            assert not file.refused, (seed, file.kind)
            save(form.cleaned_data["photos"])
            taken += 1
    print(f"{taken} kept")
    assert Attachment.objects.count() == taken > COUNT / 5
    check_store()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.urls("wangge.files.tests.site")
def test_each_kind_posted_is_answered_and_never_repeated() -> None:
    for kind, make in MAKERS.items():
        data, refused = make(random.Random(20_260_610))
        sent = upload(data, "照片.jpg")
        answer = Client().post("/test/remark/", {"words": "x", "photos": [sent], "whole": "1"})
        assert answer.status_code in {None: {200, 422}, True: {422}, False: {200}}[refused], kind
        assert MARK not in answer.content, kind
    check_store()


def check_store() -> None:
    root = Path(storages["files"].path(""))
    stored = [path for path in root.rglob("*") if path.is_file()]
    assert len(stored) == 2 * Blob.objects.count() > 0
    for path in stored:
        check_clean(path.read_bytes())


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_each_kind_alone(kind: str, decoded: list[int]) -> None:
    data, refused = MAKERS[kind](random.Random(20_260_610))
    answer = outcome(Hostile(kind, "照片.jpg", "image/jpeg", data, refused))
    if refused is not None:
        assert isinstance(answer, str) is refused, answer
    if isinstance(answer, Picture):
        check_clean(answer.data)


@pytest.mark.parametrize(
    "kind", [kind for kind in MAKERS if "bomb" in kind or "huge" in kind if "text" not in kind]
)
def test_a_bomb_is_refused_without_being_decoded(kind: str, decoded: list[int]) -> None:
    data, _ = MAKERS[kind](random.Random(20_260_610))
    assert isinstance(outcome(Hostile(kind, "照片.png", "image/png", data, True)), str)
    assert not decoded


class Decoding(BaseException):
    """Pillow was asked for the pixels."""


def test_without_the_guard_the_bomb_would_be_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the check of width and height that stops it, not luck."""
    bomb = upload(png(30_000, 30_000, pixels=zeros(30_000 * 3_751)))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)

    def asked(self: ImageFile.ImageFile) -> None:
        raise Decoding(self.size)

    monkeypatch.setattr(ImageFile.ImageFile, "load", asked)
    with pytest.raises(UnableToAttach, match="尺寸太大"):
        picture_of(bomb)
    monkeypatch.setattr(images, "_check_dimensions", lambda *words: None)
    with pytest.raises(Decoding, match="30000"):
        picture_of(bomb)


def test_a_mark_would_be_found_if_it_were_kept() -> None:
    for kind in ("photo_and_zip", "xmp_and_comments", "pdf_inside_jpeg", "exif_with_place"):
        chance = random.Random(7)
        with pytest.raises((AssertionError, IndexError, ValueError)):
            check_clean(MAKERS[kind](chance)[0])


def test_half_a_photo_is_never_taken_for_a_whole_one() -> None:
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
