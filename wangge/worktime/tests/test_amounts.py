from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangge.worktime.amounts import Amount, UnableToCount, Unit


@given(amount=st.integers(1, 10_000), unit=st.sampled_from(Unit))
def test_words_of_an_amount_read_back_as_the_amount(amount: int, unit: Unit) -> None:
    given_amount = Amount(amount, unit)
    assert Amount.parse(given_amount.words) == given_amount
    assert Amount.of(str(amount), unit.value) == given_amount


def test_words_are_those_people_use() -> None:
    assert Amount(5, Unit.WORKING_DAY).words == "5 个工作日"
    assert Amount(Decimal("0.5"), Unit.URGENT_HOUR).words == "0.5 小时（连续计时）"


@pytest.mark.parametrize(
    ("amount", "unit", "field"),
    [
        ("0", "working-day", "amount"),
        ("-3", "working-day", "amount"),
        ("10001", "urgent-hour", "amount"),
        ("1.5", "working-day", "amount"),
        ("five", "working-day", "amount"),
        ("nan", "working-hour", "amount"),
        ("5", "fortnight", "unit"),
    ],
)
def test_wrong_amounts_are_refused_at_their_field(amount: str, unit: str, field: str) -> None:
    with pytest.raises(UnableToCount) as refused:
        Amount.of(amount, unit)
    assert refused.value.field == field


def test_text_without_an_amount_is_refused() -> None:
    with pytest.raises(UnableToCount, match="看不懂"):
        Amount.parse("尽快")
