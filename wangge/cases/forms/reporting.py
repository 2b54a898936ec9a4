"""The forms with which a case begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from wangge.files.forms import PhotosMixin
from wangge.kernel.code import Code
from wangge.kernel.ids import new_id
from wangge.matters.models import Matter, Urgency

from ..actions.reporting import LONGEST, Report
from ..models import Channel, Kind

OTHER = "other"
OFF_LIST = (OTHER, "其他诉求（清单之外）")


@dataclass(frozen=True, slots=True)
class Group:
    """Matters under one heading."""

    heading: str
    matters: Sequence[tuple[str, str]]
    open: bool = False


class ReportForm(PhotosMixin):
    """What happened, where, and what it is about. `key` is made when the form is opened."""

    off_list = True
    kinds: tuple[Kind, ...] = (Kind.MATTER, Kind.DISPUTE)

    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    lon = forms.FloatField(required=False, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput)
    matter = forms.ChoiceField(
        label="事项",
        error_messages={
            "required": "请选择事项；清单里没有的选“其他诉求”。",
            "invalid_choice": "这个事项已不在清单内，请重新选择。",
        },
    )
    words = forms.CharField(
        label="情况",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "几个字说清楚，如：三号楼路灯不亮"}),
        error_messages={"required": "请写几个字说明情况。"},
    )
    grid = forms.ChoiceField(label="网格", required=False)
    address = forms.CharField(
        label="具体地点", required=False, max_length=200, help_text="楼栋、门牌或附近的标志。"
    )
    kind = forms.ChoiceField(label="性质", initial=Kind.MATTER, required=False)
    urgency = forms.ChoiceField(
        label="紧急程度", required=False, choices=[("", "按事项规定"), *Urgency.choices]
    )

    def __init__(
        self,
        *args: Any,
        matters: Iterable[Matter],
        recent: Sequence[str],
        grids: Sequence[tuple[Code, str]],
        workers: Sequence[tuple[UUID, str]] = (),
        usual: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"channel": usual} if usual else None, **kwargs)
        self.matters, self.recent = list(matters), recent
        self._choices("kind").choices = [(kind.value, kind.label) for kind in self.kinds]
        if workers:
            self._choices("about").choices = [("", "不针对某一个人"), *workers]
        else:
            self.fields.pop("about", None)
        self._choices("matter").choices = [
            *((matter.number, matter.name) for matter in self.matters),
            *([OFF_LIST] if self.off_list else []),
        ]
        self.only_grid = ""
        self._offer(grids)

    def _offer(self, grids: Sequence[tuple[Code, str]]) -> None:
        """A worker with one grid need not choose; the grid of a point always wins."""
        field = self._choices("grid")
        named = [(str(code), name) for code, name in grids]
        if len(named) == 1:
            field.choices, field.initial, field.widget = named, named[0][0], forms.HiddenInput()
            self.only_grid = named[0][1]
        else:
            field.choices = [("", "按地图上的位置"), *named]

    def _choices(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(name)
        return field

    def groups(self, search: str = "") -> list[Group]:
        """The matters to choose from: last used first, then by category; or those found."""
        chosen, text = self["matter"].value(), search.strip()
        if text:
            found = [m for m in self.matters if text in m.name or m.number == chosen]
            return [Group("", [*_named(found), *self._off_list], open=True)]
        known = {matter.number: matter for matter in self.matters}
        last = [known[number] for number in self.recent if number in known]
        groups = [Group("最近用过", _named(last), open=True)] if last else []
        categories = dict.fromkeys(matter.category.name for matter in self.matters)
        for name in categories:
            inside = [m for m in self.matters if m.category.name == name and m not in last]
            opened = not last or any(matter.number == chosen for matter in inside)
            groups.append(Group(name, _named(inside), open=opened))
        return [*groups, Group("", self._off_list, open=True)] if self.off_list else groups

    @property
    def _off_list(self) -> list[tuple[str, str]]:
        return [OFF_LIST] if self.off_list else []

    def said(self, given: dict[str, Any]) -> Report:
        """What the verb is told."""
        return Report(
            key=given["key"],
            words=given["words"],
            lon=given["lon"],
            lat=given["lat"],
            grid=given["grid"],
            matter="" if given["matter"] == OTHER else given["matter"],
            urgency=given["urgency"],
            channel=given.get("channel") or Channel.WORKER,
            address=given["address"],
            caller_name=given.get("caller_name", ""),
            caller_phone=given.get("caller_phone", ""),
            kind=given.get("kind") or Kind.MATTER,
            about=given.get("about"),
        )


class SelfHandleForm(ReportForm):
    """Settled on the spot; only what is on the list can be."""

    off_list = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["urgency"], self.fields["kind"]
        self.fields["words"].label = "情况和处理结果"

    def said(self, given: dict[str, Any]) -> Report:
        return super().said(given | {"urgency": ""})


class DeskForm(ReportForm):
    """For those who write down what callers and visitors say, opinions on the grid work too."""

    kinds = (Kind.MATTER, Kind.DISPUTE, Kind.OPINION)

    about = forms.TypedChoiceField(
        label="针对的网格员",
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text="只在性质为“意见建议”时填写；本人看不到这件意见。",
    )
    channel = forms.ChoiceField(
        label="来源",
        choices=[(c.value, c.label) for c in (Channel.PHONE, Channel.WALK_IN)],
        initial=Channel.PHONE,
        widget=forms.RadioSelect,
    )
    caller_name = forms.CharField(label="反映人", required=False, max_length=40)
    caller_phone = forms.RegexField(
        r"^[0-9+() -]{5,20}$",
        label="联系电话",
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
        error_messages={"invalid": "电话号码只含数字，5 至 20 位。"},
        help_text="只用于回访，承办单位和平台可见。",
    )


def _named(matters: Iterable[Matter]) -> list[tuple[str, str]]:
    return [(matter.number, matter.name) for matter in matters]
