from __future__ import annotations

import re

import pytest
from django.test import Client

from democity.cast import COUNTY, GRID, GRID_NEXT_DOOR, SECOND_GRID, TOWNSHIP, VILLAGE
from tests.town import DISPUTE, LAMPS, inside
from wangge.cases.models import Case
from wangge.cases.tests.builders import reported
from wangge.cases.tests.door import door
from wangge.kernel.code import Code
from wangge.kernel.ids import new_id

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.slow]
REPORT = f"/{GRID}/cases/report/"
SELF_HANDLE = f"/{GRID}/cases/self_handle/"


def filled(**more: str) -> dict[str, str]:
    said = {"matter": LAMPS, "words": "路灯不亮", "grid": str(GRID), "whole": "1"}
    return {"key": str(new_id())} | said | more


def at_point(grid: Code) -> dict[str, str]:
    lon, lat = inside(grid)
    return {"lon": f"{lon:.6f}", "lat": f"{lat:.6f}"}


def opened(client: Client, url: str = REPORT) -> str:
    return client.get(url).content.decode()


def test_a_worker_with_one_grid_need_not_choose_it() -> None:
    form = opened(door("zhou"))

    assert f'type="hidden" name="grid" value="{GRID}"' in form
    assert "第1网格" in form


def test_each_opening_of_the_form_has_its_own_key() -> None:
    client = door("zhou")
    keys = {re.findall(r'name="key" value="([0-9a-f-]{36})"', opened(client))[0] for _ in "ab"}

    assert len(keys) == 2


def test_reports_and_goes_to_the_case_saying_its_number() -> None:
    answer = door("zhou").post(REPORT, filled(), follow=True)

    case = Case.objects.get()
    assert answer.redirect_chain == [(f"/{GRID}/cases/{case.number}/", 303)]
    assert f"已上报，编号 {case.number}。" in answer.content.decode()
    assert (case.state, case.channel, case.line) == ("reported", "worker", LAMPS)


def test_the_form_sent_twice_is_one_case() -> None:
    client, said = door("zhou"), filled()

    first, again = client.post(REPORT, said), client.post(REPORT, said)

    assert Case.objects.count() == 1
    assert first["Location"] == again["Location"]


def test_a_point_counts_more_than_the_grid() -> None:
    door("wang").post(
        f"/{TOWNSHIP}/cases/report/",
        filled(grid=str(GRID), channel="phone", **at_point(SECOND_GRID)),
    )

    assert Case.objects.get().code == SECOND_GRID


def test_what_is_off_the_list_is_another_demand() -> None:
    door("zhou").post(REPORT, filled(matter="other"))

    assert Case.objects.get().line == ""


def test_a_refusal_keeps_everything_that_was_typed() -> None:
    said = filled(words="井盖丢了", address="三号楼", **at_point(GRID_NEXT_DOOR))

    answer = door("zhou").post(REPORT, said)

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "不在您负责的范围内" in shown
    for kept in ("井盖丢了", "三号楼", said["key"], said["lon"]):
        assert kept in shown
    assert re.search(rf'value="{LAMPS}"\s+checked', shown)
    assert not Case.objects.exists()


def test_without_words_or_matter_the_form_says_so() -> None:
    answer = door("zhou").post(REPORT, filled(words="", matter=""))

    assert answer.status_code == 422
    assert "请写几个字说明情况。" in answer.content.decode()
    assert "请选择事项" in answer.content.decode()


def test_the_last_used_matters_stand_first() -> None:
    reported(matter=DISPUTE)

    form = opened(door("zhou"))

    assert form.index("最近用过") < form.index("矛盾纠纷排查") < form.index("公共设施损坏上报")


def test_matters_are_searched_and_the_chosen_one_stays() -> None:
    answer = door("zhou").get(
        REPORT, {"find": "矛盾", "matter": LAMPS}, headers={"HX-Request": "true"}
    )

    part = answer.content.decode()
    assert "<html" not in part
    assert "矛盾纠纷排查" in part
    assert re.search(rf'value="{LAMPS}"\s+checked', part)


def test_the_desk_writes_down_who_called() -> None:
    form = opened(door("wang"), f"/{TOWNSHIP}/cases/report/")
    assert "来电登记" in form

    door("wang").post(
        f"/{TOWNSHIP}/cases/report/",
        filled(channel="walk_in", caller_name="某居民", caller_phone="13912345678"),
    )

    case = Case.objects.get()
    assert (case.channel, case.caller_phone) == ("walk_in", "13912345678")


def test_a_village_assistant_registers_walk_ins_too() -> None:
    assert "来访登记" in opened(door("xie"), f"/{VILLAGE}/cases/report/")


def test_a_village_assistant_begins_with_a_visit_and_the_desk_with_a_call() -> None:
    def checked(username: str, at: Code) -> str:
        form = opened(door(username), f"/{at}/cases/report/")
        found = re.search(r'name="channel"[^>]*value="(\w+)"[^>]*checked', form)
        return found[1] if found else ""

    assert checked("xie", VILLAGE) == "walk_in"
    assert checked("wang", TOWNSHIP) == "phone"


def test_a_walk_in_is_the_assistant_s_with_who_came() -> None:
    said = filled(channel="walk_in", caller_name="某居民", caller_phone="13912345678")
    door("xie").post(f"/{VILLAGE}/cases/report/", said)

    case = Case.objects.get()
    assert (case.channel, case.caller_name, case.state) == ("walk_in", "某居民", "reported")


def test_a_worker_may_report_a_dispute_but_no_opinion() -> None:
    client = door("zhou")
    client.post(REPORT, filled(kind="dispute"))
    assert Case.objects.get().kind == "dispute"
    assert client.post(REPORT, filled(kind="opinion")).status_code == 422


def test_the_desk_writes_down_of_whom_an_opinion_speaks() -> None:
    form = opened(door("wang"), f"/{TOWNSHIP}/cases/report/")
    assert "周示例 第1网格（网格员）" in form


def test_self_handles_in_one_step() -> None:
    answer = door("zhou").post(SELF_HANDLE, filled(words="已清走杂物"), follow=True)

    case = Case.objects.get()
    assert (case.state, case.self_handled) == ("closed", True)
    assert f"已登记，编号 {case.number}。" in answer.content.decode()


def test_self_handling_offers_only_what_is_on_the_list() -> None:
    client = door("zhou")
    assert "其他诉求" not in opened(client, SELF_HANDLE)
    assert client.post(SELF_HANDLE, filled(matter="other")).status_code == 422


@pytest.mark.parametrize(
    ("username", "url", "status"),
    [
        ("li", f"/{COUNTY}/cases/report/", 403),
        ("chen", f"/{COUNTY}/cases/report/", 403),
        ("wang", f"/{TOWNSHIP}/cases/self_handle/", 403),
        ("zhou", f"/{SECOND_GRID}/cases/report/", 404),
        ("tang", REPORT, 404),
    ],
)
def test_is_for_those_who_may_there(username: str, url: str, status: int) -> None:
    client = door(username)
    assert client.get(url).status_code == status
    assert client.post(url, filled()).status_code == status
    assert not Case.objects.exists()
