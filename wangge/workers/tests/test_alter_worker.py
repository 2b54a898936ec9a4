from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW, SINCE
from wangge.journal.queries import entries_of
from wangge.kernel.errors import OutOfSight
from wangge.places.tests.builders import (
    COUNTY,
    ELSEWHERE,
    SECOND_GRID,
    VILLAGE,
    browser,
    holder,
)
from wangge.staff.models import Post
from wangge.workers.actions import UnableToAlterWorker, alter_worker, assign
from wangge.workers.policies import May
from wangge.workers.tests.builders import AGENCY, a_worker, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

TERMS: dict[str, Any] = {
    "name": "孙示例",
    "phone": "13900000009",
    "kind": "full_time",
    "source": "volunteer",
}


def test_what_changed_is_named_without_its_value() -> None:
    worker = alter_worker(a_worker().pk, **TERMS, by=AGENCY, now=NOW)

    assert worker.phone == "13900000009"
    entry = entries_of(worker).last()
    assert entry is not None
    assert entry.event == "workers.worker_altered"
    assert entry.detail == {"changed": ["kind", "phone"], "linked": False}


def test_nothing_new_leaves_no_entry() -> None:
    worker = a_worker()
    same = TERMS | {"phone": worker.phone, "kind": worker.kind}
    alter_worker(worker.pk, **same, by=AGENCY, now=NOW)

    assert entries_of(worker).count() == 1


def test_linking_an_account_gives_the_posts_of_present_assignments() -> None:
    worker, account = a_worker(), an_account("sun")
    assign(worker.pk, grid=SECOND_GRID, duty="leader", since=SINCE, by=AGENCY, now=NOW)
    alter_worker(worker.pk, **TERMS, account=account, by=AGENCY, now=NOW)

    post = Post.objects.get(account=account)
    assert (post.role.key, post.code, post.period.lower) == ("grid_leader", SECOND_GRID, SINCE)


def test_an_account_once_linked_stays() -> None:
    worker = a_worker(account=an_account("sun"))
    with pytest.raises(UnableToAlterWorker, match="不能改换"):
        alter_worker(worker.pk, **TERMS, account=an_account("yu"), by=AGENCY, now=NOW)


def test_two_workers_do_not_become_one() -> None:
    a_worker(phone="13900000009")
    with pytest.raises(UnableToAlterWorker, match="已在本地花名册"):
        alter_worker(a_worker().pk, **TERMS, by=AGENCY, now=NOW)


def test_out_of_sight_and_without_permission() -> None:
    worker = a_worker()
    with pytest.raises(OutOfSight):
        alter_worker(worker.pk, **TERMS, by=holder(May, ELSEWHERE), now=NOW)
    with pytest.raises(PermissionDenied):
        alter_worker(worker.pk, **TERMS, by=holder([May.VIEW], COUNTY), now=NOW)


def test_in_a_browser() -> None:
    worker = a_worker()
    address = f"/{VILLAGE}/workers/{worker.pk}/alter_worker/"

    assert "13900000000" in browser("peng").get(address).content.decode()
    assert browser("peng").post(address, TERMS).status_code == 303
    assert browser("xie").post(address, TERMS).status_code == 403
    assert browser("tang").post(address, TERMS).status_code == 404
    worker.refresh_from_db()
    assert worker.kind == "full_time"
