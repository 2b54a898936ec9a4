from __future__ import annotations

import django_filters as filters

from wangge.messages.channels import WORDS
from wangge.messages.models import Sending, State
from wangge.ui.filter import FilterSet


class SendingFilter(FilterSet):
    """By state and by channel."""

    state = filters.ChoiceFilter(label="状态", choices=State.choices, empty_label="全部")
    channel = filters.ChoiceFilter(
        label="通道", choices=[(it.value, words) for it, words in WORDS.items()], empty_label="全部"
    )

    class Meta:
        model = Sending
        fields = ("state", "channel")
