"""What residents do with the case they follow: add, correct, take back, rate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from democity.cast import URBAN
from tests.town import NOW, WANG, ZHOU
from wangge.cases import actions as cases
from wangge.cases.flow import State
from wangge.cases.models import Case, Rating, Remark
from wangge.cases.queries import resident
from wangge.cases.tests.builders import said
from wangge.cases.tests.replaying import differences
from wangge.files.images import Picture, picture_of
from wangge.files.models import Attachment, Purpose
from wangge.files.queries import attachments_of
from wangge.files.tests.builders import photos
from wangge.kernel.ids import new_id
from wangge.portal.passes import Pass, issue

from .residents import PHONE, accepted, done, following, fresh, handling, page, sent

pytestmark = pytest.mark.usefixtures("wednesday")


def post(client: Client, verb: str, case: Case, **given: Any) -> Any:
    return client.post(
        f"/follow/case/{verb}/", {"case": case.number, "whole": "1"} | given, follow=False
    )


def pictures(red: int) -> list[Picture]:
    return [picture_of(upload) for upload in photos(red)]


def offered(case: Case) -> set[str]:
    text = page(following(case))
    return {v for v in ("remark", "correct", "withdraw", "rate") if f"/follow/case/{v}/" in text}


def test_what_may_be_done_follows_from_where_the_case_stands() -> None:
    case = sent(proven=False)
    assert offered(case) == {"remark", "withdraw"}
    cases.send_back(case.number, words="几号楼", by=WANG, now=NOW)
    assert offered(case) == {"remark", "correct", "withdraw"}
    assert offered(accepted(sent())) == {"remark", "withdraw"}
    assert offered(handling(sent())) == {"remark"}
    case = done(sent())
    assert offered(case) == {"remark", "rate"}
    cases.close(case.number, outcome="satisfied", words="说满意", by=WANG, now=NOW)
    assert offered(case) == set()


class TestRemark:
    def test_words_and_photos_are_on_the_case(self) -> None:
        case = sent()
        client = following(case)
        answer = post(client, "remark", case, words="灯杆也歪了", photos=photos(200))
        assert answer.status_code == 303
        assert Remark.objects.get(case=case).words == "灯杆也歪了"
        (shown,) = attachments_of(case)
        assert shown.purpose == Purpose.REMARK
        assert shown.by == resident(case.pk).id
        text = page(client)
        assert "灯杆也歪了" in text
        assert f"/follow/case/photos/{shown.pk}/" in text

    def test_nothing_at_all_is_refused_beside_the_field(self) -> None:
        case = sent()
        answer = post(following(case), "remark", case, words="  ")
        assert answer.status_code == 409
        assert "请写几个字" in answer.content.decode()

    def test_an_upload_that_was_cut_saves_nothing(self) -> None:
        case = sent()
        answer = following(case).post(
            "/follow/case/remark/", {"case": case.number, "words": "x", "photos": photos(200)}
        )
        assert answer.status_code == 422
        assert "上传中断" in answer.content.decode()
        assert not Remark.objects.exists()
        assert not Attachment.objects.exists()


class TestPhotos:
    def test_ones_own_is_shown_and_nothing_else_is(self) -> None:
        case, other = sent(), sent()
        cases.remark(other.number, photos=pictures(30), by=resident(other.pk), now=NOW)
        cases.affirm(case.number, words="看了", photos=pictures(60), by=ZHOU, now=NOW)
        post(following(case), "remark", case, photos=photos(200))
        client = following(case)
        (own,) = attachments_of(case).filter(by=resident(case.pk).id)
        (theirs,) = attachments_of(case).exclude(pk=own.pk)
        (neighbours,) = attachments_of(other)
        assert client.get(f"/follow/case/photos/{own.pk}/").status_code == 200
        small = client.get(f"/follow/case/photos/{own.pk}/?small=1")
        assert small["Content-Type"] == "image/jpeg"
        assert "no-store" in small["Cache-Control"]
        for hidden in (theirs, neighbours):
            assert client.get(f"/follow/case/photos/{hidden.pk}/").status_code == 404
            assert str(hidden.pk) not in page(client)
        assert Client().get(f"/follow/case/photos/{own.pk}/").status_code == 303


class TestCorrect:
    @staticmethod
    def sent_back() -> Case:
        case = sent("灯坏了", proven=False)
        return cases.send_back(case.number, words="请写几号楼", by=WANG, now=NOW)

    def test_the_report_is_with_the_desk_again(self) -> None:
        case = self.sent_back()
        client = following(case)
        assert "灯坏了" in page(client, "/follow/case/correct/")
        answer = post(client, "correct", case, words="三号楼灯坏了", address="东门")
        assert answer.status_code == 303
        case = fresh(case)
        assert (case.state, case.words, case.address) == (
            State.REPORTED,
            "三号楼灯坏了",
            "东门",
        )
        assert differences(case) == {}

    def test_without_a_change_it_says_so(self) -> None:
        case = self.sent_back()
        answer = post(following(case), "correct", case, words="灯坏了", address="")
        assert answer.status_code == 409
        assert "没有改动" in answer.content.decode()


class TestWithdraw:
    def test_looking_at_the_page_takes_nothing_back(self) -> None:
        case = sent()
        assert "不能恢复" in page(following(case), "/follow/case/withdraw/")
        assert fresh(case).state == State.TO_CONFIRM

    def test_the_case_ends_and_can_still_be_read(self) -> None:
        case = sent()
        client = following(case)
        assert post(client, "withdraw", case, reason="自己好了").status_code == 303
        assert fresh(case).state == State.WITHDRAWN
        text = page(client)
        assert "您已撤回" in text
        assert "自己好了" in text

    def test_once_a_unit_has_it_it_is_too_late(self) -> None:
        case = handling(sent())
        client = following(case)
        answer = client.get("/follow/case/withdraw/", follow=True)
        assert "现在不能撤回" in answer.content.decode()
        assert post(client, "withdraw", case).status_code == 409
        assert fresh(case).state == State.HANDLING

    def test_what_a_desk_wrote_down_for_a_caller_is_theirs_to_read_only(self) -> None:
        case = cases.report(said(channel="phone", caller_phone=PHONE), by=WANG, now=NOW)
        client = Client()
        client.get(f"/follow/by-link/{issue(case.pk, Pass.FOLLOW, now=NOW)}/")
        text = page(client)
        assert "/follow/case/withdraw/" not in text
        assert "/follow/case/remark/" in text
        assert post(client, "withdraw", case).status_code == 409


class TestRate:
    @pytest.mark.parametrize("score", ["satisfied", "basically"])
    def test_satisfied_closes_the_case(self, score: str) -> None:
        case = done(sent())
        client = following(case)
        answer = client.post(
            "/follow/case/rate/", {"case": case.number, "score": score}, follow=True
        )
        assert "谢谢您的评价" in answer.content.decode()
        case = fresh(case)
        assert (case.state, case.outcome) == (State.CLOSED, score)
        assert Rating.objects.get(case=case).by == resident(case.pk).id
        assert differences(case) == {}

    def test_not_satisfied_gives_it_back_to_the_unit_and_says_by_when(self) -> None:
        case = done(sent())
        client = following(case)
        answer = client.post(
            "/follow/case/rate/",
            {"case": case.number, "score": "unsatisfied", "reason": "还是不亮"},
            follow=True,
        )
        text = answer.content.decode()
        case = fresh(case)
        assert (case.state, case.reworks) == (State.HANDLING, 1)
        assert case.due_at
        local = timezone.localtime(case.due_at)
        assert f"最迟 {local.month}月{local.day}日 {local:%H:%M} 前办完" in text
        assert f"{URBAN.name}正在办理" in text
        assert "因您不满意，退回重新办理" in text
        assert "还是不亮" in text
        assert differences(case) == {}

    def test_not_satisfied_needs_a_reason(self) -> None:
        case = done(sent())
        answer = post(following(case), "rate", case, score="unsatisfied", reason=" ")
        assert answer.status_code == 422
        assert "请写明哪里没有办好" in answer.content.decode()
        assert fresh(case).state == State.FOLLOW_UP

    def test_it_is_rated_once(self) -> None:
        case = done(sent())
        client = following(case)
        assert post(client, "rate", case, score="satisfied").status_code == 303
        again = post(client, "rate", case, score="unsatisfied", reason="又不满意了")
        assert again.status_code == 409
        assert fresh(case).state == State.CLOSED
        assert "现在不能评价" in client.get("/follow/case/rate/", follow=True).content.decode()

    def test_after_it_was_done_again_it_is_rated_again(self) -> None:
        case = done(sent())
        post(following(case), "rate", case, score="unsatisfied", reason="还是不亮")
        assert offered(case) == {"remark"}

    def test_what_was_closed_without_reaching_anybody_can_be_rated_for_a_while(self) -> None:
        case = done(sent())
        for _ in range(3):
            cases.log_call(case.number, reached=False, by=WANG, now=NOW)
        cases.close(case.number, outcome="unreached", by=WANG, now=NOW)
        assert offered(case) == {"rate"}
        with patch.object(timezone, "now", lambda: NOW + timedelta(days=16)):
            assert "rate" not in offered(case)

    def test_nobody_rates_by_a_forged_score(self) -> None:
        case = done(sent())
        assert post(following(case), "rate", case, score="nobody").status_code == 422
        assert fresh(case).state == State.FOLLOW_UP


def test_every_form_names_its_fields_for_those_who_do_not_see_them() -> None:
    case = sent(proven=False)
    cases.send_back(case.number, words="几号楼", by=WANG, now=NOW)
    client = following(case)
    for verb in ("remark", "correct", "withdraw"):
        text = page(client, f"/follow/case/{verb}/")
        assert "<label" in text
        assert '<html lang="zh-CN">' in text


def test_the_slip_says_what_to_keep_and_no_code() -> None:
    case = sent()
    text = page(following(case), "/follow/case/slip/")
    assert case.number in text
    assert "查询码只在反映时显示一次" in text
    assert "ABCD" not in text


def test_a_photo_that_is_not_there_is_not_found() -> None:
    assert following(sent()).get(f"/follow/case/photos/{new_id()}/").status_code == 404
