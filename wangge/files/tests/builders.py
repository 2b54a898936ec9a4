"""A thing to put photos on, and photos."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from wangge.files import actions
from wangge.files.models import Attachment, Purpose
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.ids import new_id
from wangge.places.models import Alias

NOW = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)
WANG = machine("王示例")


def a_thing() -> Alias:
    """Something at a place with a primary key; what it is does not matter here."""
    return Alias(pk=new_id(), code=Code("431103001001001"))


def picture(
    kind: str = "JPEG",
    size: tuple[int, int] = (64, 48),
    colour: Any = (200, 30, 30),
    mode: str = "RGB",
    **options: Any,
) -> bytes:
    written = BytesIO()
    Image.new(mode, size, colour).save(written, kind, **options)
    return written.getvalue()


def upload(
    data: bytes, name: str = "现场.jpg", content_type: str = "image/jpeg"
) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type)


def photos(*colours: int) -> list[SimpleUploadedFile]:
    """One photo for each shade of red."""
    return [
        upload(picture(colour=(red, 0, 0)), f"现场{number}.jpg")
        for number, red in enumerate(colours, 1)
    ]


def attached(thing: Alias, *uploads: Any, purpose: Purpose = Purpose.REPORT) -> list[Attachment]:
    return actions.attach(thing, uploads, purpose=purpose, by=WANG, now=NOW)


def opened(data: bytes, check: Callable[[Image.Image], Any] = lambda image: image.size) -> Any:
    with Image.open(BytesIO(data)) as image:
        return check(image)
