"""What a resident writes: a report of a matter, or an opinion on the grid work (Art. 5)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import RegexValidator

from wangge.cases.actions.reporting import LONGEST, Report
from wangge.cases.models import Kind
from wangge.files.forms import PhotosMixin
from wangge.kernel.code import Code, Level
from wangge.ui.form import Form

from .. import plain, queries
from ..queries import Offer, Placed
from .place import Degrees

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ()-]{4,18}$", "请填写完整的电话号码，只用数字，例如 13800000000。"
)
NO_PLACE = "请说明地点：在地图上点一下，或写村（社区）的名字。"
NOT_FOUND = "没有找到这个地方。请选择所在的乡镇（街道），或换个说法，例如只写村（社区）的名字。"
CHOOSE = "请从下面选出您说的地方。"
OUTSIDE = "这个位置不在本市已划定的网格内。请重新点选，或写村（社区）的名字。"


class Honeypot(forms.CharField):
    """A field that people do not see and programs fill in."""

    def __init__(self) -> None:
        super().__init__(label="请不要填写这一栏", required=False, max_length=200)

    def clean(self, value: Any) -> str:
        if super().clean(value):
            raise forms.ValidationError("这一栏是给自动程序设的，请清空后再提交。")
        return ""


class FromResident(PhotosMixin, Form):
    """What reports and opinions have in common."""

    kind = Kind.MATTER

    words = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "请写几个字说明情况。"},
    )
    caller_phone = forms.CharField(
        label="您的电话", max_length=20, required=False, validators=[PHONE]
    )
    caller_name = forms.CharField(label="怎么称呼您", max_length=40, required=False)
    website = Honeypot()
    sure = forms.BooleanField(required=False)
    grid = forms.RegexField(r"^([0-9]{12}|[0-9]{15})$", label="地点", required=False)

    offers: list[Offer]

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        self.on, self.offers = on, []
        super().__init__(*args, **options)
        self.fields["grid"].label = "在哪里"
        self.fields["words"].widget.attrs |= {"data-danger": plain.danger_words()}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        placed = self.placed(given)
        self.offers = placed.offers
        if placed.grid is not None:
            given["at"] = placed.grid.code
        elif "grid" not in self.errors:
            self.add_error("grid", CHOOSE if placed.offers else self.no_place(given))
        return given

    def placed(self, given: dict[str, Any]) -> Placed:
        """The grid that is meant."""
        code = given.get("grid")
        return queries.at_code(Code(code), self.on) if code else Placed()

    def no_place(self, given: dict[str, Any]) -> str:
        return NO_PLACE

    @property
    def danger(self) -> list[str]:
        """The numbers to call first, unless the sender has seen them."""
        given = self.cleaned_data
        return [] if given["sure"] else plain.danger(given["words"])

    def said(self, key: UUID) -> Report:
        """The report, without what only its verb may say of it."""
        given = self.cleaned_data
        return Report(
            key=key,
            words=given["words"],
            lon=given.get("lon"),
            lat=given.get("lat"),
            grid=given["at"],
            address=given.get("address", ""),
            caller_name=given["caller_name"],
            caller_phone=given["caller_phone"],
            **{"kind": self.kind} | self.more(given),
        )

    def more(self, given: dict[str, Any]) -> dict[str, Any]:
        return {}


class ReportForm(FromResident):
    """Something is wrong somewhere."""

    what = forms.ChoiceField(
        label="是哪一类事",
        choices=[(it.key, it.words) for it in plain.CHOICES],
        required=False,
        widget=forms.RadioSelect,
    )
    township = forms.ChoiceField(label="所在乡镇（街道）", required=False)
    address = forms.CharField(label="村（社区）和具体位置", max_length=200, required=False)
    lon = Degrees(required=False)
    lat = Degrees(required=False)

    def __init__(self, *args: Any, places: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["township"]
        field.choices = [("", "不选也行"), *places]  # type: ignore[attr-defined]
        self.fields["words"].label = "发生了什么"

    def placed(self, given: dict[str, Any]) -> Placed:
        """A point says it best; then what was chosen; then words."""
        lon, lat = given.get("lon"), given.get("lat")
        if lon is not None and lat is not None:
            return queries.at_point(lon, lat, self.on)
        if given.get("grid"):
            return super().placed(given)
        township = given.get("township")
        where = Code(township) if township else None
        return queries.at_words(given.get("address", ""), where, self.on)

    def no_place(self, given: dict[str, Any]) -> str:
        if given.get("lon") is not None:
            return OUTSIDE
        return NOT_FOUND if given.get("address") else NO_PLACE

    def more(self, given: dict[str, Any]) -> dict[str, Any]:
        chosen = plain.BY_KEY[given["what"] or plain.OTHER]
        kind = Kind.DISPUTE if chosen.dispute else Kind.MATTER
        return {"matter": queries.matter_like(chosen.part, given["at"], self.on), "kind": kind}


class OpinionForm(FromResident):
    """What somebody thinks of the grid work, or of one who does it."""

    kind = Kind.OPINION

    about = forms.ChoiceField(label="说的是", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, grid: Code, **options: Any) -> None:
        super().__init__(*args, **options)
        standing = queries.contacts_at(grid, self.on).standing
        people = [
            (str(it.worker_id), f"{it.worker.name}（{it.get_duty_display()}）") for it in standing
        ]
        nobody = ("", "网格工作本身，不针对某个人")
        self.fields["about"].choices = [nobody, *people]  # type: ignore[attr-defined]
        self.fields["words"].label = "您的意见或建议"

    def more(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"about": UUID(given["about"]) if given["about"] else None}


def grid_in(text: str) -> Code | None:
    """A grid's code in an address or a form."""
    fits = text.isascii() and text.isdigit() and len(text) == Level.GRID
    return Code(text) if fits else None
