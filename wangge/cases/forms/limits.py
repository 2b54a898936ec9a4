"""A new limit of a stage."""

from __future__ import annotations

from typing import Any

from django import forms

from wangge.matters.models import Urgency
from wangge.ui.form import Form
from wangge.worktime.amounts import Amount, UnableToCount, Unit

from ..flow import Stage

UNITS = [
    (Unit.URGENT_HOUR.value, "小时（连续计时，不分昼夜和节假日）"),
    (Unit.WORKING_HOUR.value, "工作小时（只计工作时段）"),
    (Unit.WORKING_DAY.value, "工作日（收到当日不计）"),
    (Unit.CALENDAR_DAY.value, "自然日（最后一日休息则顺延）"),
]


class LimitForm(Form):
    """How long a stage may take at an urgency, from a day on."""

    stage = forms.ChoiceField(label="环节", choices=Stage.choices)
    urgency = forms.ChoiceField(label="紧急程度", choices=Urgency.choices)
    amount = forms.CharField(
        label="数量", max_length=8, help_text="小时可带小数，如 0.5；按日计算的须为整数。"
    )
    unit = forms.ChoiceField(label="单位", choices=UNITS)
    starts = forms.DateField(
        label="开始日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="从这一天起新开始的环节按新时限；已在办的不变。",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"amount", "unit"} <= cleaned.keys():
            try:
                cleaned["limit"] = Amount.of(cleaned["amount"], cleaned["unit"])
            except UnableToCount as unable:
                self.add_error(unable.field or "amount", unable.sentence)
        return cleaned
