"""Forms: errors beside the field and in a summary on top; refusals of a verb look the same."""

from __future__ import annotations

from django import forms

from wangge.kernel.errors import Unable


class Form(forms.Form):
    """The base of every form: required fields are the rule, optional ones say 选填."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            if not field.required and field.label and not isinstance(field, forms.BooleanField):
                field.label = f"{field.label}（选填）"


class Reason(Form):
    """The commonest form of a verb: why."""

    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请写明理由。"},
    )


def put_refusal(form: forms.BaseForm, refusal: Unable) -> None:
    """Show a refusal where it belongs: at the field it names, else above the form."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, refusal.sentence)
