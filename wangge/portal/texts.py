"""What residents read on their telephones: one sentence each, no person and no place in it.

`{number}` is the case's; the link opens that case alone. Where the city has set no public address,
the last part, which leads there, is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The sentence of an occasion, how it goes on with a link, and whether that asks to rate."""

    sentence: str
    more: str = "进度："
    asks: bool = False

    def spelled(self, number: str, link: str) -> str:
        """As it is sent."""
        said = self.sentence.format(number=number)
        return f"{said}{self.more}{link}" if link else said


TEXTS: Mapping[str, Text] = {
    "cases.reported": Text("您反映的事已收到，编号{number}。", "查进度："),
    "cases.sent_back": Text("您反映的事（{number}）需要您补充说明才能往下办。", "请补充："),
    "cases.declined": Text("您反映的事（{number}）不予受理。", "理由见："),
    "cases.replied": Text("平台答复了您反映的事（{number}）。", "请看："),
    "cases.confirmed_done": Text(
        "您反映的事（{number}）已经办完并到现场核查过。", "请您评价：", asks=True
    ),
    "cases.closed": Text("您反映的事（{number}）已经办结。", "结果："),
}
MERGED: Mapping[str, Text] = {
    "cases.declined": Text(
        "您反映的事（{number}）与别人先反映的合在一起处理，不予受理。", "详情："
    ),
    "cases.closed": Text("您反映的事（{number}）与别人先反映的合在一起办理，已经办结。", "结果："),
    "cases.rated": Text("您反映的事（{number}）与别人先反映的合在一起办理，已经办结。", "结果："),
}
