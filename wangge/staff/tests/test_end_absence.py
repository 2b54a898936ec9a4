from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from psycopg.types.range import DateRange

from democity.cast import URBAN
from tests.town import LI, LIU, NOW, QIN, TODAY, WANG
from wangge.journal.models import Entry
from wangge.kernel.errors import OutOfSight
from wangge.staff.actions import UnableToEndAbsence, end_absence
from wangge.staff.models import Account
from wangge.staff.queries import absent_for

from .test_announce_absence import NEXT_WEEK, away

pytestmark = pytest.mark.usefixtures("town")


def test_whoever_was_away_is_back_today() -> None:
    absence = away()

    ended = end_absence(absence.pk, by=LIU, now=NOW + timedelta(days=2))

    assert ended.period == DateRange(TODAY, TODAY + timedelta(days=2))
    assert not absent_for(LI.id, URBAN.id, on=TODAY + timedelta(days=2))
    assert Entry.objects.filter(event="staff.absence_ended").exists()


def test_what_begins_today_or_later_never_does_and_makes_room() -> None:
    absence = away(since=NEXT_WEEK)
    end_absence(absence.pk, by=LIU, now=NOW)
    absence.refresh_from_db()
    assert absence.period.isempty
    assert away(since=TODAY).period


def test_a_liaison_ends_a_colleague_s_and_a_handler_does_not() -> None:
    end_absence(away(who=LIU, by=LIU).pk, by=LI, now=NOW)
    own = away(who=LI, by=LI, substitute=LIU)
    with pytest.raises(PermissionDenied):
        end_absence(own.pk, by=LIU, now=NOW)


def test_what_is_over_is_over() -> None:
    absence = away(last=TODAY)
    with pytest.raises(UnableToEndAbsence):
        end_absence(absence.pk, by=LIU, now=NOW + timedelta(days=1))
    end_absence(absence.pk, by=LIU, now=NOW)
    with pytest.raises(UnableToEndAbsence):
        end_absence(absence.pk, by=LIU, now=NOW)


def test_another_unit_s_does_not_exist_and_others_are_refused() -> None:
    absence = away()
    with pytest.raises(OutOfSight):
        end_absence(absence.pk, by=QIN, now=NOW)
    with pytest.raises(PermissionDenied):
        end_absence(absence.pk, by=WANG, now=NOW)


def test_one_button_ends_it() -> None:
    absence, client = away(), Client()
    client.force_login(Account.objects.get(username="liu"))
    with patch.object(timezone, "now", lambda: NOW):
        page = client.get("/account/absences/").content.decode()
        assert "今天回岗" in page
        answer = client.post(f"/account/absences/{absence.pk}/end_absence/", follow=True)
    assert "已回岗" in answer.content.decode()
    absence.refresh_from_db()
    assert absence.period.isempty
