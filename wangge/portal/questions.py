"""Small questions for people whose browser runs no JavaScript; read aloud they are as easy."""

from __future__ import annotations

import secrets
import unicodedata

NUMBERS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
WORDS = ("永州", "潇湘", "网格", "社区", "街道", "乡村", "邻里", "平安")
PLACES = ("第一", "第二")
VALUES = {name: number for number, name in enumerate(NUMBERS)} | {
    f"十{name}": 10 + number for number, name in enumerate(NUMBERS) if 0 < number < 10
}


def make() -> tuple[str, str]:
    """A question and its answer."""
    return _sum() if secrets.randbelow(3) else _letter()


def same(typed: str, answer: str) -> bool:
    """Whether an answer is right, in figures or in Chinese, whatever the width of the letters."""
    return _plain(typed) == _plain(answer)


def _sum() -> tuple[str, str]:
    one, other = 1 + secrets.randbelow(9), 1 + secrets.randbelow(9)
    if secrets.randbelow(2):
        return f"{NUMBERS[one]}加{NUMBERS[other]}等于几？", str(one + other)
    larger, smaller = max(one, other), min(one, other)
    return f"{NUMBERS[larger]}减{NUMBERS[smaller]}等于几？", str(larger - smaller)


def _letter() -> tuple[str, str]:
    word, place = secrets.choice(WORDS), secrets.randbelow(2)
    return f"“{word}”的{PLACES[place]}个字是什么？", word[place]


def _plain(text: str) -> str:
    half = unicodedata.normalize("NFKC", text).strip(" 。.“”\"'")
    return str(VALUES.get(half, half))
