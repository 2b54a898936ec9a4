"""What becomes of a good photo, and what is said about one that cannot be taken."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from wangge.files.actions import UnableToAttach
from wangge.files.images import LARGEST, Picture, picture_of

from .builders import opened, picture, upload

RED, BLUE = (254, 0, 0), (0, 0, 254)


def kept(data: bytes, name: str = "现场.jpg") -> Picture:
    return picture_of(upload(data, name))


def colour_at(data: bytes, place: tuple[int, int]) -> Any:
    return opened(data, lambda image: image.convert("RGB").getpixel(place))


def close(one: Any, other: Any) -> bool:
    return all(abs(a - b) < 24 for a, b in zip(one, other, strict=True))


def half_red_half_blue() -> Image.Image:
    image = Image.new("RGB", (64, 32), RED)
    image.paste(BLUE, (32, 0, 64, 32))
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_kind_becomes_a_jpeg(kind: str) -> None:
    one = kept(picture(kind))
    assert opened(one.data, lambda image: image.format) == "JPEG"
    assert (one.width, one.height) == (64, 48)
    assert close(colour_at(one.data, (30, 30)), (200, 30, 30))


def test_what_a_file_is_called_does_not_matter() -> None:
    assert kept(picture("PNG"), "报告.docx").width == 64


@pytest.mark.parametrize(
    ("size", "wanted", "small"),
    [
        ((4000, 3000), (2560, 1920), (320, 240)),
        ((3000, 4000), (1920, 2560), (240, 320)),
        ((7680, 960), (2560, 320), (320, 40)),
        ((2561, 10), (2560, 10), (320, 1)),
        ((12000, 1), (2560, 1), (320, 1)),
        ((2560, 2560), (2560, 2560), (320, 320)),
        ((10, 10), (10, 10), (10, 10)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_no_side_is_longer_than_what_is_kept(
    kind: str, size: tuple[int, int], wanted: tuple[int, int], small: tuple[int, int]
) -> None:
    one = kept(picture(kind, size))
    assert opened(one.data) == (one.width, one.height) == wanted
    assert opened(one.thumbnail) == small


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright_as_the_camera_was_held(orientation: int) -> None:
    """The same picture, stored in eight ways, is shown in one."""
    back = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    image = half_red_half_blue()
    stored = image if back is None else image.transpose(Image.Transpose(back))
    exif = Image.Exif()
    exif[0x0112] = orientation
    written = BytesIO()
    stored.save(written, "PNG", exif=exif)
    one = kept(written.getvalue())
    assert (one.width, one.height) == (64, 32)
    assert close(colour_at(one.data, (8, 16)), RED)
    assert close(colour_at(one.data, (56, 16)), BLUE)


def test_what_is_transparent_is_white() -> None:
    clear = kept(picture("PNG", mode="RGBA", colour=(255, 0, 0, 0)))
    half = kept(picture("WEBP", mode="RGBA", colour=(255, 0, 0, 128), lossless=True))
    palette = Image.new("P", (32, 32), 0)
    palette.putpalette([255, 0, 0] * 256)
    written = BytesIO()
    palette.save(written, "PNG", transparency=0)
    assert close(colour_at(clear.data, (9, 9)), (255, 255, 255))
    assert close(colour_at(half.data, (9, 9)), (255, 127, 127))
    assert close(colour_at(kept(written.getvalue()).data, (9, 9)), (255, 255, 255))


@pytest.mark.parametrize(
    ("mode", "colour", "wanted"),
    [
        ("1", 1, (255, 255, 255)),
        ("L", 90, (90, 90, 90)),
        ("LA", (90, 255), (90, 90, 90)),
        ("I;16", 90 * 256, (90, 90, 90)),
    ],
)
def test_grey_photos_keep_their_grey(mode: str, colour: Any, wanted: Any) -> None:
    assert close(colour_at(kept(picture("PNG", mode=mode, colour=colour)).data, (9, 9)), wanted)


def test_photos_made_for_printing_are_taken_too() -> None:
    assert kept(picture("JPEG", mode="CMYK", colour=(0, 255, 255, 0))).width == 64


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    written = BytesIO()
    frames = [Image.new("RGB", (32, 32), colour) for colour in (RED, BLUE)]
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    assert close(colour_at(kept(written.getvalue()).data, (9, 9)), RED)


def test_the_same_photo_gives_the_same_bytes() -> None:
    assert kept(picture()).sha256 == kept(picture(), "别的名字.png").sha256
    assert kept(picture()).sha256 != kept(picture(colour=(0, 0, 9))).sha256


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "是空的"),
        (picture().ljust(LARGEST + 1, b"\0"), "超过 10 MB"),
        (b"GIF89a" + bytes(20), "不是照片"),
        (b"PK\3\4" + bytes(20), "文档请拍成照片"),
        (b"\0\0\0\x18ftypheic" + bytes(20), "HEIC"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "打不开"),
        (picture()[:300], "打不开"),
        (picture("PNG", (12_001, 1)), "尺寸太大"),
        (picture("PNG", (7_100, 7_100), 1, "1"), "尺寸太大"),
    ],
)
def test_a_refusal_names_the_photo_and_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(UnableToAttach, match=words) as refusal:
        kept(data, "IMG_0042.jpg")
    assert "“IMG_0042.jpg”" in refusal.value.sentence
    assert "请" in refusal.value.sentence
    assert refusal.value.field == "photos"


def test_a_file_that_lies_about_its_size_is_read_no_further_than_allowed() -> None:
    file = upload(picture().ljust(LARGEST + 1, b"\0"))
    file.size = 10
    one = picture_of(file)
    assert len(one.data) < LARGEST
