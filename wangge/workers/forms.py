from __future__ import annotations

from django import forms

from wangge.ui.form import Form
from wangge.workers.models import Duty, Kind, Source

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
PHONE = r"^[0-9+][0-9-]{5,18}[0-9]$"
ON_FAULTS = (
    ("all", "整份不导入，在页面上说明"),
    ("faults", "整份不导入，下载标注错误原因的文件"),
    ("good", "只导入正确的行，其余下载标注错误原因的文件"),
)


class WorkerForm(Form):
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.RegexField(
        PHONE, label="电话", error_messages={"invalid": "电话应为 7 至 20 位数字，可含横线。"}
    )
    kind = forms.ChoiceField(label="性质", choices=Kind.choices)
    source = forms.ChoiceField(label="来源", choices=Source.choices)
    username = forms.CharField(
        label="用户名", max_length=40, required=False, help_text="有账号的网格员填写。"
    )


class EnrolForm(WorkerForm):
    code = forms.RegexField(
        r"^([0-9]{9}|[0-9]{12})$",
        label="归属区划代码",
        error_messages={"invalid": "应为乡镇（街道）9 位或村（社区）12 位代码。"},
    )
    field_order = ("code", "name", "phone", "kind", "source", "username")


class AssignForm(Form):
    grid = forms.RegexField(
        r"^[0-9]{15}$", label="网格编码", error_messages={"invalid": "网格编码应为 15 位数字。"}
    )
    duty = forms.ChoiceField(label="职责", choices=Duty.choices)
    since = forms.DateField(label="起始日期", widget=DAY)
    until = forms.DateField(
        label="结束日期", required=False, help_text="从这一天起不再在岗。", widget=DAY
    )


class EndForm(Form):
    until = forms.DateField(label="结束日期", help_text="从这一天起不再在岗。", widget=DAY)


class ImportForm(Form):
    file = forms.FileField(label="花名册", help_text=".xlsx 或 .csv，使用模板的列；不超过 5 MB。")
    on_faults = forms.ChoiceField(label="有错误的行时", choices=ON_FAULTS)
