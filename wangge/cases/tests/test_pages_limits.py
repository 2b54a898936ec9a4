from __future__ import annotations

import pytest

from wangge.cases.models import StageLimit
from wangge.cases.tests.door import door

pytestmark = pytest.mark.usefixtures("wednesday")


def test_shows_the_limits_of_every_stage_to_the_system_administrator() -> None:
    shown = door("luo").get("/limits/").content.decode()

    for words in ("受理", "回访", "0.5 小时", "15 个工作日"):
        assert words in shown
    assert "未设定" not in shown


def test_sets_one_from_a_day_on_and_shows_what_comes() -> None:
    client = door("luo")
    said = {
        "stage": "handle", "urgency": "normal", "amount": "7", "unit": "working-day",
        "starts": "2026-07-01",
    }  # fmt: skip

    answer = client.post("/limits/set_limit/", said, follow=True)

    shown = answer.content.decode()
    assert answer.redirect_chain == [("/limits/", 303)]
    assert "2026-07-01 起 7 个工作日" in shown
    assert "5 个工作日" in shown


@pytest.mark.parametrize(
    ("amount", "starts", "status", "words"),
    [
        ("7", "2026-06-01", 409, "只能从今天或以后开始"),
        ("半天", "2026-07-01", 422, "不是数字"),
        ("0.5", "2026-07-01", 422, "应为整数"),
    ],
)
def test_keeps_what_was_typed_when_it_cannot_be(
    amount: str, starts: str, status: int, words: str
) -> None:
    before = StageLimit.objects.count()
    said = {
        "stage": "handle", "urgency": "normal", "amount": amount, "unit": "working-day",
        "starts": starts,
    }  # fmt: skip

    answer = door("luo").post("/limits/set_limit/", said)

    assert answer.status_code == status
    assert words in answer.content.decode()
    assert f'value="{starts}"' in answer.content.decode()
    assert StageLimit.objects.count() == before


@pytest.mark.parametrize("username", ["wang", "chen", "zhou", "huang"])
def test_is_for_the_system_administrator_alone(username: str) -> None:
    assert door(username).get("/limits/").status_code == 403
    assert door(username).get("/limits/set_limit/").status_code == 403
    assert door(username).post("/limits/set_limit/", {}).status_code == 403
