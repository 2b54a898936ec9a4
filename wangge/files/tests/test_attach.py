from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files import File
from django.db import transaction

from wangge.files import actions, store
from wangge.files.images import Picture, clean_name, picture_of
from wangge.files.models import Attachment, Blob, Purpose
from wangge.files.queries import attachments_of, get_attachment
from wangge.journal.queries import entries_of
from wangge.kernel.ids import new_id

from .builders import NOW, WANG, a_thing, attached, opened, photos, picture, upload

pytestmark = pytest.mark.django_db


def test_photos_are_on_the_thing_in_the_order_they_were_given() -> None:
    thing = a_thing()
    attached(thing, *photos(10, 60, 110, 160, 210, 250))
    assert [it.name for it in attachments_of(thing)] == [f"现场{n}.jpg" for n in range(1, 7)]


def test_each_says_who_put_it_there_when_and_for_what() -> None:
    thing = a_thing()
    (one,) = attached(thing, *photos(10), purpose=Purpose.AFTER)
    kept = get_attachment(thing, one.id)
    assert (kept.by, kept.at, kept.purpose) == (WANG.id, NOW, Purpose.AFTER)
    assert list(attachments_of(thing, Purpose.BEFORE)) == []
    assert list(attachments_of(thing, Purpose.BEFORE, Purpose.AFTER)) == [kept]


def test_the_bytes_are_stored_under_their_hash_with_a_thumbnail_beside() -> None:
    (one,) = attached(a_thing(), upload(picture(size=(640, 480))))
    blob = Blob.objects.get()
    data = store.get(f"{blob.sha256[:2]}/{blob.sha256}")
    assert len(data) == blob.size
    assert opened(data) == (blob.width, blob.height) == (640, 480)
    assert opened(store.get(f"{blob.sha256[:2]}/{blob.sha256}.thumb")) == (320, 240)
    assert one.blob_id == picture_of(upload(picture(size=(640, 480)))).sha256


def test_a_photo_on_another_thing_does_not_exist() -> None:
    thing, other = a_thing(), a_thing()
    (one,) = attached(other, *photos(10))
    with pytest.raises(Attachment.DoesNotExist):
        get_attachment(thing, one.id)
    with pytest.raises(Attachment.DoesNotExist):
        get_attachment(thing, new_id())


def test_the_same_photo_on_two_things_is_stored_once() -> None:
    other = a_thing()
    attached(a_thing(), *photos(10))
    attached(other, *photos(10))
    assert (Blob.objects.count(), Attachment.objects.count()) == (1, 2)


def test_a_photo_chosen_twice_is_attached_once() -> None:
    thing = a_thing()
    attached(thing, *photos(10), *photos(10), *photos(20))
    assert attachments_of(thing).count() == 2


def test_the_journal_keeps_what_was_attached_but_not_what_the_sender_called_it() -> None:
    thing = a_thing()
    (one,) = attached(thing, upload(picture(), "张三身份证.jpg"))
    (entry,) = entries_of(thing)
    assert (entry.event, entry.code, entry.actor) == ("files.attached", thing.code, WANG.id)
    assert entry.detail == {"purpose": "report", "photos": [str(one.id)]}


def test_no_photo_is_no_entry() -> None:
    thing = a_thing()
    assert attached(thing) == []
    assert not entries_of(thing).exists()


def test_pictures_that_a_form_has_made_are_taken_as_they_are() -> None:
    ready = picture_of(upload(picture()))
    assert isinstance(ready, Picture)
    assert [it.blob_id for it in attached(a_thing(), ready)] == [ready.sha256]


def test_any_open_file_will_do() -> None:
    assert attached(a_thing(), File(BytesIO(picture()), name="照片.png"))


def test_one_bad_photo_of_three_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    stored: list[Any] = []
    monkeypatch.setattr(store, "put", lambda *words: stored.append(words))
    thing = a_thing()
    with pytest.raises(actions.UnableToAttach, match="不是照片") as refusal:
        attached(thing, *photos(10, 20), upload(b"<svg/>", "图.svg"))
    assert refusal.value.field == "photos"
    assert not stored
    assert not Blob.objects.exists()
    assert not Attachment.objects.exists()
    assert not entries_of(thing).exists()


def test_seven_are_too_many() -> None:
    with pytest.raises(actions.UnableToAttach, match="请去掉 1 张"):
        attached(a_thing(), *photos(*range(7)))
    assert not Attachment.objects.exists()


def test_when_the_verb_around_it_fails_no_row_is_left() -> None:
    @transaction.atomic
    def verb() -> None:
        attached(a_thing(), *photos(10))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        verb()
    assert not Blob.objects.exists()
    assert not Attachment.objects.exists()


def test_bytes_that_went_missing_are_stored_again() -> None:
    attached(a_thing(), *photos(10))
    blob = Blob.objects.get()
    store.drop(blob.sha256)
    attached(a_thing(), *photos(10))
    assert len(store.get(store.place_of(blob.sha256))) == blob.size


def test_an_unknown_purpose_is_an_accident() -> None:
    with pytest.raises(ValueError, match="selfie"):
        attached(a_thing(), *photos(10), purpose="selfie")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\fakepath\\井盖.jpg", "井盖.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie: x.jpg"),
        ("\u202egpj.exe", "gpj.exe"),
        ("<script>.png", "script.png"),
        ("", "照片"),
        ("长" * 200, "长" * 100),
    ],
)
def test_a_name_is_only_what_can_be_shown(given: str, kept: str) -> None:
    assert clean_name(given) == kept
