"""The forms of what a desk, a checker and a reporter decide on the way, and of secrecy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from wangge.files.forms import PhotosMixin
from wangge.kernel.code import Code
from wangge.matters.models import Matter
from wangge.ui.form import Form

from ..actions.reporting import LONGEST
from ..models import Case
from .verbs import matters_grouped, text


class RequestCheckForm(Form):
    """Asks nothing: the case says where and what."""


class AffirmForm(PhotosMixin):
    words = text("现场情况", "", rows=3)


class DenyForm(PhotosMixin):
    words = text("现场情况", "请写明现场看到的情况。", rows=3)


class DoubtForm(PhotosMixin):
    words = text("为什么无法核实", "请写明为什么无法核实。", rows=3)


class SendBackForm(Form):
    words = text("缺什么", "请写明缺什么，上报人要照此补正。", help_text="上报人会看到这段话。")


class WithdrawForm(Form):
    reason = text("理由", "", rows=3)


class CorrectForm(PhotosMixin):
    """The report as it stands, to be made good. A point counts more than the grid."""

    lon = forms.FloatField(required=False, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput)
    words = text("情况", "请写几个字说明情况。", max_length=LONGEST)
    matter = forms.ChoiceField(label="事项", required=False)
    grid = forms.ChoiceField(label="网格", required=False)
    address = forms.CharField(label="具体地点", required=False, max_length=200)
    only_grid = ""

    def __init__(
        self,
        *args: Any,
        case: Case,
        matters: Iterable[Matter],
        grids: Sequence[tuple[Code, str]],
        **kwargs: Any,
    ) -> None:
        initial = {
            "words": case.words, "matter": case.line, "grid": case.code, "address": case.address,
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        for name, choices in (
            ("matter", matters_grouped(matters)),
            ("grid", [(str(code), name) for code, name in grids]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


class EscalateForm(Form):
    words = text("提级的理由", "请写明提级的理由，上级要照此办理。")


class HandDownForm(Form):
    words = text("交办的要求", "请写明交办的要求，下级要照此办理。")


class ReopenForm(Form):
    reason = text("重新办理的理由", "请写明重新办理的理由。")


class ConcealForm(Form):
    reason = text("设为保密的理由", "请写明设为保密的理由。", rows=3)


class AdmitForm(Form):
    """One of the people who could see the place."""

    account = forms.TypedChoiceField(
        label="知情人",
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={
            "required": "请选择一个人。",
            "invalid_choice": "此人不能加入：只能从辖区内有权限的人中选择。",
        },
    )

    def __init__(self, *args: Any, people: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(key), name) for key, name in people]


class DiscloseForm(Form):
    reason = text("理由", "", rows=3)
