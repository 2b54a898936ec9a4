from __future__ import annotations

import pytest
from django.test import Client

from wangge.files import store
from wangge.files.models import Purpose
from wangge.kernel.ids import new_id

from .builders import a_thing, attached, opened, picture, upload
from .site import THING

pytestmark = [pytest.mark.django_db, pytest.mark.urls("wangge.files.tests.site")]


def test_a_photo_comes_as_a_picture_that_cannot_do_anything() -> None:
    (one,) = attached(THING, upload(picture(size=(640, 480)), '井 盖".php'))
    answer = Client().get(f"/test/photos/{one.id}/")
    assert opened(answer.content) == (640, 480)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''%E4%BA%95%20%E7%9B%96.jpg"


def test_a_thumbnail_is_small() -> None:
    (one,) = attached(THING, upload(picture(size=(640, 480))))
    assert opened(Client().get(f"/test/photos/{one.id}/?small=1").content) == (320, 240)


def test_it_is_asked_for_each_time_and_sent_once() -> None:
    (one,) = attached(THING, upload(picture()))
    first = Client().get(f"/test/photos/{one.id}/")
    assert first["Cache-Control"] == "private, no-cache"
    again = Client().get(f"/test/photos/{one.id}/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "private, no-cache"
    small = Client().get(f"/test/photos/{one.id}/?small=1")
    assert small["ETag"] != first["ETag"]


def test_a_photo_on_something_else_does_not_exist() -> None:
    (one,) = attached(a_thing(), upload(picture()))
    assert Client().get(f"/test/photos/{one.id}/").status_code == 404
    assert Client().get(f"/test/photos/{new_id()}/").status_code == 404


def test_missing_bytes_are_a_404_and_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    (one,) = attached(THING, upload(picture()))
    store.drop(one.blob_id)
    assert Client().get(f"/test/photos/{one.id}/").status_code == 404
    assert "bytes are missing" in caplog.text


def test_a_page_shows_small_pictures_with_words_that_lead_to_the_large_ones() -> None:
    first, second = attached(
        THING,
        upload(picture(), "<b>.jpg"),
        upload(picture(colour=(0, 0, 9))),
        purpose=Purpose.BEFORE,
    )
    page = Client().get("/test/photos/").content.decode()
    for number, one in enumerate((first, second), 1):
        assert f'href="/test/photos/{one.id}/"' in page
        assert f'src="/test/photos/{one.id}/?small=1"' in page
        assert f'alt="处置前 {number}"' in page
    assert "<b>" not in page
