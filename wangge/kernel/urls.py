"""The `<code:at>` converter: a place is the first segment of every console address."""

from __future__ import annotations

from django.urls import register_converter

from .code import Code, Level


class CodeConverter:
    regex = "|".join(rf"[0-9]{{{int(level)}}}" for level in reversed(Level))

    def to_python(self, value: str) -> Code:
        return Code(value)

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(CodeConverter, "code")
