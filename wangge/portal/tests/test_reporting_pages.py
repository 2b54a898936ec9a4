"""A resident at a phone: with JavaScript and without, honest and not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from democity.cast import GRID, SECOND_GRID, TOWNSHIP, VILLAGE
from tests.town import LAMPS, NOW, THIRD_GRID, inside
from wangge.cases.models import Case, Channel, Kind
from wangge.files.queries import attachments_of
from wangge.files.tests.builders import photos, upload
from wangge.portal.models import Question
from wangge.portal.tests.builders import Visitor, code_in, number_in
from wangge.workers.models import Worker

pytestmark = pytest.mark.usefixtures("wednesday")
HERE = {"lon": str(inside(GRID)[0]), "lat": str(inside(GRID)[1])}


def only_case() -> Case:
    return Case.objects.get(channel=Channel.PUBLIC)


def no_case() -> bool:
    return not Case.objects.filter(channel=Channel.PUBLIC).exists()


@pytest.fixture(params=[True, False], ids=["with-javascript", "without"])
def visitor(request: pytest.FixtureRequest) -> Visitor:
    return Visitor(javascript=request.param)


def test_words_and_a_place_are_enough(visitor: Visitor) -> None:
    answer = visitor.send(visitor.open(), words="路灯不亮", **HERE)
    page, case = answer.content.decode(), only_case()
    assert answer.status_code == 200
    assert number_in(page) == case.number
    assert code_in(page)
    assert (case.code, case.line, case.proven) == (GRID, "", visitor.javascript)
    assert "您没有留电话" in page
    assert "no-store" in answer.headers["Cache-Control"]


def test_plain_words_name_the_matter_and_a_phone_is_kept(visitor: Visitor) -> None:
    told = {
        "what": "facility",
        "caller_phone": "13900000000",
        "caller_name": "张",
        "words": "路灯坏",
    }
    page = visitor.send(visitor.open(), **told, **HERE).content.decode()
    case = only_case()
    assert (case.line, case.kind, case.caller_phone) == (LAMPS, Kind.MATTER, "13900000000")
    assert "您没有留电话" not in page


def test_a_dispute_is_one(visitor: Visitor) -> None:
    visitor.send(visitor.open(), what="neighbours", words="为院墙吵架", **HERE)
    assert only_case().kind == Kind.DISPUTE


def test_a_category_that_no_matter_fits_is_taken_all_the_same(visitor: Visitor) -> None:
    visitor.send(visitor.open(), what="policy", words="医保怎么办", **HERE)
    assert only_case().line == ""


def test_the_code_is_shown_once_and_the_form_counts_once(visitor: Visitor) -> None:
    fields = visitor.open()
    first = visitor.send(fields, words="路灯不亮", **HERE).content.decode()
    again = visitor.send(fields, words="路灯不亮", **HERE)
    assert again.status_code == 200
    assert number_in(again.content.decode()) == number_in(first)
    assert not code_in(again.content.decode())
    changed = visitor.send(fields, words="井盖不见了", **HERE)
    assert changed.status_code == 409
    assert "这次改写的内容没有登记" in changed.content.decode()
    assert not code_in(changed.content.decode())
    assert only_case().words == "路灯不亮"


def test_a_form_that_comes_back_keeps_what_was_written(visitor: Visitor) -> None:
    answer = visitor.send(visitor.open(), words="", caller_phone="不知道", **HERE)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请写几个字说明情况" in page
    assert "只用数字" in page
    fields = visitor.fields(page)
    assert visitor.send(fields, words="路灯不亮", **HERE).status_code == 200
    assert only_case().words == "路灯不亮"


def test_a_right_answer_is_not_asked_for_again() -> None:
    visitor = Visitor(javascript=False)
    fields = visitor.open()
    visitor.send(fields, words="路灯不亮", lon="111.0", lat="26.0")
    assert no_case()
    assert visitor.send(fields, words="路灯不亮", **HERE).status_code == 200


def test_without_work_and_without_an_answer_a_question_is_asked() -> None:
    visitor = Visitor()
    fields = visitor.open() | {"nonces": ""}
    answer = visitor.send(fields, words="路灯不亮", **HERE)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请回答下面的小问题" in page
    assert "<noscript>" not in page
    assert no_case()
    answered = Visitor(javascript=False).fields(page)
    assert visitor.send(answered, words="路灯不亮", **HERE).status_code == 200
    assert not only_case().proven


def test_a_wrong_answer_gets_another_question() -> None:
    visitor = Visitor(javascript=False)
    answer = visitor.send(visitor.open() | {"answer": "不知道"}, words="路灯不亮", **HERE)
    assert "答案不对" in answer.content.decode()
    assert no_case()
    assert Question.objects.count() == 2


def test_neither_work_nor_an_answer_of_one_form_opens_another(visitor: Visitor) -> None:
    one, other = visitor.open(), visitor.open()
    for name in ("work", "nonces", "question", "answer"):
        other[name] = one.get(name, "")
    answer = visitor.send(other, words="路灯不亮", **HERE)
    assert answer.status_code == 422
    assert no_case()


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_form_that_we_did_not_open_is_opened_anew(visitor: Visitor, key: str) -> None:
    answer = visitor.send(visitor.open() | {"key": key}, words="路灯不亮", **HERE)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请再点一次提交" in page
    assert "路灯不亮" in page
    assert visitor.send(visitor.fields(page), words="路灯不亮", **HERE).status_code == 200


def test_a_form_left_open_half_a_day_is_not_lost(visitor: Visitor) -> None:
    fields = visitor.open()
    with patch.object(timezone, "now", lambda: NOW + timedelta(hours=12)):
        answer = visitor.send(fields, words="路灯不亮", **HERE)
        assert answer.status_code == 422
        again = visitor.fields(answer.content.decode())
        assert visitor.send(again, words="路灯不亮", **HERE).status_code == 200


def test_what_fills_in_the_trap_is_told_so_and_nothing_is_kept(visitor: Visitor) -> None:
    answer = visitor.send(visitor.open(), words="买药", website="http://spam.example", **HERE)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "自动程序" in page
    assert "spam.example" not in page
    assert no_case()


def test_words_of_danger_are_answered_with_the_numbers_to_call_first(visitor: Visitor) -> None:
    answer = visitor.send(visitor.open(), words="三楼着火了", **HERE)
    page = answer.content.decode()
    assert 'href="tel:119"' in page
    assert "仍然提交" in page
    assert no_case()
    sent = visitor.send(visitor.fields(page), words="三楼着火了", **HERE)
    assert code_in(sent.content.decode())
    assert only_case().words == "三楼着火了"


class TestPlaces:
    def test_a_point_in_another_datum_comes_from_the_address(self) -> None:
        page = Client().get("/report/", HERE | {"datum": "gcj02"}).content.decode()
        assert HERE["lon"] not in page
        assert 'name="lon"' in page

    def test_a_grid_comes_from_the_address(self, visitor: Visitor) -> None:
        fields = visitor.open(f"/report/?grid={SECOND_GRID}")
        assert fields["grid"] == SECOND_GRID
        visitor.send(fields, words="路灯不亮")
        assert only_case().code == SECOND_GRID

    def test_words_that_name_one_grid_are_enough(self, visitor: Visitor) -> None:
        visitor.send(visitor.open(), words="路灯不亮", address="三多亭社区5栋")
        case = only_case()
        assert (case.code, case.address) == (THIRD_GRID, "三多亭社区5栋")

    def test_words_that_name_a_village_of_several_grids_offer_them(self, visitor: Visitor) -> None:
        answer = visitor.send(visitor.open(), words="路灯不亮", address="清桥社区3栋")
        page = answer.content.decode()
        assert "请从下面选出您说的地方" in page
        for offered in (GRID, SECOND_GRID, VILLAGE):
            assert f'value="{offered}"' in page
        told = {"words": "路灯不亮", "address": "清桥社区3栋", "grid": SECOND_GRID}
        visitor.send(visitor.fields(page), **told)
        assert only_case().code == SECOND_GRID

    def test_who_does_not_know_the_grid_says_the_village(self, visitor: Visitor) -> None:
        visitor.send(visitor.open(), words="路灯不亮", grid=VILLAGE)
        assert only_case().code == GRID

    def test_a_township_offers_its_villages(self, visitor: Visitor) -> None:
        told = {"words": "路灯不亮", "township": TOWNSHIP, "address": "老槐树下"}
        page = visitor.send(visitor.open(), **told).content.decode()
        assert "清桥社区居委会" in page
        assert "三多亭社区居委会" in page
        assert no_case()

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({}, "请说明地点"),
            ({"address": "火星"}, "没有找到这个地方"),
            ({"lon": "111.0", "lat": "26.0"}, "不在本市已划定的网格内"),
            ({"grid": "431103001001999"}, "请说明地点"),
            ({"grid": "<b>"}, "在哪里"),
        ],
    )
    def test_a_place_that_is_none_is_asked_for(
        self, visitor: Visitor, told: dict[str, str], sentence: str
    ) -> None:
        answer = visitor.send(visitor.open(), words="路灯不亮", **told)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert no_case()


def test_photos_come_with_it(visitor: Visitor) -> None:
    visitor.send(visitor.open(), words="路灯不亮", photos=photos(10, 20), **HERE)
    assert attachments_of(only_case()).count() == 2


def test_an_upload_that_was_cut_leaves_nothing(visitor: Visitor) -> None:
    fields = visitor.open()
    del fields["whole"]
    answer = visitor.send(fields, words="路灯不亮", **HERE)
    assert answer.status_code == 422
    assert "上传中断" in answer.content.decode()
    assert no_case()


def test_what_is_no_photo_is_refused_with_the_rest(visitor: Visitor) -> None:
    drawn = upload(b"<svg onload=alert(1)>", "a.jpg")
    answer = visitor.send(visitor.open(), words="路灯不亮", photos=[drawn], **HERE)
    assert answer.status_code == 422
    assert no_case()


class TestOpinions:
    def test_first_the_grid_then_the_words(self, visitor: Visitor) -> None:
        assert "找到您说的网格" in visitor.browser.get("/opinion/").content.decode()
        fields = visitor.open(f"/opinion/?grid={GRID}")
        page = visitor.send(fields, "/opinion/", words="希望多来走访").content.decode()
        case = only_case()
        assert code_in(page)
        assert (case.kind, case.about, case.code) == (Kind.OPINION, None, GRID)
        assert case.circle

    def test_an_opinion_on_a_worker_is_kept_from_them(self, visitor: Visitor) -> None:
        worker = Worker.objects.get(name="周示例")
        page = visitor.browser.get(f"/opinion/?grid={GRID}").content.decode()
        assert "周示例" in page
        assert "看不到" in page
        fields = visitor.open(f"/opinion/?grid={GRID}")
        visitor.send(fields, "/opinion/", words="态度不好", about=str(worker.pk))
        case = only_case()
        assert case.about == worker.pk
        assert case.circle
        assert worker.account_id not in case.circle

    def test_only_those_who_stand_in_the_grid_can_be_meant(self, visitor: Visitor) -> None:
        fields = visitor.open(f"/opinion/?grid={GRID}")
        answer = visitor.send(fields, "/opinion/", words="态度不好", about=str(Worker().pk))
        assert answer.status_code == 422
        assert no_case()


def test_before_sending_it_says_what_becomes_of_the_words(visitor: Visitor) -> None:
    for url in ("/report/", f"/opinion/?grid={GRID}"):
        page = visitor.browser.get(url).content.decode()
        assert "保存到办结归档后 3 年" in page
        assert page.index("提交前请知道") < page.index('type="submit" class="btn btn-primary"')


def test_what_is_typed_comes_back_as_words_and_never_as_a_page(visitor: Visitor) -> None:
    odd = "<script>alert(1)</script>"
    told: dict[str, Any] = {"words": odd, "address": odd, "caller_name": odd, "what": odd}
    page = visitor.send(visitor.open(), **told).content.decode()
    assert odd not in page
    assert "&lt;script&gt;" in page


def test_a_page_of_another_site_cannot_send(visitor: Visitor) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/report/", visitor.open() | {"words": "路灯", **HERE}).status_code == 403
    assert no_case()


def test_knocking_all_day_long_is_told_to_wait() -> None:
    visitor = Visitor()
    fields = visitor.open()
    answers = [visitor.send(fields, words="").status_code for _ in range(61)]
    assert set(answers[:60]) == {422}
    assert answers[60] == 429
    assert Visitor(address="198.51.100.9").send(fields, words="").status_code == 422


def test_one_address_sends_twenty_in_an_hour_and_is_then_told_whom_to_call(
    settings: Any,
) -> None:
    settings.COMPLAINTS_PHONE = "0746-1234567"
    visitor = Visitor()
    for number in range(20):
        assert visitor.send(visitor.open(), words=f"第{number}件", **HERE).status_code == 200
    answer = visitor.send(visitor.open(), words="再一件", **HERE)
    assert answer.status_code == 429
    assert "tel:0746-1234567" in answer.content.decode()
    assert Case.objects.filter(channel=Channel.PUBLIC).count() == 20
