"""Notes, remarks, replies and merged cases at the desk's browser."""

from __future__ import annotations

import re

import pytest

from democity.cast import COUNTY, GRID, NEXT_DOOR, TOWNSHIP
from tests.town import DENG, NOW, WANG, ZHOU
from wangge.cases import actions
from wangge.cases.models import Case, Draft, Note, Remark, Reply, ReplyTemplate
from wangge.cases.tests.builders import accepted, closed, reported, said
from wangge.cases.tests.door import door
from wangge.kernel.code import Code

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.slow]


def of(case: Case, part: str = "", at: Code = TOWNSHIP) -> str:
    return f"/{at}/cases/{case.number}/{part}"


def page(username: str, url: str) -> str:
    answer = door(username).get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_note_is_written_and_read_by_colleagues() -> None:
    case = reported()

    answer = door("wang").post(of(case, "note/"), {"words": "物业说下周来"}, follow=True)

    assert "备注已写下" in answer.content.decode()
    assert Note.objects.get().words == "物业说下周来"
    assert "物业说下周来" in page("chen", of(case, at=COUNTY))


def test_an_empty_note_is_asked_for_again() -> None:
    answer = door("wang").post(of(reported(), "note/"), {"words": " "})
    assert answer.status_code == 422
    assert "请写备注的内容。" in answer.content.decode()


def test_a_worker_adds_to_the_report() -> None:
    case = reported()
    url = of(case, "remark/", GRID)
    assert "multipart/form-data" in page("zhou", url)

    door("zhou").post(url, {"words": "灯杆也歪了", "whole": "1"})

    assert Remark.objects.get().words == "灯杆也歪了"
    assert "灯杆也歪了" in page("wang", of(case))


def test_a_remark_whose_photos_were_cut_off_is_not_kept() -> None:
    answer = door("zhou").post(of(reported(), "remark/", GRID), {"words": "灯杆也歪了"})
    assert answer.status_code == 422
    assert not Remark.objects.exists()


def test_a_reply_stands_on_the_page() -> None:
    case = reported()
    door("wang").post(of(case, "reply/"), {"words": "两天内派人查看"})
    assert Reply.objects.get().words == "两天内派人查看"
    assert "王示例 答复" in page("chen", of(case, at=COUNTY))


def test_the_draft_is_kept_while_one_writes_and_offered_again() -> None:
    case = reported()
    kept = door("wang").post(
        of(case, "reply/draft/"), {"words": "两天内"}, headers={"HX-Request": "true"}
    )

    assert "草稿已保存" in kept.content.decode()
    assert "<html" not in kept.content.decode()
    again = page("wang", of(case, "reply/"))
    assert "两天内</textarea>" in again
    assert "没有发出的草稿" in again
    assert "两天内</textarea>" not in page("deng", of(case, "reply/"))


def test_the_draft_is_thrown_away() -> None:
    case = reported()
    actions.save_draft(case.number, words="两天内", by=WANG, now=NOW)

    door("wang").post(of(case, "reply/draft/"), {"words": "两天内", "discard": "1"})

    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "headers", [{}, {"HX-Request": "true", "HX-Target": "wg-words"}], ids=["plain", "htmx"]
)
def test_a_template_is_added_to_what_was_typed(headers: dict[str, str]) -> None:
    case = actions.report(said(address="清桥路 18 号"), by=ZHOU, now=NOW)
    kept = actions.keep_template(
        COUNTY, name="收到", words="{编号}（{地点}）已收到。", by=DENG, now=NOW
    )
    assert "收到</option>" in page("wang", of(case, "reply/"))

    answer = door("wang").post(
        of(case, "reply/draft/"), {"words": "您好！", "template": str(kept.pk)},
        headers=headers, follow=not headers,
    )  # fmt: skip

    shown = answer.content.decode()
    assert f"您好！\n{case.number}（清桥路 18 号）已收到。</textarea>" in shown


def test_another_desk_s_template_is_not_put_in() -> None:
    other = ReplyTemplate.objects.create(code=NEXT_DOOR, name="别处", words="别处的")
    case = reported()
    door("wang").post(of(case, "reply/draft/"), {"words": "您好", "template": str(other.pk)})
    assert Draft.objects.get().words == "您好"


def test_templates_are_kept_changed_and_dropped_on_their_page() -> None:
    templates = f"/{TOWNSHIP}/reply_templates/"
    client = door("wang")
    client.post(f"{templates}keep_template/", {"name": "收到", "words": "已收到"})
    kept = ReplyTemplate.objects.get()
    assert "已收到" in page("wang", templates)
    assert "已收到</textarea>" in page("wang", f"{templates}keep_template/?id={kept.pk}")

    client.post(f"{templates}{kept.pk}/drop_template/")

    assert not ReplyTemplate.objects.exists()
    assert "还没有常用语" in page("wang", templates)


def test_words_from_above_are_seen_and_not_touched() -> None:
    actions.keep_template(COUNTY, name="收到", words="已收到", by=DENG, now=NOW)
    shown = page("wang", f"/{TOWNSHIP}/reply_templates/")
    assert "已收到" in shown
    assert "drop_template" not in shown


def test_a_duplicate_is_merged_into_the_one_that_is_offered() -> None:
    main, case = accepted(), reported("灯又不亮了")
    form = page("wang", of(case, "merge/"))
    assert re.search(rf'name="into"\s+value="{main.number}"', form)
    assert "同一网格·同一事项·同一位置" in form

    answer = door("wang").post(of(case, "merge/"), {"into": main.number}, follow=True)

    shown = answer.content.decode()
    assert "本件已与" in shown
    assert main.number in shown
    assert "灯又不亮了" in page("wang", of(main))


def test_a_number_that_was_typed_counts_more_than_the_choice() -> None:
    main, other, case = reported("甲"), reported("乙"), reported("丙")
    door("wang").post(of(case, "merge/"), {"into": main.number, "other": other.number})
    case.refresh_from_db()
    assert case.merged_into == other


def test_a_main_case_that_does_not_fit_is_named_at_its_field() -> None:
    client, case = door("wang"), reported()
    assert client.post(of(case, "merge/"), {}).status_code == 422
    answer = client.post(of(case, "merge/"), {"other": closed().number})
    assert answer.status_code == 409
    assert "不能作主事件" in answer.content.decode()


def test_who_called_about_the_merged_one_is_masked_outside_the_desk() -> None:
    main = reported()
    case = actions.report(
        said("漏水", caller_name="某居民", caller_phone="13912345678", channel="phone"),
        by=WANG, now=NOW,
    )  # fmt: skip
    actions.merge(case.number, into=main.number, by=WANG, now=NOW)

    assert 'href="tel:13912345678"' in page("wang", of(main))
    shown = page("zhou", of(main, at=GRID))
    assert "13912345678" not in shown
    assert "139****5678" in shown


def test_whoever_else_looks_is_named() -> None:
    case = reported()
    url = of(case, "looking/")
    door("deng").post(url, headers={"HX-Request": "true"})

    answer = door("wang").post(url, headers={"HX-Request": "true"})

    assert "邓示例 也在看（刚刚）" in answer.content.decode()
    assert "邓示例 也在看" in page("wang", of(case))
    assert "王示例 也在看" not in page("wang", of(case))
    assert door("tang").post(url).status_code == 404


def test_what_is_alike_stands_beside_the_case_with_the_reason() -> None:
    case, other = reported(), reported("三号楼路灯也不亮")
    shown = page("wang", of(case))
    assert other.number in shown
    assert "同一网格·同一事项·同一位置" in shown
