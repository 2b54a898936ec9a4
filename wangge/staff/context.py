"""What the shell shows of the person: the posts of the header's switcher."""

from __future__ import annotations

from django.http import HttpRequest

from wangge.places import queries as places
from wangge.ui.shell import PostChoice

from .queries import Hat

PLACES_NAMED = 2


def post_choices(request: HttpRequest) -> list[PostChoice]:
    """One entry per hat, the worn one marked."""
    hats: list[Hat] = list(getattr(request, "hats", []))
    worn: Hat | None = getattr(request, "hat", None)
    return [
        PostChoice(str(hat.key), label_of(hat), current=worn is not None and hat.key == worn.key)
        for hat in hats
    ]


def label_of(hat: Hat) -> str:
    """`部门联络员 · 冷水滩区城市管理局`, or the place where there is no unit."""
    where = hat.unit_name or "、".join(places.name_of(code) for code in hat.codes[:PLACES_NAMED])
    more = "等" if not hat.unit_name and len(hat.codes) > PLACES_NAMED else ""
    return f"{hat.role_name} · {where}{more}"
