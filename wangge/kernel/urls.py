"""What addresses are made of: `<code:at>`, the place that every console address begins with, and
`<digits:number>`, the number of a case or a matter. Anything else in their place is no address."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter

from .code import Code, Level


class CodeConverter:
    regex = "|".join(rf"[0-9]{{{int(level)}}}" for level in reversed(Level))

    def to_python(self, value: str) -> Code:
        return Code(value)

    def to_url(self, value: str) -> str:
        return str(value)


class DigitsConverter(StringConverter):
    regex = "[0-9]{1,18}"


register_converter(CodeConverter, "code")
register_converter(DigitsConverter, "digits")
