from __future__ import annotations

from django import forms

from wangge.kernel.fields import LEGAL
from wangge.places.models import Alias
from wangge.ui.form import Form

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class DayForm(Form):
    """Which day a page tells of."""

    on = forms.DateField(label="日期", required=False, widget=DAY)


class FoundForm(Form):
    code = forms.RegexField(
        LEGAL, label="代码", error_messages={"invalid": "代码应为 4、6、9 或 12 位数字。"}
    )
    name = forms.CharField(label="名称", max_length=60)
    kind = forms.CharField(label="类别", max_length=20, required=False)
    since = forms.DateField(label="启用日期", widget=DAY)


class RenameForm(Form):
    name = forms.CharField(label="新名称", max_length=60)
    since = forms.DateField(label="启用日期", widget=DAY)


class RetireForm(Form):
    until = forms.DateField(label="撤销日期", help_text="从这一天起不再存在。", widget=DAY)


class AliasForm(Form):
    alias = forms.CharField(label="别名或旧代码", max_length=60)
    kind = forms.ChoiceField(label="是代码还是名称", choices=Alias.Kind.choices)
    since = forms.DateField(label="从", required=False, widget=DAY)
    until = forms.DateField(label="到（不含）", required=False, widget=DAY)
    source = forms.CharField(label="代码体系", max_length=40, initial="own")

    def clean(self) -> dict[str, object]:
        read = super().clean() or {}
        since, until = read.get("since"), read.get("until")
        if since and until and until <= since:
            self.add_error("until", "截止日期应晚于起始日期。")
        return read


class ImportForm(Form):
    file = forms.FileField(
        label="文件", help_text=".xlsx 或 .csv，列：代码、名称、类别；上级排在前面；不超过 5 MB。"
    )
    since = forms.DateField(label="启用日期", widget=DAY)
