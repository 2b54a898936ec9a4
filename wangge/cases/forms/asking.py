"""Asking the reporter, and what comes of the answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from wangge.staff.models import Account
from wangge.ui.form import Form

from ..models import Outcome


def _text(label: str, missing: str, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
        **({"max_length": 500, "required": bool(missing)} | more),
    )


class LogCallForm(Form):
    reached = forms.TypedChoiceField(
        label="联系上了吗",
        choices=[("no", "没有联系上"), ("yes", "联系上了")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择是否联系上。"},
    )
    words = _text("回访记录", "", rows=3, help_text="联系上的，记下反映人怎么说。")


class CloseForm(Form):
    """The outcome of the follow-up; what cannot be true is not offered."""

    outcome = forms.ChoiceField(
        label="回访结果",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择回访结果。"},
    )
    words = _text("回访记录", "", rows=3)

    def __init__(self, *args: Any, nobody: bool = True, left: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (one.value, one.label) for one in Outcome if nobody or one != Outcome.NOBODY
            ]
        if left:
            field.help_text = f"按“未联系上”结案，还要再联系 {left} 次并记录回访。"


class RejectForm(Form):
    reason = _text(
        "哪里不满意", "请写明哪里不满意。", help_text="牵头单位会看到这段话，并重新办理。"
    )


class AppealForm(Form):
    words = _text("申诉理由", "请写明为什么评价不合理。", max_length=1000)


class RuleForm(Form):
    words = _text("裁定理由", "请写明裁定的理由。", max_length=1000)


class HandToForm(Form):
    """Somebody of the unit."""

    handler = forms.TypedChoiceField(
        label="承办人",
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={
            "required": "请选择承办人。",
            "invalid_choice": "这个人不是本单位在岗的承办人，请重新选择。",
        },
    )
    reason = _text("说明", "", rows=2)

    def __init__(self, *args: Any, members: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["handler"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(one.pk), one.name) for one in members]
