from __future__ import annotations

from typing import Any

from django import forms


class Degrees(forms.FloatField):
    """Longitude or latitude, filled in by the map."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "位置")
        super().__init__(min_value=-180, max_value=180, **options)
