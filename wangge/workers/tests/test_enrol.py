from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from wangge.journal.queries import entries_of
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.places.tests.builders import (
    COUNTY,
    ELSEWHERE,
    GRID,
    TOWNSHIP,
    VILLAGE,
    browser,
    holder,
)
from wangge.staff.models import Account
from wangge.workers.actions import UnableToEnrol
from wangge.workers.models import Worker
from wangge.workers.policies import May
from wangge.workers.tests.builders import a_worker, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_a_person_is_on_the_roster_and_in_the_journal() -> None:
    worker = a_worker()

    entry = entries_of(worker).get()
    assert (entry.event, entry.code) == ("workers.enrolled", VILLAGE)
    assert entry.detail == {"kind": "part_time", "source": "volunteer"}
    assert worker.phone not in str(entry.detail)


def test_the_same_person_is_enrolled_once() -> None:
    a_worker()
    with pytest.raises(UnableToEnrol, match="已在本地花名册"):
        a_worker()
    a_worker(phone="13900000001")


@pytest.mark.parametrize("place", [COUNTY, GRID])
def test_a_worker_belongs_to_a_township_or_a_village(place: Code) -> None:
    with pytest.raises(UnableToEnrol, match="归属"):
        a_worker(code=place)


def test_an_account_is_one_workers() -> None:
    zhou = Account.objects.get(username="zhou").pk
    with pytest.raises(UnableToEnrol, match="另一名网格员"):
        a_worker(account=zhou)
    assert a_worker(account=an_account("sun")).account_id


def test_an_account_with_a_post_elsewhere_is_not_linked() -> None:
    chen = Account.objects.get(username="chen").pk  # the county's
    with pytest.raises(UnableToEnrol, match="辖区之外"):
        a_worker(account=chen, by=holder(May, VILLAGE))


def test_only_who_holds_the_place_enrols() -> None:
    with pytest.raises(OutOfSight):
        a_worker(by=holder(May, ELSEWHERE))
    with pytest.raises(PermissionDenied):
        a_worker(by=holder([May.VIEW], COUNTY))


FORM = {
    "code": VILLAGE,
    "name": "孙示例",
    "phone": "13900000000",
    "kind": "full_time",
    "source": "group_leader",
}


def test_the_township_enrols_in_a_browser() -> None:
    answer = browser("peng").post(f"/{TOWNSHIP}/workers/enrol/", FORM)

    worker = Worker.objects.get(name="孙示例")
    assert answer["Location"] == f"/{TOWNSHIP}/workers/{worker.pk}/"
    assert "村（居）民小组长" in browser("peng").get(answer["Location"]).content.decode()


def test_a_refusal_and_a_wrong_field_keep_the_form() -> None:
    first = browser("peng").post(f"/{TOWNSHIP}/workers/enrol/", FORM | {"username": "nobody"})
    assert (first.status_code, "没有这个用户名" in first.content.decode()) == (409, True)
    second = browser("peng").post(f"/{TOWNSHIP}/workers/enrol/", FORM | {"phone": "打电话"})
    assert second.status_code == 422


def test_the_page_is_not_for_everybody() -> None:
    assert browser("wang").get(f"/{TOWNSHIP}/workers/enrol/").status_code == 403
    assert browser("peng").get("/431103002/workers/enrol/").status_code == 404
