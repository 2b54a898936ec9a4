from __future__ import annotations

from django import forms

from wangge.matters.models import UNSURE, Category, LimitUnit, Line, Urgency, WorkerRole
from wangge.ui.form import Form

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
WORDS = forms.Textarea(attrs={"rows": 3})


class MatterForm(Form):
    number = forms.RegexField(
        r"^[0-9]{5,11}$", label="编号", error_messages={"invalid": "编号应为条线代码加 3 位数字。"}
    )
    line = forms.ModelChoiceField(Line.objects.all(), label="条线", to_field_name="line")
    name = forms.CharField(label="事项", max_length=60)
    category = forms.ModelChoiceField(Category.objects.all(), label="类别", to_field_name="key")
    departments = forms.CharField(label="责任部门", max_length=120)
    worker_role = forms.ChoiceField(label="网格员职责", choices=WorkerRole.choices)
    urgency = forms.ChoiceField(label="紧急程度", choices=Urgency.choices, initial=Urgency.NORMAL)
    amount = forms.IntegerField(label="办理时限", min_value=1, max_value=1000, initial=5)
    unit = forms.ChoiceField(
        label="时限单位", choices=LimitUnit.choices, initial=LimitUnit.WORKING_DAY
    )
    guide_name = forms.CharField(label="业务指导人", max_length=40)
    guide_phone = forms.CharField(label="指导电话", max_length=20)
    basis = forms.CharField(
        label="依据",
        max_length=400,
        initial=UNSURE,
        help_text=f"没有把握的写“{UNSURE}”。",
        widget=WORDS,
    )
    dormant = forms.BooleanField(label="平时休眠，应急时启用", required=False)
    since = forms.DateField(label="列入日期", widget=DAY)


class EndForm(Form):
    until = forms.DateField(
        label="退出日期", help_text="从这一天起网格员可以不予执行。", widget=DAY
    )
    reason = forms.CharField(label="理由", max_length=200, widget=WORDS)


class CategoryForm(Form):
    key = forms.SlugField(label="标识", max_length=40, help_text="小写英文字母和下划线。")
    name = forms.CharField(label="名称", max_length=20)


class LineForm(Form):
    line = forms.CharField(label="条线代码", max_length=8)
    name = forms.CharField(label="名称", max_length=40)
    department = forms.CharField(label="部门", max_length=60)


class RefusalForm(Form):
    department = forms.CharField(label="哪个部门要求的", max_length=60)
    words = forms.CharField(label="要求做什么", max_length=500, widget=WORDS)
    asked_on = forms.DateField(label="哪一天提出的", widget=DAY)
    asked_by = forms.CharField(label="谁提出的", max_length=40, required=False)
    line = forms.ModelChoiceField(
        Line.objects.all(), label="条线", to_field_name="line", required=False
    )
    case_number = forms.RegexField(r"^[0-9]{18}$", label="相关事件编号", required=False)


class ImportForm(Form):
    file = forms.FileField(label="清单文件", help_text=".xlsx 或 .csv，使用模板的列；不超过 5 MB。")
    since = forms.DateField(label="列入日期", widget=DAY)
    only_good = forms.BooleanField(label="只导入正确的行", required=False)
