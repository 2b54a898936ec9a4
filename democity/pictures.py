"""Small pictures for the demo's photos, drawn here: they say what they stand for."""

from __future__ import annotations

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from wangge.files.images import Picture, picture_of

SIZE = (960, 720)
SIDE = 16  # of a sign, in dots
SIGNS = {
    "演": "004030401ffe040203fc4040704007fc064407fc1644364427fc2118670c0402",
    "示": "000000003ffc0000000000007ffe0180018019981188318c6184618601800700",
    "照": "00007dfe6466644664c67f9c640065fc658465847dfc6000324c266462664222",
    "片": "004010401040104010c01ffe1000100010001ff0301030102010601060104010",
    "处": "0020182018201f20313033383328722c5a260e200c200c201e2033c060fe4000",
    "置": "00003ffc26443ffc01007ffe01001ff810081ff810081ff81ff810087ffe0000",
    "前": "081808100c307ffe000000043f2423243f24232423243f24232423042304261c",
    "后": "000803fc3fc0300030003ffe30003000300037fc240424042404640447fc4404",
}
BEFORE, AFTER = ("演示照片 处置前", "#7a5c46"), ("演示照片 处置后", "#3d6b52")


def before(name: str) -> Picture:
    """What it looked like; each name gives a picture of its own."""
    return _photo(f"{name}-处置前.png", *BEFORE)


def after(name: str) -> Picture:
    """What it looks like now."""
    return _photo(f"{name}-处置后.png", *AFTER)


def _photo(name: str, words: str, ground: str) -> Picture:
    image = Image.new("RGB", SIZE, ground)
    draw = ImageDraw.Draw(image)
    width, height = SIZE
    shade = sum(name.encode()) % 160
    draw.polygon([(0, height), (width, height), (width, 420 + shade), (0, 520)], fill="#5b5f66")
    draw.line([(0, 520), (width, 420 + shade)], fill="#e8e4da", width=10)
    draw.rectangle([0, 0, width, 170], fill="#20262e")
    for place, sign in enumerate(words):
        if sign in SIGNS:
            image.paste("#ffffff", (80 + place * 102, 40), _mask(sign))
    written = BytesIO()
    image.save(written, "PNG")
    return picture_of(ContentFile(written.getvalue(), name))


def _mask(sign: str) -> Image.Image:
    """A sign as a stencil, from its dots."""
    dots = Image.frombytes("1", (SIDE, SIDE), bytes.fromhex(SIGNS[sign]))
    return dots.convert("L").resize((96, 96), Image.Resampling.BICUBIC)
