"""Making a photo safe: what is kept is pixels, drawn anew; nothing else of the file survives.

In this order: size, kind by content, width and height, and only then is anything decoded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from threading import BoundedSemaphore
from typing import IO, Any

from django.core.files import File
from PIL import Image

from wangge.kernel.errors import Unable

LARGEST = 10 * 1024 * 1024
LONGEST_SIDE = 12_000
# WebP's library holds the whole canvas three times over; no camera writes it.
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 50_000_000, "WEBP": 17_000_000}
MOST_SCANS = 100  # a progressive JPEG has about ten; each is a walk over the whole picture
KEPT_SIDE, KEPT_QUALITY = 2560, 85
THUMBNAIL_SIDE, THUMBNAIL_QUALITY = 320, 80
BAND = 32  # rows of the smaller picture
CONTENT_TYPE = "image/jpeg"

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
HEIC = re.compile(rb"^.{4}ftyp(hei|hev|mif1|msf1|avi)", re.DOTALL)

# A large photo takes some hundred megabytes for a moment: not all requests at once.
_decoding = BoundedSemaphore(2)


class UnableToAttach(Unable):
    """A photo cannot be taken in."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, field="photos")


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that may be kept: a plain JPEG, its thumbnail, and what its sender called it."""

    name: str
    data: bytes = field(repr=False)
    thumbnail: bytes = field(repr=False)
    width: int
    height: int
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.data).hexdigest())


def picture_of(upload: File[Any]) -> Picture:
    """The photo in an uploaded file, drawn anew; UnableToAttach when there is none to be had."""
    name = clean_name(upload.name or "")
    data = _bytes_of(upload, name)
    kind = _kind_of(data, name)
    if kind == "JPEG" and data.count(b"\xff\xda") > MOST_SCANS:
        raise _broken(name)
    if kind == "WEBP":
        _check_dimensions(_webp_canvas(data), kind, name)
    with _decoding, _opened(data, kind, name) as image:
        _check_dimensions(image.size, kind, name)
        drawn = _drawn(image)
        small = drawn.copy()
        small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        return Picture(
            name=name,
            data=_jpeg(drawn, KEPT_QUALITY),
            thumbnail=_jpeg(small, THUMBNAIL_QUALITY),
            width=drawn.width,
            height=drawn.height,
        )


def clean_name(name: str) -> str:
    """What a sender called a file, fit to be shown: one line, no control signs, not too long."""
    shown = "".join(sign for sign in name.replace("\\", "/").rpartition("/")[2] if _harmless(sign))
    return shown.strip()[:100] or "照片"


def _harmless(sign: str) -> bool:
    return sign.isprintable() and sign not in '<>"'


def _bytes_of(upload: File[Any], name: str) -> bytes:
    if upload.size > LARGEST:
        raise UnableToAttach(f"照片“{name}”超过 10 MB，请换小一点的，或截图后再选。")
    upload.seek(0)
    data = bytes(upload.read(LARGEST + 1))
    if not data:
        raise UnableToAttach(f"照片“{name}”是空的，请重新选择。")
    return data


def _kind_of(data: bytes, name: str) -> str:
    """By content, whatever the file is called and the browser says."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if HEIC.match(data):
        raise UnableToAttach(
            f"照片“{name}”是 HEIC 格式，暂时不能收。请截图后再选，"
            "或在手机的“设置—相机—格式”里改为“兼容性最佳”后重新拍摄。"
        )
    raise UnableToAttach(
        f"“{name}”不是照片。目前只收 JPEG、PNG 和 WebP 图片，文档请拍成照片后再选。"
    )


def _webp_canvas(data: bytes) -> tuple[int, int]:
    """Width and height from the header: the library makes room for them when it opens the file."""
    chunk, head = data[12:16], data[20:30].ljust(10, b"\0")
    if chunk == b"VP8X":
        return 1 + int.from_bytes(head[4:7], "little"), 1 + int.from_bytes(head[7:10], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    sides = int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    return sides[0] & 0x3FFF, sides[1] & 0x3FFF


def _check_dimensions(size: tuple[int, int], kind: str, name: str) -> None:
    width, height = size
    if min(size) < 1:
        raise _broken(name)
    if max(size) > LONGEST_SIDE or width * height > MOST_PIXELS[kind]:
        raise _too_large(name)


def _too_large(name: str) -> UnableToAttach:
    return UnableToAttach(f"照片“{name}”的尺寸太大，请缩小或截图后再选。")


def _broken(name: str) -> UnableToAttach:
    return UnableToAttach(f"照片“{name}”打不开，可能没有传完整，请重新拍摄或选择。")


@contextmanager
def _opened(data: bytes, kind: str, name: str) -> Iterator[Image.Image]:
    """The header read, the pixels not yet; whatever goes wrong inside is a broken photo."""
    try:
        with Image.open(BytesIO(data), formats=(kind,)) as image:
            yield image
    except Unable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_large(name) from bomb
    except Exception as failure:  # hostile bytes may make a decoder fail in any way
        raise _broken(name) from failure


def _drawn(image: Image.Image) -> Image.Image:
    """The first frame, turned upright, on white, no larger than what is kept."""
    longest = max(image.size)
    if longest > KEPT_SIDE:
        width, height = (max(1, side * KEPT_SIDE // longest) for side in image.size)
        image.draft("RGB", (width, height))
    image.load()
    drawn = _reduced(image, max(1, max(image.size) // KEPT_SIDE))
    drawn.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
    turn = TURNS.get(_orientation(image))
    return drawn if turn is None else drawn.transpose(turn)


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """On white and smaller by a whole factor, a band at a time: no second copy in full size."""
    width, height = image.size
    drawn = Image.new("RGB", (-(-width // factor), -(-height // factor)), "white")
    for top in range(0, height, BAND * factor):
        band = _on_white(image.crop((0, top, width, min(height, top + BAND * factor))))
        drawn.paste(band.reduce(factor) if factor > 1 else band, (0, top // factor))
    return drawn


def _on_white(band: Image.Image) -> Image.Image:
    if band.has_transparency_data:
        white = Image.new("RGBA", band.size, "white")
        white.alpha_composite(band.convert("RGBA"))
        return white.convert("RGB")
    if band.mode.startswith("I"):  # sixteen bits a pixel: the upper eight
        band = band.point(lambda value: value * (1 / 256)).convert("L")
    return band.convert("RGB")


def _orientation(image: Image.Image) -> int:
    """How the camera was held; a damaged note about it is no reason to refuse the photo."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 hostile bytes may make a parser fail in any way
        return 1


def _jpeg(image: Image.Image, quality: int) -> bytes:
    written: IO[bytes] = BytesIO()
    image.save(written, "JPEG", quality=quality, optimize=True)
    written.seek(0)
    return written.read()
