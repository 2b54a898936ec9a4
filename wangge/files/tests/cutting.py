"""What a browser sends, to be cut anywhere."""

from __future__ import annotations

from dataclasses import dataclass

BOUNDARY = "----WebKitFormBoundary4311"
CONTENT_TYPE = f"multipart/form-data; boundary={BOUNDARY}"


@dataclass(frozen=True, slots=True)
class Body:
    """A whole body, where its first photo begins, and where the mark at its end has come."""

    data: bytes
    first_photo: int
    complete: int


def body_of(photos: list[bytes], *, whole: bool = True) -> Body:
    parts = [_field("words", "井盖坏了")]
    first = len(parts[0]) + len(_head('name="photos"; filename="0.jpg"', "image/jpeg"))
    for number, photo in enumerate(photos):
        head = _head(f'name="photos"; filename="{number}.jpg"', "image/jpeg")
        parts.append(head + photo + b"\r\n")
    parts.append(_field("photo_manifest", ""))
    if whole:
        parts.append(_field("whole", "1"))
    data = b"".join(parts)
    return Body(data + f"--{BOUNDARY}--\r\n".encode(), first, len(data) - 2)


def _head(disposition: str, content_type: str = "") -> bytes:
    kind = f"Content-Type: {content_type}\r\n" if content_type else ""
    return f"--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n{kind}\r\n".encode()


def _field(name: str, value: str) -> bytes:
    return _head(f'name="{name}"') + f"{value}\r\n".encode()
