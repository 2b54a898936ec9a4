from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.datastructures import MultiValueDict

from wangge.files.forms import CUT, PhotosMixin
from wangge.files.images import Picture
from wangge.files.queries import attachments_of

from .builders import photos, picture, upload
from .site import THING, RemarkForm

pytestmark = pytest.mark.urls("wangge.files.tests.site")


def filled(*files: SimpleUploadedFile, manifest: Any = None, whole: str | None = "1") -> RemarkForm:
    data = {"words": "补几张照片"}
    if manifest is not None:
        data["photo_manifest"] = manifest if isinstance(manifest, str) else json.dumps(manifest)
    if whole is not None:
        data["whole"] = whole
    return RemarkForm(data, MultiValueDict({"photos": list(files)}))


def manifest_of(*files: SimpleUploadedFile) -> list[dict[str, Any]]:
    listed = []
    for file in files:
        data = file.read()
        file.seek(0)
        sha256 = hashlib.sha256(data).hexdigest()
        listed.append({"name": file.name, "size": len(data), "sha256": sha256})
    return listed


def test_photos_become_pictures_for_the_verb() -> None:
    form = filled(*photos(10, 20))
    assert form.is_valid()
    assert [type(it) for it in form.cleaned_data["photos"]] == [Picture, Picture]


def test_nobody_is_asked_for_a_photo() -> None:
    form = filled()
    assert form.is_valid()
    assert form.cleaned_data["photos"] == []
    assert form.fields["photos"].label == "照片（选填）"


@pytest.mark.parametrize("whole", [None, "", "0"])
def test_without_the_mark_at_its_end_the_form_was_cut(whole: str | None) -> None:
    form = filled(*photos(10), whole=whole)
    assert form.errors["photos"] == [CUT]
    assert filled(whole=whole).errors["photos"] == [CUT]


def test_what_agrees_with_its_manifest_is_taken() -> None:
    files = photos(10, 20)
    assert filled(*files, manifest=manifest_of(*files)).is_valid()
    assert filled(manifest="").is_valid()
    assert filled(manifest=[]).is_valid()


def test_a_browser_without_hashing_lists_sizes_alone() -> None:
    files = photos(10, 20)
    listed = [{"name": it["name"], "size": it["size"]} for it in manifest_of(*files)]
    assert filled(*files, manifest=listed).is_valid()
    listed[1]["size"] += 1
    assert filled(*files, manifest=listed).errors["photos"] == [CUT]


@pytest.mark.parametrize("change", ["one less", "one more", "other hash", "other size", "order"])
def test_what_does_not_agree_with_its_manifest_was_cut(change: str) -> None:
    files = photos(10, 20)
    listed = manifest_of(*files)
    if change == "one less":
        files.pop()
    elif change == "one more":
        files += photos(30)
    elif change == "other hash":
        listed[0]["sha256"] = "0" * 64
    elif change == "other size":
        listed[0]["size"] += 1
    else:
        listed.reverse()
    assert filled(*files, manifest=listed).errors["photos"] == [CUT]


@pytest.mark.parametrize(
    "odd", ["{", "null", "7", '"x"', "[7]", "[null]", '[{"size": null}]', "[{}]", "[[]]", '{"a":1}']
)
def test_a_manifest_that_makes_no_sense_was_cut(odd: str) -> None:
    assert filled(*photos(10), manifest=odd).errors["photos"] == [CUT]


def test_every_bad_photo_is_named_at_once() -> None:
    form = filled(upload(b"<svg/>", "图.svg"), *photos(10), upload(b"", "空.jpg"))
    assert len(form.errors["photos"]) == 2
    assert "图.svg" in form.errors["photos"][0]
    assert "空.jpg" in form.errors["photos"][1]


def test_seven_are_too_many() -> None:
    assert "去掉 1 张" in filled(*photos(*range(7))).errors["photos"][0]


def test_the_photos_are_the_last_field_and_the_mark_is_the_last_input() -> None:
    assert list(RemarkForm().fields) == ["words", "photos"]
    page = Client().get("/test/remark/").content.decode()
    inputs = [page.index(f'name="{it}"') for it in ("words", "photos", "photo_manifest", "whole")]
    assert inputs == sorted(inputs)
    assert 'enctype="multipart/form-data"' in page
    assert "（选填）" in page
    assert 'accept="image/jpeg,image/png,image/webp"' in page
    assert page.count('name="photos"') == 1


def test_a_form_of_ones_own_may_add_fields_and_keeps_photos_last() -> None:
    class Longer(RemarkForm):
        place = RemarkForm.base_fields["words"]

    assert list(Longer().fields) == ["words", "place", "photos"]
    assert list(PhotosMixin().fields) == ["photos"]


@pytest.mark.django_db
def test_a_browser_posts_photos_and_they_are_kept() -> None:
    answer = Client().post(
        "/test/remark/", {"words": "好了", "photos": photos(10, 20), "whole": "1"}
    )
    assert answer.status_code == 200
    assert attachments_of(THING).count() == 2


@pytest.mark.django_db
def test_a_refused_form_shows_why_keeps_the_words_and_says_to_choose_again() -> None:
    bad = upload(picture("GIF"), "动图.gif", "image/gif")
    answer = Client().post("/test/remark/", {"words": "坏了", "photos": [bad], "whole": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“动图.gif”不是照片" in page
    assert "坏了" in page
    assert "请重新选择" in page
    assert 'name="whole" value="1"' in page
    assert not attachments_of(THING).exists()
