"""A caller's matter, written down at the desk."""

from __future__ import annotations

import re
from typing import Any

import pytest

from democity.cast import COUNTY, GRID, GRID_NEXT_DOOR, SECOND_GRID, TOWNSHIP
from tests.town import LAMPS, NOW, TANG, WANG, inside
from wangge.cases import actions
from wangge.cases.models import Case
from wangge.cases.tests.builders import said
from wangge.cases.tests.door import door
from wangge.kernel.ids import new_id

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.slow]
REGISTER = f"/{TOWNSHIP}/cases/report/"
PHONE = "13912345678"


def filled(**more: str) -> dict[str, str]:
    usual = {
        "key": str(new_id()), "matter": LAMPS, "words": "路灯不亮", "channel": "phone",
        "caller_phone": PHONE, "whole": "1",
    }  # fmt: skip
    return usual | more


def part(target: str, **asked: str) -> str:
    headers = {"HX-Request": "true", "HX-Target": target}
    answer = door("wang").get(REGISTER, asked, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def alike(username: str = "wang", url: str = f"{REGISTER}similar/", **known: str) -> str:
    answer = door(username).post(url, known, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def called(words: str = "漏水", **more: Any) -> Case:
    more = {"caller_phone": PHONE, "channel": "phone"} | more
    return actions.report(said(words, **more), by=WANG, now=NOW)


def test_the_words_come_first() -> None:
    form = door("wang").get(REGISTER).content.decode()
    assert re.search(r"<textarea[^>]*name=\"words\"[^>]*autofocus", form)


def test_the_number_is_shown_large_and_the_next_one_is_a_key_away() -> None:
    answer = door("wang").post(REGISTER, filled(grid=str(GRID)), follow=True)

    case = Case.objects.get()
    assert answer.redirect_chain == [(f"/{TOWNSHIP}/cases/{case.number}/registered/", 303)]
    shown = answer.content.decode()
    assert f'<p class="wg-done-number">{case.number}</p>' in shown
    assert re.search(r"autofocus>再登记一件</a>", shown)


def test_a_grid_is_found_by_a_few_of_its_characters() -> None:
    shown = part("wg-places", place="清桥2")
    assert f'value="{SECOND_GRID}"' in shown
    assert f'value="{GRID}"' not in shown


def test_the_grid_that_was_chosen_stays_while_another_word_is_typed() -> None:
    shown = part("wg-places", place="三多亭", grid=str(GRID))
    assert re.search(rf'value="{GRID}"\s+checked', shown)


def test_matters_are_found_beside_it() -> None:
    shown = part("wg-matters", find="矛盾")
    assert "矛盾纠纷排查" in shown
    assert "公共设施" not in shown


def test_without_scripts_what_was_typed_is_enough_when_it_fits_one_grid() -> None:
    door("wang").post(REGISTER, filled(place="清桥2"))
    assert Case.objects.get().code == SECOND_GRID


@pytest.mark.parametrize(
    ("place", "sentence"), [("清桥", "符合 2 个网格，请选一个"), ("火星", "没有找到“火星”")]
)
def test_without_scripts_what_fits_several_or_none_is_asked_again(
    place: str, sentence: str
) -> None:
    answer = door("wang").post(REGISTER, filled(place=place))

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in shown
    assert "路灯不亮</textarea>" in shown
    assert (f'value="{GRID}"' in shown) == (place == "清桥")


@pytest.mark.parametrize("grid", [str(GRID_NEXT_DOOR), "abc", "431103001"])
def test_a_grid_of_another_desk_is_no_choice(grid: str) -> None:
    assert door("wang").post(REGISTER, filled(grid=grid)).status_code == 422
    assert not Case.objects.exists()


def test_what_the_same_caller_reported_is_offered_while_one_types() -> None:
    case = called()

    shown = alike(caller_phone=PHONE)

    assert case.number in shown
    assert "同一来电号码" in shown
    assert PHONE not in shown


def test_what_is_open_near_the_place_is_offered() -> None:
    case = called("路灯坏了", caller_phone="")
    lon, lat = inside(GRID)

    assert case.number in alike(grid=str(GRID))
    assert "相距 50 米" in alike(lon=str(lon), lat=str(lat + 50 / 111_320), matter=LAMPS)
    assert case.number not in alike(grid=str(SECOND_GRID))
    assert alike().strip() == ""


def test_only_what_the_actor_sees_is_offered() -> None:
    actions.report(
        said("隔壁的", grid=GRID_NEXT_DOOR, caller_phone=PHONE, channel="phone"), by=TANG, now=NOW
    )
    assert "隔壁的" not in alike(caller_phone=PHONE)


def test_who_may_not_see_phones_finds_nothing_by_them() -> None:
    called()
    shown = alike("xie", f"/{GRID[:12]}/cases/report/similar/", caller_phone=PHONE)
    assert "同一来电号码" not in shown


def test_the_words_go_to_the_open_case_instead() -> None:
    case = called()
    url = re.search(r'formaction="([^"]+)"', alike(caller_phone=PHONE))
    assert url is not None

    answer = door("wang").post(url[1], filled(words="又漏了"), follow=True)

    assert "已补充" in answer.content.decode()
    assert "又漏了" in answer.content.decode()
    assert Case.objects.get() == case


@pytest.mark.parametrize(
    ("username", "url", "status"),
    [
        ("chen", f"/{COUNTY}/cases/report/similar/", 403),
        ("tang", f"{REGISTER}similar/", 404),
    ],
)
def test_is_for_those_who_may_report_there(username: str, url: str, status: int) -> None:
    assert door(username).post(url).status_code == status
