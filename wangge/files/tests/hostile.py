"""Files that somebody might send to do harm; each carries a mark that must not be kept.

python -m wangge.files.tests.hostile 4711 folder     writes what a seed makes
"""

from __future__ import annotations

import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, PngImagePlugin

MARK = b"WANGGE-PAYLOAD"
SCRIPT = b"<script>alert('WANGGE-PAYLOAD')</script>"
PHP = b"<?php system('WANGGE-PAYLOAD'); ?>"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file, what it claims to be, and whether it must be refused (None: either will do)."""

    kind: str
    name: str
    content_type: str
    data: bytes
    refused: bool | None


Maker = Callable[[random.Random], tuple[bytes, bool | None]]
MAKERS: dict[str, Maker] = {}


def maker(make: Maker) -> Maker:
    MAKERS[make.__name__] = make
    return make


def corpus(seed: int, count: int = 500) -> Iterator[Hostile]:
    """The same files for the same seed, every maker as often as the others."""
    chance = random.Random(seed)
    makers = list(MAKERS.items())
    for number in range(count):
        kind, make = makers[number % len(makers)]
        data, refused = make(chance)
        name, content_type = chance.choice(CLAIMS)
        yield Hostile(kind, f"{number}{name}", content_type, data, refused)


CLAIMS = [
    (".jpg", "image/jpeg"),
    (".png", "image/png"),
    (".webp", "image/webp"),
    (".html", "text/html"),
    (".svg", "image/svg+xml"),
    (".php.jpg", "image/jpeg"),
    (".exe", "application/octet-stream"),
    ("", ""),
    ("\u202egpj.js", "text/javascript"),
    ("/../../../etc/cron.d/x", "image/jpeg"),
]


def image(chance: random.Random, mode: str = "RGB") -> Image.Image:
    """Noise, so that no two are alike and much can go wrong when it is cut."""
    size = chance.randint(8, 90), chance.randint(8, 90)
    return Image.frombytes(mode, size, chance.randbytes(size[0] * size[1] * len(mode)))


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    written = BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def any_photo(chance: random.Random) -> bytes:
    return saved(image(chance), chance.choice(["JPEG", "PNG", "WEBP"]))


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *chunks: bytes, pixels: bytes = b"", bits: int = 1) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0))
    data = chunk(b"IDAT", pixels or zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + data + chunk(b"IEND", b"")


def segment(marker: int, data: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def with_segment(jpeg: bytes, marker: int, data: bytes) -> bytes:
    return jpeg[:2] + segment(marker, data) + jpeg[2:]


# -- two things at once ------------------------------------------------------------------------


@maker
def photo_and_zip(chance: random.Random) -> tuple[bytes, bool | None]:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("payload.jar", MARK)
    return any_photo(chance) + packed.getvalue(), False


@maker
def photo_and_page(chance: random.Random) -> tuple[bytes, bool | None]:
    return any_photo(chance) + SCRIPT, False


@maker
def gif_and_javascript(chance: random.Random) -> tuple[bytes, bool | None]:
    return b"GIF89a/*" + chance.randbytes(20) + b"*/=1;" + SCRIPT, True


@maker
def png_and_php_text(chance: random.Random) -> tuple[bytes, bool | None]:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", PHP.decode())
    info.add_itxt("XML:com.adobe.xmp", SCRIPT.decode(), zip=chance.random() < 0.5)
    return saved(image(chance), "PNG", pnginfo=info), False


@maker
def png_and_php_chunk(chance: random.Random) -> tuple[bytes, bool | None]:
    good = saved(image(chance), "PNG")
    return good[:33] + chunk(b"phPx", PHP) + good[33:] + PHP, False


@maker
def page_with_jpeg_magic(chance: random.Random) -> tuple[bytes, bool | None]:
    return b"\xff\xd8\xff" + chance.choice([b"\xe0", b"\xe1", b"<", b""]) + SCRIPT, True


@maker
def jpeg_and_javascript(chance: random.Random) -> tuple[bytes, bool | None]:
    """Valid as both: the length of APP0 reads as `/*`."""
    good = saved(image(chance), "JPEG")
    filler = b"JFIF\0\1\1\0\0\1\0\1\0\0".ljust(0x2F2A - 2, b"\0")
    script = segment(0xFE, b"*/=1;alert('" + MARK + b"')/*")
    return b"\xff\xd8\xff\xe0\x2f\x2a" + filler + script + good[20:] + b"*/", False


@maker
def pdf(chance: random.Random) -> tuple[bytes, bool | None]:
    return b"%PDF-1.7\n" + MARK + chance.randbytes(200), True


@maker
def pdf_inside_jpeg(chance: random.Random) -> tuple[bytes, bool | None]:
    return with_segment(saved(image(chance), "JPEG"), 0xFE, b"%PDF-1.7\n" + MARK), False


@maker
def word_document(chance: random.Random) -> tuple[bytes, bool | None]:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", MARK + chance.randbytes(50))
    return packed.getvalue(), True


# -- more than meets the eye -------------------------------------------------------------------


@maker
def exif_with_place(chance: random.Random) -> tuple[bytes, bool | None]:
    exif = Image.Exif()
    exif[0x010E] = SCRIPT.decode()
    exif[0x0112] = chance.randint(1, 8)
    exif.get_ifd(0x8825).update({1: "N", 2: (26.0, 25.0, 13.5), 3: "E", 4: (111.0, 36.0, 45.0)})
    return saved(image(chance), chance.choice(["JPEG", "PNG", "WEBP"]), exif=exif), False


@maker
def exif_of_noise(chance: random.Random) -> tuple[bytes, bool | None]:
    noise = b"Exif\0\0" + chance.choice([b"II*\0", b"MM\0*"]) + chance.randbytes(80) + MARK
    return with_segment(saved(image(chance), "JPEG"), 0xE1, noise), None


@maker
def exif_that_leads_in_a_circle(chance: random.Random) -> tuple[bytes, bool | None]:
    circle = struct.pack("<HHHII", 1, 0x8769, 4, 1, 8) + struct.pack("<I", 8)
    noise = b"Exif\0\0II*\0\x08\0\0\0" + circle + MARK
    return with_segment(saved(image(chance), "JPEG"), 0xE1, noise), None


@maker
def xmp_and_comments(chance: random.Random) -> tuple[bytes, bool | None]:
    good = with_segment(saved(image(chance), "JPEG"), 0xFE, SCRIPT)
    return with_segment(good, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SCRIPT), False


@maker
def colour_profile(chance: random.Random) -> tuple[bytes, bool | None]:
    profile = chance.randbytes(128) + MARK
    return saved(image(chance), chance.choice(["JPEG", "PNG", "WEBP"]), icc_profile=profile), False


@maker
def webp_chunks(chance: random.Random) -> tuple[bytes, bool | None]:
    xmp = saved(image(chance), "WEBP", xmp=SCRIPT, exif=b"Exif\0\0II*\0" + MARK)
    return xmp, None


@maker
def second_picture_inside(chance: random.Random) -> tuple[bytes, bool | None]:
    second = with_segment(saved(image(chance), "JPEG"), 0xFE, SCRIPT)
    with Image.open(BytesIO(second), formats=("JPEG",)) as other:
        return saved(image(chance), "MPO", save_all=True, append_images=[other]), False


@maker
def moving_pictures(chance: random.Random) -> tuple[bytes, bool | None]:
    frames = [image(chance).resize((40, 30)) for _ in range(chance.randint(2, 12))]
    kind = chance.choice(["PNG", "WEBP", "GIF"])
    moving = saved(frames[0], kind, save_all=True, append_images=frames[1:])
    return moving + MARK, kind == "GIF"


# -- bombs -------------------------------------------------------------------------------------


@cache
def zeros(length: int) -> bytes:
    packer = zlib.compressobj(9)
    step = b"\0" * 1_000_000
    packed = b"".join(packer.compress(step) for _ in range(length // len(step) + 1))
    return packed + packer.flush()


@maker
def png_bomb(chance: random.Random) -> tuple[bytes, bool | None]:
    """900 megapixels in 110 KB, all of it there to be decoded."""
    return png(30_000, 30_000, pixels=zeros(30_000 * 3_751)) + chance.randbytes(3), True


@maker
def png_bomb_below_pillows_own_limit(chance: random.Random) -> tuple[bytes, bool | None]:
    side = chance.randint(7_100, 9_400)
    return png(side, side, pixels=zeros(9_400 * 1_176)), True


@maker
def text_bomb(chance: random.Random) -> tuple[bytes, bool | None]:
    """A comment of 100 MB, packed."""
    comment = chunk(b"zTXt", b"Comment\0\0" + zeros(100_000_000))
    return png(16, 16, *[comment] * chance.randint(1, 5), pixels=zlib.compress(bytes(48))), None


@maker
def profile_bomb(chance: random.Random) -> tuple[bytes, bool | None]:
    profile = chunk(b"iCCP", b"p\0\0" + zeros(100_000_000))
    return png(16, 16, profile, pixels=zlib.compress(bytes(48))) + chance.randbytes(2), None


@maker
def jpeg_that_claims_to_be_huge(chance: random.Random) -> tuple[bytes, bool | None]:
    good = bytearray(saved(image(chance), "JPEG"))
    at = good.index(b"\xff\xc0") + 5
    good[at : at + 4] = struct.pack(
        ">HH", chance.randint(12_001, 65_535), chance.randint(1, 65_535)
    )
    return bytes(good), True


@maker
def png_that_claims_to_be_huge(chance: random.Random) -> tuple[bytes, bool | None]:
    return png(chance.randint(12_001, 2**31 - 1), chance.randint(1, 2**31 - 1)), True


@maker
def webp_that_claims_to_be_huge(chance: random.Random) -> tuple[bytes, bool | None]:
    side = chance.randint(12_001, 16_384) - 1
    good = bytearray(saved(image(chance), "WEBP", lossless=chance.random() < 0.5, exif=b"II*\0"))
    good[24:30] = struct.pack("<I", side)[:3] + struct.pack("<I", side)[:3]
    plain = bytearray(saved(image(chance), "WEBP"))
    plain[26:30] = struct.pack("<HH", 0x3FFF, 0x3FFF)
    tight = bytearray(saved(image(chance), "WEBP", lossless=True))
    tight[21:25] = struct.pack("<I", 0x0FFFFFFF)
    return bytes(chance.choice([good, plain, tight])), True


@maker
def nothing_wide(chance: random.Random) -> tuple[bytes, bool | None]:
    jpeg = bytearray(saved(image(chance), "JPEG"))
    at = jpeg.index(b"\xff\xc0") + 5
    jpeg[at : at + 4] = bytes(4)
    return chance.choice([bytes(jpeg), png(0, 0), png(0, 5)]), True


@maker
def scan_bomb(chance: random.Random) -> tuple[bytes, bool | None]:
    """A progressive JPEG whose last scan comes a thousand times over."""
    good = saved(Image.new("RGB", (256, 256)), "JPEG", progressive=True)
    last = good[good.rindex(b"\xff\xda") : -2]
    return good[:-2] + last * chance.randint(500, 5_000) + b"\xff\xd9", True


# -- other things, and pieces ------------------------------------------------------------------


@maker
def drawing(chance: random.Random) -> tuple[bytes, bool | None]:
    head = chance.choice([b"", b"\xef\xbb\xbf", b"<?xml version='1.0'?>", b"  \n"])
    return head + b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>", True


@maker
def other_pictures(chance: random.Random) -> tuple[bytes, bool | None]:
    kind = chance.choice(["TIFF", "BMP", "GIF", "ICO", "PPM", "TGA", "PCX", "EPS", "PDF", "ICNS"])
    return saved(image(chance).resize((32, 32)), kind) + MARK, True


@maker
def heic(chance: random.Random) -> tuple[bytes, bool | None]:
    brand = chance.choice([b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"])
    return b"\0\0\0\x18ftyp" + brand + MARK + chance.randbytes(100), True


@maker
def cut_short(chance: random.Random) -> tuple[bytes, bool | None]:
    good = any_photo(chance)
    return good[: chance.randint(1, len(good) - 1)], None


@maker
def cut_in_the_middle_of_its_pixels(chance: random.Random) -> tuple[bytes, bool | None]:
    good = any_photo(chance)
    return good[: len(good) * 2 // 3], True


@maker
def damaged(chance: random.Random) -> tuple[bytes, bool | None]:
    bad = bytearray(any_photo(chance))
    for _ in range(chance.randint(1, 30)):
        bad[chance.randrange(len(bad))] = chance.randrange(256)
    return bytes(bad), None


@maker
def empty(chance: random.Random) -> tuple[bytes, bool | None]:
    return b"", True


@maker
def noise(chance: random.Random) -> tuple[bytes, bool | None]:
    return chance.randbytes(chance.randint(1, 5_000)), None


@maker
def noise_after_magic(chance: random.Random) -> tuple[bytes, bool | None]:
    magic = [
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x24\0\0\0WEBPVP8X",
        b"RIFF\x24\0\0\0WEBP",
    ]
    return chance.choice(magic) + chance.randbytes(chance.randint(0, 2_000)), None


@maker
def too_big(chance: random.Random) -> tuple[bytes, bool | None]:
    return any_photo(chance).ljust(10 * 1024 * 1024 + chance.randint(1, 9), b"\0"), True


@maker
def harmless_but_misnamed(chance: random.Random) -> tuple[bytes, bool | None]:
    return any_photo(chance), False


if __name__ == "__main__":
    for file in corpus(int(sys.argv[1])):
        target = Path(sys.argv[2]) / f"{file.kind}-{zlib.crc32(file.data):08x}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
