from __future__ import annotations

from datetime import timedelta

import pytest

from wangge.journal.models import Entry
from wangge.messages import actions
from wangge.messages.models import Notice

from .builders import NOW, a_reader, browser_of, told

pytestmark = pytest.mark.django_db


def test_a_notice_is_read() -> None:
    wang = a_reader("wang")
    (notice,) = told(wang)
    actions.mark_read(notice.id, by=wang, now=NOW)
    assert Notice.objects.get(id=notice.id).read_at == NOW


def test_the_first_reading_stays() -> None:
    wang = a_reader("wang")
    (notice,) = told(wang)
    actions.mark_read(notice.id, by=wang, now=NOW)
    actions.mark_read(notice.id, by=wang, now=NOW + timedelta(hours=1))
    assert Notice.objects.get(id=notice.id).read_at == NOW


def test_anothers_notice_does_not_exist() -> None:
    wang, deng = a_reader("wang"), a_reader("deng")
    (notice,) = told(wang)
    with pytest.raises(Notice.DoesNotExist):
        actions.mark_read(notice.id, by=deng, now=NOW)


def test_reading_is_nobodys_business_and_leaves_no_entry() -> None:
    wang = a_reader("wang")
    (notice,) = told(wang)
    before = Entry.objects.count()
    actions.mark_read(notice.id, by=wang, now=NOW)
    assert Entry.objects.count() == before


def test_pressing_a_notice_reads_it_and_leads_to_what_it_is_about() -> None:
    wang = a_reader("wang")
    (notice,) = told(wang)
    answer = browser_of(wang).post(f"/messages/{notice.id}/mark_read/")
    assert (answer.status_code, answer.headers["Location"]) == (303, notice.path)
    assert Notice.objects.get(id=notice.id).read


def test_anothers_notice_is_a_404_and_stays_unread() -> None:
    wang, deng = a_reader("wang"), a_reader("deng")
    (notice,) = told(wang)
    assert browser_of(deng).post(f"/messages/{notice.id}/mark_read/").status_code == 404
    assert not Notice.objects.get(id=notice.id).read


def test_looking_at_the_address_reads_nothing() -> None:
    wang = a_reader("wang")
    (notice,) = told(wang)
    assert browser_of(wang).get(f"/messages/{notice.id}/mark_read/").status_code == 405
    assert not Notice.objects.get(id=notice.id).read
