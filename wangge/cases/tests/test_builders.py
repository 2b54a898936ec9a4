"""There is a case in every state to try a verb on, and the journal tells each of them."""

from __future__ import annotations

import pytest

from wangge.cases.flow import State
from wangge.cases.tests.builders import A_CASE
from wangge.cases.tests.replaying import differences

pytestmark = pytest.mark.usefixtures("town")


def test_every_state_has_its_case() -> None:
    assert set(A_CASE) == set(State)


@pytest.mark.parametrize("state", list(State))
def test_a_case_of_each_state_is_in_it_and_replays(state: State) -> None:
    case = A_CASE[state]()
    case.refresh_from_db()
    assert case.state == state
    assert differences(case) == {}
