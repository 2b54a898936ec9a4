from __future__ import annotations

from django import forms

from wangge.territory.models import Kind
from wangge.ui.form import Form

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
EXTENT = "GeoJSON 文件，经纬度（CGCS2000）；每个村（社区）一个图形，属性 code 为 12 位代码。"


class DayForm(Form):
    """Which day a page tells of."""

    on = forms.DateField(label="日期", required=False, widget=DAY)


class PointForm(Form):
    """A position, typed or tapped on the map."""

    lon = forms.FloatField(label="经度", widget=forms.NumberInput(attrs={"step": "any"}))
    lat = forms.FloatField(label="纬度", widget=forms.NumberInput(attrs={"step": "any"}))


class OpenForm(Form):
    code = forms.RegexField(
        r"^[0-9]{15}$", label="网格编码", error_messages={"invalid": "网格编码应为 15 位数字。"}
    )
    name = forms.CharField(label="名称", max_length=60)
    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    households = forms.IntegerField(label="户数", min_value=0, max_value=100_000)
    since = forms.DateField(label="启用日期", widget=DAY)
    file = forms.FileField(label="范围", help_text=EXTENT)


class AlterForm(Form):
    name = forms.CharField(label="名称", max_length=60)
    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    households = forms.IntegerField(label="户数", min_value=0, max_value=100_000)
    since = forms.DateField(label="从哪一天起", widget=DAY)
    file = forms.FileField(label="新范围", required=False, help_text=f"不改范围可不选。{EXTENT}")


class RetireForm(Form):
    until = forms.DateField(
        label="撤销日期", help_text="从这一天起不再存在；编码停用后不再使用。", widget=DAY
    )
