from __future__ import annotations

from django import forms

from wangge.messages.channels import WORDS, Channel
from wangge.ui.form import Form


class ChannelsForm(Form):
    """Where somebody wants to be told outside the house."""

    mail = forms.BooleanField(label="用邮件提醒我", required=False)
    sms = forms.BooleanField(label="用短信提醒我", required=False)


class TestForm(Form):
    channel = forms.ChoiceField(choices=[(it.value, words) for it, words in WORDS.items()])

    def chosen(self) -> Channel:
        return Channel(self.cleaned_data["channel"])


class RetryForm(Form):
    """One of them; without it, all."""

    id = forms.UUIDField(required=False)
