"""Codes, proofs and rates by themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.town import NOW
from wangge.kernel.ids import new_id
from wangge.portal import codes, plain, work
from wangge.portal.rates import DEFAULTS, Rate, caller, rate_of


def test_a_code_has_twelve_letters_none_of_which_is_mistaken_for_another() -> None:
    made = {codes.new_code() for _ in range(300)}
    assert len(made) == 300
    assert all(len(code) == 12 and set(code) <= set(codes.ALPHABET) for code in made)
    assert not set("0O1ILU") & set(codes.ALPHABET)


@pytest.mark.parametrize(
    "typed", ["abcd-efgh-jkmn", " ABCD EFGH JKMN", "ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ"]
)
def test_a_code_is_read_however_it_is_copied(typed: str) -> None:
    assert codes.read(typed) == "ABCDEFGHJKMN"
    assert codes.spelled(codes.read(typed)) == "ABCD-EFGH-JKMN"


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_sent_as_proof_is_judged_and_breaks_nothing(token: str, nonces: str) -> None:
    assert not work.is_done(token, nonces, key=new_id(), now=NOW)
    assert not work.is_ours(token, new_id())


def test_a_challenge_of_fewer_bits_cannot_be_made_up(settings: Any) -> None:
    key = new_id()
    token = work.challenge(key, now=NOW)
    easy = token.replace(f".{settings.PORTAL_WORK_BITS}:", ".0:")
    assert easy != token
    assert not work.is_done(easy, "0,0,0,0", key=key, now=NOW)


def test_work_done_too_early_is_none() -> None:
    key = new_id()
    token = work.challenge(key, now=NOW)
    assert work.is_done(token, work.solve(token), key=key, now=NOW)
    assert not work.is_done(token, work.solve(token), key=key, now=NOW - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:198.51.100.7", "198.51.100.7", True),
        ("198.51.100.7", "198.51.100.8", False),
    ],
)
def test_an_ipv6_caller_is_counted_by_their_network(one: str, other: str, same: bool) -> None:
    assert (caller(one) == caller(other)) is same
    assert caller(None) == "unknown"


def test_a_setting_changes_one_rate_and_leaves_the_others(settings: Any) -> None:
    settings.PORTAL_LIMITS = " send-address = 7/60 ,"
    assert rate_of("send-address") == Rate(7, 60)
    assert rate_of("send-city") == DEFAULTS["send-city"]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("三楼着火了", ["119"]), ("楼下有人持刀打架", ["110"]), ("老人晕倒在路边", ["120"]),
        ("路灯坏了", []), ("水沟里要杀虫", []), ("", []),
    ],
)  # fmt: skip
def test_words_of_danger_name_the_number_to_call(words: str, numbers: list[str]) -> None:
    assert plain.danger(words) == numbers
    assert bool(numbers) == any(sign in words for sign in plain.danger_words().split("|"))
