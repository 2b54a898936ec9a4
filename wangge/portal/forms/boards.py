from __future__ import annotations

from django import forms

from wangge.ui.form import Form

from .place import Degrees


class BoardForm(Form):
    """Where a board hangs."""

    lon = Degrees(error_messages={"required": "请在地图上点选公示牌的位置。"})
    lat = Degrees(error_messages={"required": "请在地图上点选公示牌的位置。"})
    place = forms.CharField(
        label="挂在哪里",
        max_length=80,
        help_text="例如：村部门口、小区东门宣传栏。",
        error_messages={"required": "请写明挂在哪里。"},
    )


class PhoneForm(Form):
    """The number under which the grid work of a place is supervised."""

    phone = forms.CharField(
        label="监督电话",
        max_length=20,
        help_text="会公开给村（居）民，请填单位电话，不要填个人手机。",
        error_messages={"required": "请填写监督电话。"},
    )
    note = forms.CharField(
        label="说明", max_length=40, required=False, help_text="例如：工作日 8:30—17:30。"
    )


class NothingAsked(Form):
    """A verb that asks for nothing but to be meant."""
