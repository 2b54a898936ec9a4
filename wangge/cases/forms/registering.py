"""The desk's form: a call written down without taking the hands off the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from wangge.kernel.code import Code

from .reporting import DeskForm


class RegisterForm(DeskForm):
    """What callers and visitors say; the place by typing a few of its characters.

    `grids` are those that were found by what was typed, and the one that was chosen. What was
    typed is enough when it fits one grid only.
    """

    place = forms.CharField(
        label="网格",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs |= {"autofocus": True, "rows": 3}
        self.fields["caller_phone"].widget.attrs["autocomplete"] = "off"
        self.fields["caller_name"].widget.attrs["autocomplete"] = "off"

    def _offer(self, grids: Sequence[tuple[Code, str]]) -> None:
        self.found = [(str(code), name) for code, name in grids]
        self._choices("grid").choices = [("", "按地图上的位置"), *self.found]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        located = cleaned.get("lon") is not None and cleaned.get("lat") is not None
        typed = cleaned.get("place", "").strip()
        if located or cleaned.get("grid") or not typed or "grid" in self.errors:
            return cleaned
        if len(self.found) == 1:
            cleaned["grid"] = self.found[0][0]
        elif self.found:
            self.add_error("grid", f"“{typed}”符合 {len(self.found)} 个网格，请选一个。")
        else:
            self.add_error("grid", f"没有找到“{typed}”，请换个词，或在地图上点选。")
        return cleaned
