"""What is said about a case, and with which ready-made words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from wangge.files.forms import PhotosMixin
from wangge.ui.form import Form

from ..models import Draft, ReplyTemplate
from ..related import Related

LONGEST = 2000


def _words(label: str, missing: str, *, rows: int = 5, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
        **more,
    )


class NoteForm(Form):
    words = _words("备注", "请写备注的内容。")


class RemarkForm(PhotosMixin):
    words = _words("补充的内容", "请写几个字。", required=False)


class ReplyForm(Form):
    """The answer; `draft` is what was begun earlier, `templates` what may be put in."""

    words = _words("答复", "请写答复的内容。", rows=8)

    def __init__(
        self, *args: Any, draft: Draft | None, templates: Iterable[ReplyTemplate], **kwargs: Any
    ) -> None:
        self.draft, self.templates = draft, templates
        super().__init__(*args, initial={"words": draft.words if draft else ""}, **kwargs)


class TemplateForm(Form):
    name = forms.CharField(
        label="名称",
        max_length=40,
        help_text="名称相同的会被改写。",
        error_messages={"required": "请给常用语起个名称。"},
    )
    words = _words(
        "内容", "请写常用语的内容。",
        help_text="可以写 {编号}、{地点}、{事项}，答复时换成该件的。",
    )  # fmt: skip


class MergeForm(Form):
    """The main case: one of those that seem alike, or by its number."""

    into = forms.CharField(label="主事件", required=False, widget=forms.RadioSelect)
    other = forms.CharField(
        label="主事件编号",
        required=False,
        max_length=18,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="不在上面的，填 18 位编号。",
    )

    def __init__(self, *args: Any, related: Sequence[Related], **kwargs: Any) -> None:
        self.related = related
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        into = cleaned.get("other") or cleaned.get("into")
        if not into:
            self.add_error("into", "请选择要并入的主事件。")
        return {"into": into}
