from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from wangge.ui.form import Form

from .amounts import Amount, UnableToCount, Unit
from .calendar import DEFAULT_SESSIONS, Session
from .notice import NAME_LENGTH

DATE = {"type": "date"}
TIME = {"type": "time"}
SLOTS = 3
UNIT_CHOICES = [
    (Unit.WORKING_DAY, "工作日（收到当日不计）"),
    (Unit.WORKING_HOUR, "工作小时（只计工作时段）"),
    (Unit.URGENT_HOUR, "小时（连续计时，不分昼夜和节假日）"),
    (Unit.CALENDAR_DAY, "自然日（最后一日休息则顺延）"),
]


class ImportYearForm(Form):
    """The year's notice as a file."""

    year = forms.IntegerField(label="年份", min_value=2000, max_value=2200)
    file = forms.FileField(
        label="文件", help_text="用模板填写，.xlsx 或 .csv；列为日期、类型、名称。"
    )
    note = forms.CharField(
        label="依据", required=False, max_length=100, help_text="通知的标题或文号。"
    )


class SetSessionsForm(Form):
    """An arrangement of sessions: from when, until when, which hours."""

    name = forms.CharField(label="名称", max_length=NAME_LENGTH, help_text="如“夏季作息”。")
    starts = forms.DateField(label="开始日期", widget=forms.DateInput(attrs=DATE))
    last = forms.DateField(
        label="最后一天",
        required=False,
        widget=forms.DateInput(attrs=DATE),
        help_text="不填则一直有效，直到另行设定。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for slot in range(SLOTS):
            given = DEFAULT_SESSIONS[slot] if slot < len(DEFAULT_SESSIONS) else None
            for edge, word in (("opens", "开始"), ("closes", "结束")):
                self.fields[f"{edge}_{slot}"] = forms.TimeField(
                    label=f"第 {slot + 1} 时段{word}" + ("" if given else "（选填）"),
                    required=slot == 0,
                    initial=getattr(given, edge, None),
                    widget=forms.TimeInput(attrs=TIME, format="%H:%M"),
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sessions = []
        for slot in range(SLOTS):
            opens, closes = cleaned.get(f"opens_{slot}"), cleaned.get(f"closes_{slot}")
            if (opens is None) != (closes is None):
                self.add_error(f"opens_{slot}", "这个时段的开始和结束要一起填，或都不填。")
            elif opens is not None and closes is not None:
                sessions.append(Session(opens, closes))
        last = cleaned.get("last")
        ends = last + timedelta(days=1) if last and last < date.max else None
        return cleaned | {"sessions": sessions, "ends": ends}


class TrialForm(Form):
    """A limit to try out."""

    start = forms.DateTimeField(
        label="起点",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    amount = forms.CharField(label="数量", max_length=10, initial="5")
    unit = forms.ChoiceField(label="单位", choices=UNIT_CHOICES, initial=Unit.WORKING_DAY)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                cleaned["limit"] = Amount.of(cleaned["amount"], cleaned["unit"])
            except UnableToCount as unable:
                self.add_error(unable.field, unable.sentence)
        return cleaned
