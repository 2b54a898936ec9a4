"""What a resident says who follows their own report."""

from __future__ import annotations

from typing import Any

from django import forms

from wangge.cases.models import Score
from wangge.files.forms import PhotosMixin
from wangge.ui.form import Form

LONGEST = 2000
COPIED = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class FollowForm(Form):
    """Number and follow code, as they stand on the slip."""

    number = forms.CharField(
        label="编号",
        max_length=40,
        help_text="18 位数字，写在回执或短信里。中间有空格没有关系。",
        widget=forms.TextInput(attrs=COPIED | {"inputmode": "numeric"}),
        error_messages={"required": "请填写编号。", "max_length": "编号是 18 位数字，请再核对。"},
    )
    code = forms.CharField(
        label="查询码",
        max_length=40,
        help_text="12 位，不分大小写。里面没有数字 0、1，也没有字母 I、L、O、U。",
        widget=forms.TextInput(attrs=COPIED),
        error_messages={"required": "请填写查询码。", "max_length": "查询码是 12 位，请再核对。"},
    )


class RemarkForm(PhotosMixin):
    """Something to add: words, photos or both."""

    words = forms.CharField(
        label="要补充什么",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class CorrectForm(PhotosMixin):
    """What was said, to be completed."""

    words = forms.CharField(
        label="情况",
        max_length=LONGEST,
        help_text="在原来的话上改，把要求补充的写清楚。",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "请写明情况。"},
    )
    address = forms.CharField(
        label="具体地点", required=False, max_length=200, help_text="楼栋、门牌或附近的标志。"
    )


class WithdrawForm(Form):
    """Why it need not be handled any more."""

    reason = forms.CharField(
        label="为什么撤回",
        max_length=500,
        required=False,
        help_text="例如：已经解决了、说错地方了。不写也可以。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RateForm(Form):
    """How well it was done; who is not satisfied says why."""

    score = forms.ChoiceField(
        label="办得怎么样",
        choices=Score.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一项。", "invalid_choice": "请从三项里选一项。"},
    )
    reason = forms.CharField(
        label="理由",
        max_length=500,
        required=False,
        help_text="选“不满意”时请写明哪里没有办好，好让承办单位知道要改什么。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("score") == Score.UNSATISFIED and not given.get("reason", "").strip():
            self.add_error("reason", "请写明哪里没有办好，承办单位才知道要改什么。")
        return given
