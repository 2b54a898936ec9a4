"""The list and the single row give one answer."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from democity.cast import CITY, COUNTY, GRID, NEXT_DOOR, SECOND_GRID, TOWNSHIP, URBAN, WATER
from tests.town import NOW, WANG, ZHOU
from wangge.cases.models import Case
from wangge.kernel.actor import Actor, machine
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.kernel.scope import Grant, Scope

ME = UUID(int=1)
PLACES = [CITY, COUNTY, TOWNSHIP, NEXT_DOOR, GRID, SECOND_GRID, Code("431104")]
LINES = ["", "01", "0101", "05", "05001"]
UNITS = [URBAN.id, WATER.id]
ROWS_OWN = [UUID(int=11), UUID(int=12)]

GRANTS = st.builds(
    Grant,
    permission=st.just("cases:view"),
    code=st.sampled_from(PLACES),
    line=st.sampled_from(LINES[:4]),
    unit=st.sampled_from([None, *UNITS]),
    only=st.sampled_from([None, *ROWS_OWN]),
)
ROWS = st.fixed_dictionaries(
    {
        "code": st.sampled_from(PLACES),
        "line": st.sampled_from(LINES),
        "units": st.lists(st.sampled_from(UNITS), unique=True),
        "circle": st.sampled_from([None, [ME], [UUID(int=2)], []]),
    }
)


def a_row(**facts: object) -> Case:
    return Case.objects.create(
        number=str(uuid4().int)[:18], born_code=GRID, desk=TOWNSHIP, category="其他",
        channel="worker", state="reported", words="灯", reported_by=ME, reported_at=NOW,
        due_at=NOW, warn_at=NOW,
        **facts,
    )  # fmt: skip


class TestScope(TestCase):
    @given(
        st.frozensets(GRANTS, max_size=3),
        st.sampled_from([ME, None]),
        st.lists(ROWS, min_size=1, max_size=6),
    )
    def test_the_list_holds_exactly_the_rows_that_are_covered(
        self, grants: frozenset[Grant], holder: UUID | None, rows: list[dict[str, object]]
    ) -> None:
        scope = Scope(grants, holder)
        keys = [*ROWS_OWN, *(UUID(int=20 + n) for n in range(len(rows)))]
        cases = [a_row(id=key, **row) for key, row in zip(keys, rows, strict=False)]
        listed = set(Case.objects.within(scope))
        assert listed == {case for case in cases if scope.covers(case)}

    @given(st.frozensets(GRANTS, max_size=3), st.sampled_from(PLACES), ROWS)
    def test_narrowing_to_a_place_keeps_what_lies_in_both(
        self, grants: frozenset[Grant], place: Code, row: dict[str, object]
    ) -> None:
        scope, case = Scope(grants, ME), a_row(**row)
        both = scope.covers(case) and place.covers(case.code)
        assert scope.narrowed_to(place).covers(case) == both


@pytest.mark.django_db
def test_an_empty_scope_matches_nothing() -> None:
    a_row(code=GRID)
    assert not Case.objects.within(Scope(frozenset(), ME)).exists()
    assert not Scope(frozenset(), ME)


def test_a_place_outside_is_out_of_sight_and_a_permission_held_nowhere_is_denied() -> None:
    assert WANG.at("cases:view", COUNTY).places == {TOWNSHIP}
    with pytest.raises(OutOfSight):
        WANG.at("cases:view", NEXT_DOOR)
    with pytest.raises(PermissionDenied):
        ZHOU.at("cases:dispatch", GRID)


def test_an_actor_without_grants_may_nothing() -> None:
    nobody = Actor(id=ME, label="nobody")
    assert not nobody.may("cases:view")
    assert not nobody.scope("cases:view")


@pytest.mark.django_db
def test_a_circle_shuts_out_people_but_no_machine() -> None:
    case = a_row(code=GRID, circle=[UUID(int=2)])
    view = Grant("cases:view", COUNTY)
    assert not Actor(ME, "somebody", frozenset({view})).scope("cases:view").covers(case)
    assert machine("期限重算", view).scope("cases:view").covers(case)
