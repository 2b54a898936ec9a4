"""One form per verb. A form without fields asks nothing but "really?"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from wangge.files.forms import PhotosMixin
from wangge.matters.models import Matter, Urgency
from wangge.ui.form import Form

from ..models import Case


def text(label: str, missing: str, rows: int = 4, **more: Any) -> forms.CharField:
    """Some lines of text; `missing` is what is said when there must be some and are none."""
    required = bool(missing)
    return forms.CharField(
        label=label,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing} if required else None,
        **({"max_length": 500} | more),
    )


def matters_grouped(matters: Iterable[Matter]) -> list[Any]:
    """The matters of the list by category, and none of them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for matter in matters:
        groups.setdefault(matter.category.name, []).append((matter.number, matter.name))
    return [("", "其他诉求（清单之外）"), *groups.items()]


class AcceptForm(Form):
    """Acceptance, with what the desk corrects."""

    matter = forms.ChoiceField(label="事项", required=False, help_text="上报的分类不对可在此改正。")
    urgency = forms.ChoiceField(label="紧急程度", choices=Urgency.choices)

    def __init__(self, *args: Any, case: Case, matters: Iterable[Matter], **kwargs: Any) -> None:
        initial = {"matter": case.line, "urgency": case.urgency}
        super().__init__(*args, initial=initial, **kwargs)
        field = self.fields["matter"]
        field.label = "事项"
        if isinstance(field, forms.ChoiceField):
            field.choices = matters_grouped(matters)


class DeclineForm(Form):
    reason = text("不予受理的理由", "请写明不予受理的理由。", help_text="反映人会看到这段话。")


class DispatchForm(Form):
    """One lead, any participants, and a word to them."""

    lead = forms.TypedChoiceField(
        label="牵头单位",
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={
            "required": "请选定一个牵头单位。",
            "invalid_choice": "这个单位不负责该地，请另选牵头单位。",
        },
    )
    participants = forms.TypedMultipleChoiceField(
        label="协办单位", required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    note = text("交办意见", "", rows=2)

    def __init__(self, *args: Any, units: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "participants"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(str(key), unit) for key, unit in units]


class SignForm(Form):
    pass


class HandBackForm(Form):
    basis = text(
        "退回依据",
        "请写明退回的依据（职责分工文件、条款或事实）。",
        help_text="分派后 1 个工作日内可退回；同一单位对同一事件只能退回一次。",
    )


class FeedBackForm(PhotosMixin):
    result = text("办理情况", "请写明办理情况。", max_length=2000)


class ConcludeForm(PhotosMixin):
    result = text("办理结果", "请写明办理结果。", max_length=2000)
    reason = text("不等协办单位反馈的理由", "", rows=2)

    def __init__(self, *args: Any, waiting: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if waiting:
            self.fields["reason"].help_text = f"还没有反馈的：{'、'.join(waiting)}。"
        else:
            del self.fields["reason"]


class CheckForm(PhotosMixin):
    words = text("现场情况", "", rows=3)


class FailCheckForm(PhotosMixin):
    words = text("哪里没有办好", "请写明哪里没有办好。")


class RefuseForm(Form):
    words = text("理由", "", rows=3)
