"""The journal alone tells what a case is: after any walk through its life."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from democity.cast import STREET, URBAN, WATER
from tests.town import DENG, LI, NOW, QIN, WANG, ZHAO, ZHOU
from wangge.cases import actions
from wangge.cases.models import Case
from wangge.cases.replay import replay
from wangge.cases.tests.builders import reported, said
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.errors import Unable

pytestmark = [pytest.mark.usefixtures("town"), pytest.mark.slow]

STEPS: list[tuple[str, Any, dict[str, Any]]] = [
    ("accept", WANG, {"urgency": "urgent"}),
    ("accept", WANG, {}),
    ("dispatch", WANG, {"lead": URBAN.id, "participants": [WATER.id, STREET.id]}),
    ("dispatch", WANG, {"lead": WATER.id}),
    ("sign", LI, {}),
    ("sign", QIN, {}),
    ("hand_back", LI, {"basis": "不属于本局"}),
    ("feed_back", QIN, {"result": "已办"}),
    ("conclude", LI, {"result": "已办", "reason": "无须等待"}),
    ("conclude", QIN, {"result": "已办"}),
    ("confirm_done", ZHOU, {}),
    ("confirm_done", ZHAO, {}),
    ("fail_check", ZHOU, {"words": "没好"}),
    ("refuse", ZHOU, {"words": "清单外"}),
    ("close", WANG, {"outcome": "satisfied"}),
    ("decline", WANG, {"reason": "重复"}),
    ("request_check", WANG, {}),
    ("affirm", ZHOU, {}),
    ("doubt", ZHOU, {"words": "找不到"}),
    ("send_back", WANG, {"words": "缺地点"}),
    ("correct", ZHOU, {"words": "换个说法", "matter": ""}),
    ("correct", ZHOU, {"words": "再换个说法", "matter": "05001"}),
    ("withdraw", ZHOU, {}),
    ("escalate", WANG, {"words": "需协调"}),
    ("hand_down", DENG, {"words": "由街道办理"}),
    ("reopen", WANG, {"reason": "没有解决"}),
    ("conceal", WANG, {"reason": "涉及隐私"}),
    ("admit", WANG, {"account": ZHOU.id}),
    ("disclose", DENG, {}),
]


@pytest.mark.parametrize("walk", range(12))
def test_a_random_walk_replays_to_the_same_rows(walk: int) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    dice = random.Random(seed)
    case = reported(matter=dice.choice(["", "05001"]))
    for minute in range(90):
        verb, by, words = dice.choice(STEPS)
        try:
            getattr(actions, verb)(case.number, **words, by=by, now=NOW + timedelta(minutes=minute))
        except (Unable, Case.DoesNotExist):
            continue
    case.refresh_from_db()
    assert not differences(case)


def test_a_self_handled_case_replays() -> None:
    case = actions.self_handle(said("已劝导"), by=ZHOU, now=NOW)
    case.refresh_from_db()
    assert not differences(case)


def test_an_entry_left_out_is_noticed() -> None:
    """Negative control: without its dispatch the tale no longer fits."""
    case = reported()
    actions.accept(case.number, by=WANG, now=NOW)
    actions.dispatch(case.number, lead=URBAN.id, by=WANG, now=NOW)
    case.refresh_from_db()

    entries = list(Entry.objects.filter(subject=f"case:{case.pk}").order_by("id"))
    assert replay(entries).state == case.state
    assert replay(entries[:-1]).state != case.state
