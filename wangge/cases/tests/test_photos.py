"""Photos go with a report and with what is seen on site, and are shown to who may see the case."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from democity.cast import GRID, TOWNSHIP
from tests.town import LAMPS, NOW, WANG
from wangge.cases.actions import conceal
from wangge.cases.models import Case
from wangge.cases.tests.builders import reported, to_confirm, verifying
from wangge.cases.tests.door import door
from wangge.files.models import Attachment, Purpose
from wangge.files.queries import attachments_of
from wangge.files.tests.builders import photos
from wangge.kernel.ids import new_id

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.slow]


def filled(**more: Any) -> dict[str, Any]:
    said = {"matter": LAMPS, "words": "路灯不亮", "grid": str(GRID), "whole": "1"}
    return {"key": str(new_id())} | said | more


def with_photos(case: Case, verb: str, client: Client, **said: Any) -> Any:
    url = f"/{GRID}/cases/{case.number}/{verb}/"
    return client.post(url, {"photos": photos(1, 2), "whole": "1"} | said)


@pytest.mark.parametrize(
    ("verb", "purpose"), [("report", Purpose.REPORT), ("self_handle", Purpose.AFTER)]
)
def test_a_report_carries_its_photos_once_however_often_it_is_sent(
    verb: str, purpose: Purpose
) -> None:
    client, said = door("zhou"), filled()
    for _ in range(2):
        client.post(f"/{GRID}/cases/{verb}/", said | {"photos": photos(1, 2)})

    case = Case.objects.get()
    assert attachments_of(case, purpose).count() == Attachment.objects.count() == 2


@pytest.mark.parametrize(
    ("verb", "purpose"),
    [("affirm", Purpose.BEFORE), ("deny", Purpose.BEFORE), ("doubt", Purpose.BEFORE)],
)
def test_who_sees_whether_it_is_there_shows_it(verb: str, purpose: Purpose) -> None:
    case = to_confirm()
    assert with_photos(case, verb, door("zhou"), words="看过").status_code == 303
    assert attachments_of(case, purpose).count() == 2


@pytest.mark.parametrize("verb", ["confirm_done", "fail_check"])
def test_who_verifies_sees_what_it_was_like_before_and_shows_it_after(verb: str) -> None:
    client = door("zhou")
    client.post(f"/{GRID}/cases/report/", filled() | {"photos": photos(9)})
    case, before = verifying(), Attachment.objects.get()
    Attachment.objects.filter(pk=before.pk).update(subject=f"case:{case.pk}")

    asked = client.get(f"/{GRID}/cases/{case.number}/{verb}/").content.decode()
    assert f"/{GRID}/cases/{case.number}/files/{before.id}/" in asked

    assert with_photos(case, verb, client, words="看过").status_code == 303
    assert attachments_of(case, Purpose.AFTER).count() == 2


@pytest.mark.parametrize("verb", ["affirm", "confirm_done"])
def test_photos_are_never_demanded(verb: str) -> None:
    case = to_confirm() if verb == "affirm" else verifying()
    answer = door("zhou").post(f"/{GRID}/cases/{case.number}/{verb}/", {"whole": "1"})
    assert answer.status_code == 303
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("verb", ["affirm", "confirm_done", "report"])
def test_of_an_upload_that_was_cut_nothing_is_kept(verb: str) -> None:
    case = to_confirm() if verb == "affirm" else verifying()
    state, said = case.state, filled() | {"photos": photos(1)}
    del said["whole"]
    url = f"/{GRID}/cases/report/" if verb == "report" else f"/{GRID}/cases/{case.number}/{verb}/"

    answer = door("zhou").post(url, said)

    case.refresh_from_db()
    assert answer.status_code == 422
    assert "上传中断" in answer.content.decode()
    assert (case.state, Case.objects.count()) == (state, 1)
    assert not Attachment.objects.exists()


def test_the_case_shows_them_and_each_has_its_address_under_the_case() -> None:
    case = to_confirm()
    with_photos(case, "affirm", door("zhou"), words="看过")
    client = door("wang")

    shown = client.get(f"/{TOWNSHIP}/cases/{case.number}/").content.decode()
    links = re.findall(rf'href="(/{TOWNSHIP}/cases/{case.number}/files/[0-9a-f-]+/)"', shown)

    assert len(links) == 2
    assert "处置前 1" in shown
    for link in links:
        whole, small = client.get(link), client.get(f"{link}?small=1")
        assert (whole.status_code, small.status_code) == (200, 200)
        assert whole["Content-Type"] == "image/jpeg"
        assert whole["X-Content-Type-Options"] == "nosniff"


def test_a_photo_does_not_exist_out_of_sight_or_under_another_case() -> None:
    case, other = to_confirm(), reported()
    with_photos(case, "affirm", door("zhou"), words="看过")
    photo = attachments_of(case).first()
    assert photo is not None
    address = f"/{GRID}/cases/{case.number}/files/{photo.id}/"

    assert door("peng").get(address).status_code == 200
    for username in ("tang", "li"):
        assert door(username).get(address).status_code == 404
    assert door("luo").get(address).status_code == 404
    assert door("wang").get(f"/{GRID}/cases/{other.number}/files/{photo.id}/").status_code == 404
    assert Client().get(address).status_code == 302

    conceal(case.number, reason="涉及隐私", by=WANG, now=NOW)
    assert door("zhou").get(address).status_code == 404
    assert door("wang").get(address).status_code == 200
