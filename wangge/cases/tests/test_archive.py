from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.town import DENG, NOW, WANG, ZHOU
from wangge.cases import actions
from wangge.cases.actions import UnableToArchive, archive, conceal, reopen
from wangge.cases.filters import TABS
from wangge.cases.flow import State
from wangge.cases.jobs import archiving
from wangge.cases.models import Case
from wangge.cases.tests.builders import (
    A_CASE,
    ARCHIVIST,
    closed,
    declined,
    follow_up,
    reported,
    said,
    withdrawn,
)
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")
OPEN_FROM = {State.CLOSED, State.DECLINED, State.MERGED, State.WITHDRAWN}
THEN = NOW + timedelta(days=30)


def test_puts_away_what_ended_thirty_days_ago_and_keeps_its_end() -> None:
    case = archive(closed().number, by=ARCHIVIST, now=THEN)

    case.refresh_from_db()
    assert (case.state, case.closed_at, case.due_at) == ("archived", NOW, None)


def test_is_written_in_the_journal_and_replays() -> None:
    case = archive(withdrawn().number, by=ARCHIVIST, now=THEN)

    detail = Entry.objects.get(event="cases.archived").detail
    assert (detail["before"], detail["after"]) == ("withdrawn", "archived")
    case.refresh_from_db()
    assert differences(case) == {}


def test_not_a_moment_earlier() -> None:
    case = closed()
    with pytest.raises(UnableToArchive, match="30 天"):
        archive(case.number, by=ARCHIVIST, now=THEN - timedelta(microseconds=1))
    case.refresh_from_db()
    assert case.state == "closed"


def test_the_thirty_days_begin_anew_when_it_was_reopened() -> None:
    case = reopen(declined().number, reason="属实", by=WANG, now=NOW + timedelta(days=29))
    with pytest.raises(UnableToMove):
        archive(case.number, by=ARCHIVIST, now=THEN)


@pytest.mark.parametrize("state", sorted(OPEN_FROM))
def test_is_open_from(state: str) -> None:
    assert archive(A_CASE[State(state)]().number, by=ARCHIVIST, now=THEN).state == "archived"


@pytest.mark.parametrize("state", sorted(set(State) - OPEN_FROM))
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        archive(A_CASE[State(state)]().number, by=ARCHIVIST, now=NOW + timedelta(days=90))


def test_is_for_nobody_of_the_house() -> None:
    with pytest.raises(PermissionDenied):
        archive(closed().number, by=DENG, now=THEN)


def test_what_was_closed_is_still_counted_as_closed_and_what_was_not_is_not() -> None:
    own = actions.self_handle(said("已劝导"), by=ZHOU, now=NOW)
    by_desk, refused, back = closed(), declined(), withdrawn()
    for case in (own, by_desk, refused, back):
        archive(case.number, by=ARCHIVIST, now=THEN)

    assert set(TABS["closed"].of(Case.objects.all())) == {own, by_desk}
    assert set(TABS["archived"].of(Case.objects.all())) == {own, by_desk, refused, back}


def test_a_case_reopened_after_closing_and_then_withdrawn_never_counts_as_closed() -> None:
    case = actions.self_handle(said("已劝导"), by=ZHOU, now=NOW)
    reopen(case.number, reason="没有解决", by=WANG, now=NOW)
    actions.withdraw(case.number, by=ZHOU, now=NOW)
    archive(case.number, by=ARCHIVIST, now=THEN)

    assert not TABS["closed"].of(Case.objects.all()).exists()


class TestEveryNight:
    def test_puts_away_what_is_due_in_small_batches_and_nothing_else(self) -> None:
        due = [declined() for _ in range(5)] + [secret()]
        late = actions.withdraw(
            reported(now=NOW + timedelta(days=1)).number, by=ZHOU, now=NOW + timedelta(days=1)
        )
        waiting = follow_up()

        with patch.object(archiving, "AT_ONCE", 2):
            assert archiving.archive_all(now=THEN) == 6

        assert set(Case.objects.filter(state="archived")) == set(due)
        for case in (late, waiting):
            before = case.state
            case.refresh_from_db()
            assert case.state == before

    def test_run_twice_does_nothing_more(self) -> None:
        closed()
        assert archiving.archive_all(now=THEN) == 1
        assert archiving.archive_all(now=THEN) == 0
        assert Entry.objects.filter(event="cases.archived").count() == 1

    def test_goes_on_after_one_that_cannot_be_put_away(self) -> None:
        first, second = declined(), declined()
        real = actions.archive

        def refused_once(number: str, **given: object) -> Case:
            if number == first.number:
                raise UnableToArchive("不行")
            return real(number, **given)  # type: ignore[arg-type]

        with patch.object(actions, "archive", refused_once), patch.object(archiving, "AT_ONCE", 1):
            assert archiving.archive_all(now=THEN) == 1
        second.refresh_from_db()
        assert second.state == "archived"

    def test_is_a_job(self, monkeypatch: pytest.MonkeyPatch) -> None:
        closed()
        monkeypatch.setattr(timezone, "now", lambda: THEN)
        archiving.archive_ended(0)
        assert Case.objects.get().state == "archived"


def secret() -> Case:
    """Ended, and known to few: the clerk of the archive is a machine."""
    case = declined()
    return conceal(case.number, reason="涉及隐私", by=WANG, now=NOW)
