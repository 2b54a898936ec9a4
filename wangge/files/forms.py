"""Choosing photos in a form, and noticing when they did not all arrive.

A multipart upload that is cut reaches Django with the fields before the cut and without the file
it was in the middle of. So the last thing a form sends is a mark that it is whole, and a page with
JavaScript also lists what it sends.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from wangge.kernel.errors import Unable
from wangge.ui.form import Form

from .actions.attaching import MOST
from .images import LARGEST, Picture, picture_of

MANIFEST, WHOLE = "photo_manifest", "whole"
CUT = "上传中断，照片没有收全，请重新选择照片后再提交。"


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a form's photos: the files, what was said to be sent, and the last mark."""

    files: Sequence[UploadedFile]
    manifest: str
    whole: bool

    def __bool__(self) -> bool:
        return bool(self.files)


class PhotosInput(forms.Widget):
    """The file input, the list of what is sent, and last the mark. Works without JavaScript."""

    template_name = "files/_photos.html"
    needs_multipart_form = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "accept": "image/jpeg,image/png,image/webp",
            "manifest": MANIFEST,
            "whole": WHOLE,
            "most": MOST,
            "largest": LARGEST,
            "again": isinstance(value, Received),
        }
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile], name: str
    ) -> Received:
        return Received(
            files=list(files.getlist(name)) if files else [],
            manifest=data.get(MANIFEST) or "",
            whole=data.get(WHOLE) == "1",
        )

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        return False


class PhotosField(forms.Field):
    """Up to six photos, never demanded; its value is a list of pictures for `actions.attach`."""

    widget = PhotosInput

    def __init__(
        self,
        *,
        label: str = "照片",
        help_text: str = f"最多 {MOST} 张，每张不超过 10 MB，JPEG、PNG 或 WebP 图片。",
    ) -> None:
        super().__init__(label=label, help_text=help_text, required=False)

    def clean(self, value: Received) -> list[Picture]:
        if not value.whole or not _agrees(value):
            raise forms.ValidationError(CUT, code="cut")
        if len(value.files) > MOST:
            many = f"一次最多 {MOST} 张照片，请去掉 {len(value.files) - MOST} 张。"
            raise forms.ValidationError(many, code="many")
        return _pictures(value.files)


def _pictures(files: Sequence[UploadedFile]) -> list[Picture]:
    pictures, refusals = [], []
    for file in files:
        try:
            pictures.append(picture_of(file))
        except Unable as refusal:
            refusals.append(refusal.sentence)
    if refusals:
        raise forms.ValidationError([forms.ValidationError(it) for it in refusals])
    return pictures


def _agrees(received: Received) -> bool:
    """Whether what came is what was said to be sent, when anything was said."""
    if not received.manifest:
        return True
    try:
        said = [(it["size"], it.get("sha256") or None) for it in json.loads(received.manifest)]
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return len(said) == len(received.files) and all(
        size == file.size and sha256 in {None, _sha256_of(file)}
        for (size, sha256), file in zip(said, received.files, strict=True)
    )


def _sha256_of(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


class PhotosMixin(Form):
    """A form with photos, which come last: `class RemarkForm(PhotosMixin): …`.

    `cleaned_data["photos"]` goes to `files.actions.attach` as it is.
    """

    photos = PhotosField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "photos"), "photos"])
