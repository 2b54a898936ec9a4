"""What the pages of this room ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from wangge.kernel.code import Code
from wangge.ui.form import Form

from .models import Account, Kind
from .queries import roles_offered


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class CodeInput(forms.CharField):
    """One area code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=15, widget=forms.TextInput({"inputmode": "numeric"}), **kwargs)

    def clean(self, value: Any) -> Code:
        try:
            return Code(super().clean(value))
        except ValueError as wrong:
            raise forms.ValidationError("应为 2、4、6、9、12 或 15 位数字。") from wrong


class CodesInput(forms.CharField):
    """Several area codes, apart by spaces, commas or lines."""

    def clean(self, value: Any) -> list[Code]:
        words = super().clean(value).replace("，", " ").replace(",", " ").split()
        try:
            return [Code(word) for word in words]
        except ValueError as wrong:
            raise forms.ValidationError("每个区划代码应为 2、4、6、9、12 或 15 位数字。") from wrong


class SignInForm(Form):
    username = forms.CharField(
        label="用户名",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "username", "autofocus": True}),
        error_messages={"required": "请输入用户名。"},
    )
    password = forms.CharField(
        label="密码",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": "请输入密码。"},
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).strip().lower()


class ChangePasswordForm(Form):
    old = forms.CharField(
        label="原密码",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="新密码",
        strip=False,
        max_length=200,
        help_text="至少 10 个字符，不能全是数字，不能太常见，不能与姓名或用户名相近。",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一遍新密码",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        if self.cleaned_data["again"] != self.cleaned_data.get("new"):
            raise forms.ValidationError("两次输入的新密码不一样。")
        return str(self.cleaned_data["again"])


class AccountForm(Form):
    username = forms.CharField(
        label="用户名", max_length=40, help_text="2 至 40 位小写字母、数字、点、横线或下划线。"
    )
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="手机号", max_length=20, required=False)
    email = forms.EmailField(label="邮箱", required=False)


class PostForm(Form):
    role = forms.ChoiceField(label="角色")
    code = CodeInput(label="区划代码", help_text="岗位管辖的地方，例如县 431103、乡镇 431103001。")
    line = forms.CharField(
        label="条线", max_length=9, required=False, help_text="事项编码的开头几位；不填为全部条线。"
    )
    unit = forms.CharField(
        label="单位", max_length=80, required=False, help_text="单位的全称或标识。"
    )
    since = forms.DateField(label="起始日期", widget=day_input())
    until = forms.DateField(
        label="结束日期", required=False, widget=day_input(), help_text="自该日起不再担任。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles: Any = self.fields["role"]
        roles.choices = [("", "请选择"), *roles_offered().values_list("key", "name")]


class EndPostForm(Form):
    until = forms.DateField(
        label="自哪天起不再担任", widget=day_input(), help_text="填今天即立刻生效。"
    )


class ImportForm(Form):
    file = forms.FileField(
        label="Excel 文件",
        widget=forms.ClearableFileInput({"accept": ".xlsx"}),
        error_messages={"required": "请选择文件。"},
    )
    good_ones = forms.BooleanField(
        label="有错误的行跳过，其余照常导入",
        required=False,
        help_text="不勾选则有一行错误就都不导入。",
    )


class OrganisationForm(Form):
    key = forms.SlugField(label="标识", max_length=60, help_text="字母、数字、横线，建后不改。")
    name = forms.CharField(label="名称", max_length=80)
    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    codes = CodesInput(label="所在区划", help_text="可填几个区划代码，用空格隔开。")
    line = forms.CharField(label="条线", max_length=9, required=False)
    since = forms.DateField(label="起始日期", widget=day_input())


class AlterOrganisationForm(Form):
    name = forms.CharField(label="名称", max_length=80)
    codes = CodesInput(label="所在区划", help_text="可填几个区划代码，用空格隔开。")
    line = forms.CharField(label="条线", max_length=9, required=False)
    until = forms.DateField(
        label="结束日期", required=False, widget=day_input(), help_text="自该日起不再使用。"
    )


class AbsenceForm(Form):
    """Who is away, from when until when, and who stands in."""

    account = forms.TypedChoiceField(label="不在岗的人", coerce=UUID)
    substitute = forms.TypedChoiceField(
        label="代办人",
        coerce=UUID,
        error_messages={"required": "请选择代办人。"},
        help_text="须是本单位在岗的同事。",
    )
    since = forms.DateField(label="开始日期", widget=day_input())
    last = forms.DateField(label="最后一天", widget=day_input(), help_text="含这一天。")
    note = forms.CharField(
        label="说明", required=False, max_length=200, help_text="如：出差、休假。不必写病情等隐私。"
    )

    def __init__(
        self, *args: Any, own: Iterable[Account], colleagues: Iterable[Account], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = {"account": list(own), "substitute": list(colleagues)}
        for name, accounts in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                blank = [] if name == "account" else [("", "请选择")]
                field.choices = [*blank, *((str(one.pk), one.name) for one in accounts)]
