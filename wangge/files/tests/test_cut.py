"""An upload that is cut leaves nothing behind.

Django would see its fields and no file, and no error.
"""

from __future__ import annotations

import random
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.test import Client

from wangge.files.forms import CUT
from wangge.files.models import Attachment, Blob

from .builders import picture
from .cutting import CONTENT_TYPE, Body, body_of
from .live import LOOPBACK, small_site

pytestmark = pytest.mark.urls("wangge.files.tests.site")


def two_photos(seed: int) -> list[bytes]:
    chance = random.Random(seed)
    colours = [tuple(chance.randbytes(3)) for _ in range(2)]
    return [picture("PNG", (300, 200), colour) + chance.randbytes(9_000) for colour in colours]


def posted(path: str, body: bytes) -> tuple[int, str]:
    answer = Client().generic("POST", path, body, CONTENT_TYPE)
    return answer.status_code, answer.content.decode()


def places(body: Body, seed: int) -> list[int]:
    """Around every edge, and anywhere in between."""
    chance = random.Random(seed)
    end = len(body.data)
    edges = {body.first_photo + shift for shift in (-40, -1, 0, 1, 300)}
    edges |= {end - shift for shift in range(1, 260, 3)}
    return sorted(edges | {chance.randrange(end) for _ in range(60)})


@pytest.mark.slow
@pytest.mark.django_db
def test_wherever_it_is_cut_nothing_is_kept() -> None:
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    body = body_of(two_photos(seed))
    for place in places(body, seed):
        status, page = posted("/test/remark/", body.data[:place])
        kept = Attachment.objects.count()
        if place < body.complete or status == 422:
            assert (status, kept, Blob.objects.count()) == (422, 0, 0), place
            assert CUT in page, place
        else:
            assert (status, kept) == (200, 2), place
            Attachment.objects.all().delete()
            Blob.objects.all().delete()
    assert posted("/test/remark/", body.data)[0] == 200


@pytest.mark.django_db
def test_without_the_mark_its_fields_would_arrive_and_the_photo_would_not() -> None:
    """The negative control: the form is valid, there is no exception, and the photo is gone."""
    body = body_of(two_photos(1), whole=False)
    status, came = posted("/test/unguarded/", body.data[: body.first_photo + 4_000])
    assert (status, came) == (200, '{"valid": true, "photos": 0}')
    status, came = posted("/test/unguarded/", body.data[: body.complete - 3_000])
    assert (status, came) == (200, '{"valid": true, "photos": 1}')


# -- the same over a wire, with the real server --------------------------------------------------


@pytest.fixture
def port(fresh_database: str, tmp_path: Path) -> Iterator[int]:
    with small_site(fresh_database, tmp_path / "files") as port:
        yield port


def sent(port: int, path: str, body: bytes, *, claimed: int) -> str:
    """What the server answers to a body that ends sooner than its header claims."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {LOOPBACK}:{port}\r\nConnection: close\r\n"
        f"Content-Type: {CONTENT_TYPE}\r\nContent-Length: {claimed}\r\n\r\n"
    )
    answer = b""
    with socket.create_connection((LOOPBACK, port), timeout=5) as wire:
        wire.sendall(head.encode() + body)
        if claimed > len(body):
            wire.shutdown(socket.SHUT_WR)
        with suppress(OSError):
            while more := wire.recv(65_536):
                answer += more
    return answer.decode(errors="replace")


@pytest.mark.slow
def test_a_line_that_breaks_leaves_nothing_behind(port: int, tmp_path: Path) -> None:
    body = body_of(two_photos(2))
    for place in (body.first_photo + 4_000, body.complete - 5_000, body.complete - 1):
        answer = sent(port, "/test/remark/", body.data[:place], claimed=len(body.data))
        assert answer.startswith("HTTP/1.1 422"), answer[:80]
        assert CUT in answer
    time.sleep(0.2)
    assert not Attachment.objects.exists()
    assert not list((tmp_path / "files").glob("*/*"))
    assert sent(port, "/test/remark/", body.data, claimed=len(body.data)).startswith("HTTP/1.1 200")
    assert Attachment.objects.count() == 2


@pytest.mark.slow
def test_a_line_that_breaks_would_lose_the_photo_without_the_mark(port: int) -> None:
    """The negative control: the server calls the view, which is told of nothing."""
    body = body_of(two_photos(3), whole=False)
    cut = body.data[: body.first_photo + 4_000]
    answer = sent(port, "/test/unguarded/", cut, claimed=len(body.data))
    assert answer.startswith("HTTP/1.1 200")
    assert answer.endswith('{"valid": true, "photos": 0}')
