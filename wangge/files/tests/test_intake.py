from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client

from wangge.files import intake
from wangge.files.images import LARGEST
from wangge.files.queries import attachments_of

from .builders import photos
from .site import THING

pytestmark = [pytest.mark.django_db, pytest.mark.urls("wangge.files.tests.site")]


def post() -> Any:
    return Client().post("/test/remark/", {"words": "好", "photos": photos(10), "whole": "1"})


def test_six_of_the_largest_photos_fit() -> None:
    assert intake.MOST > 6 * LARGEST


def test_a_request_that_is_too_large_is_turned_away_before_a_file_is_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(intake, "MOST", 100)
    begun: list[Any] = []
    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", lambda *a, **k: begun.append(a))
    assert post().status_code == 400
    assert not begun
    assert not attachments_of(THING).exists()


def test_others_come_in() -> None:
    assert post().status_code == 200
    assert attachments_of(THING).count() == 1
