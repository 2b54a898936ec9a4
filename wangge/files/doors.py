"""What other rooms' views need to show photos; this room has no address of its own.

path("<number>/photos/<uuid:id>/", views.photo)
deliver(get_attachment(case, id), thumbnail="small" in request.GET, request=request)
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from csp.constants import HEADER as CSP
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from wangge.kernel.errors import OutOfSight

from . import store
from .models import Attachment, Purpose

logger = logging.getLogger(__name__)

HEADERS = {
    # Asked for again each time, so that rights are; a browser that has it is told so (304).
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    CSP: "default-src 'none'; frame-ancestors 'none'; sandbox",
}


def deliver(
    attachment: Attachment, *, thumbnail: bool = False, request: HttpRequest | None = None
) -> HttpResponseBase:
    """The photo, or its thumbnail, to somebody whose right to it the caller has asked for.

    With the request given, a browser that has it already gets an empty 304.
    """
    tag = f'"{attachment.blob_id[:32]}{"-small" if thumbnail else ""}"'
    answer = request and get_conditional_response(request, etag=tag)
    if not answer:
        answer = HttpResponse(
            _bytes_of(attachment, thumbnail=thumbnail), attachment.blob.content_type
        )
        answer["Content-Disposition"] = _disposition(attachment)
    answer["ETag"] = tag
    for name, value in HEADERS.items():
        answer[name] = value
    return answer


def _bytes_of(attachment: Attachment, *, thumbnail: bool) -> bytes:
    try:
        return store.get(store.place_of(attachment.blob_id, thumbnail=thumbnail))
    except FileNotFoundError as missing:
        logger.exception("bytes are missing", extra={"attachment": str(attachment.id)})
        raise OutOfSight(attachment.id) from missing


def _disposition(attachment: Attachment) -> str:
    stem = attachment.name.rpartition(".")[0] or attachment.name
    return content_disposition_header(as_attachment=False, filename=f"{stem}.jpg") or "inline"


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo in `files/_gallery.html`."""

    url: str
    small: str
    caption: str
    width: int
    height: int


def gallery(attachments: Iterable[Attachment], url: Callable[[Attachment], str]) -> list[Shown]:
    """The photos for `{% include "files/_gallery.html" with photos=… %}`, in their order."""
    return [
        Shown(
            url=(path := url(it)),
            small=f"{path}?small=1",
            caption=f"{Purpose(it.purpose).label} {number}",
            width=it.blob.width,
            height=it.blob.height,
        )
        for number, it in enumerate(attachments, 1)
    ]
