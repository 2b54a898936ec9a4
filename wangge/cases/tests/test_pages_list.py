from __future__ import annotations

import re
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from democity.cast import COUNTY, GRID, NEXT_DOOR, SECOND_GRID, TOWNSHIP, VILLAGE
from tests.town import DISPUTE, NOW, WANG, ZHOU
from wangge.cases import actions
from wangge.cases.filters import TABS
from wangge.cases.tests.builders import (
    A_CASE,
    dispatched,
    handed_back,
    handling,
    reported,
    said,
    verifying,
)
from wangge.cases.tests.door import door, rows_in
from wangge.staff.models import Post

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.slow]
LIST = f"/{TOWNSHIP}/cases/"
# session, account and posts (3); unread (1); saved filters (1); calendar (1); choices of the
# filter (2); counts (4), rows (1), and the names of grids (1), matters (1) and units (1)
STATEMENTS = 15


def page(username: str, url: str = LIST, **query: str) -> str:
    answer = door(username).get(url, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_tab_counts_the_rows_it_shows() -> None:
    for build in A_CASE.values():
        build()
    reported("又一件")

    for tab in TABS.values():
        shown = page("wang", tab=tab.key)
        assert f"{tab.label} {rows_in(shown)}</a>" in shown.replace("\n", "")
    assert rows_in(page("wang", tab="all")) == len(A_CASE) + 2  # also the one merged into


def test_counts_follow_the_filter() -> None:
    reported()
    reported(matter=DISPUTE)

    shown = page("wang", matter=DISPUTE)

    assert rows_in(shown) == 1
    assert "待受理 1</a>" in shown


def test_the_most_pressing_stands_first() -> None:
    reported("后到", now=NOW)
    reported("先到", now=NOW - timedelta(minutes=30))

    shown = page("wang")

    assert shown.index("先到") < shown.index("后到")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"light": "red"}, {"超期的"}),
        ({"light": "green"}, {"刚到的", "特急的"}),
        ({"urgency": "critical"}, {"特急的"}),
        ({"q": "刚到"}, {"刚到的"}),
        ({"state": "accepted"}, set()),
        ({"desk": "9"}, {"超期的", "刚到的", "特急的"}),
        ({"desk": "6"}, set()),
        ({"area": str(VILLAGE)}, {"超期的", "刚到的", "特急的"}),
        ({"area": f"{TOWNSHIP}002"}, set()),
    ],
)
def test_narrows_by(query: dict[str, str], found: set[str]) -> None:
    reported("超期的", now=NOW - timedelta(days=5))
    reported("刚到的")
    actions.report(said("特急的", urgency="critical"), by=ZHOU, now=NOW)

    shown = page("wang", **query)

    assert {words for words in ("超期的", "刚到的", "特急的") if words in shown} == found


def test_finds_a_case_by_its_number_whatever_its_words() -> None:
    reported("甲")
    case = reported("乙")

    shown = page("wang", q=case.number)

    assert rows_in(shown) == 1
    assert "乙" in shown


def test_fifty_rows_cost_no_more_statements_than_one_and_the_rest_follows(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(51):
        reported(f"第 {number} 件")
    browser = door("wang")
    browser.get(LIST)

    with django_assert_max_num_queries(STATEMENTS):
        shown = browser.get(LIST).content.decode()

    following = re.search(r'rel="next"\s+href="([^"]+)"', shown)
    assert rows_in(shown) == 50
    assert following is not None
    assert rows_in(page("wang", LIST + following[1])) == 1


def test_a_unit_sees_only_what_it_has_a_part_in() -> None:
    reported("与本局无关")
    case = dispatched()

    shown = page("li", f"/{COUNTY}/cases/", tab="all")

    assert rows_in(shown) == 1
    assert case.number in shown


def test_a_worker_sees_the_grid() -> None:
    reported("本网格的")
    actions.report(said("隔壁网格的", grid=SECOND_GRID), by=WANG, now=NOW)

    shown = page("zhou", f"/{GRID}/cases/")

    assert "本网格的" in shown
    assert "隔壁网格的" not in shown


def test_a_desk_next_door_does_not_exist_here() -> None:
    assert door("tang").get(LIST).status_code == 404
    assert door("wang").get(f"/{NEXT_DOOR}/cases/").status_code == 404


@pytest.mark.parametrize("username", ["luo", "huang", "jiang"])
def test_the_three_administrators_see_no_cases(username: str) -> None:
    assert door(username).get("/4311/cases/").status_code == 403
    assert door(username).get("/4311/cases/todo/").status_code == 403


def test_an_empty_list_says_what_will_come() -> None:
    assert "没有待回访的事件。核查通过后会在这里出现。" in page("wang", tab="follow_up")


def test_the_desk_s_to_do_are_its_own_three_stages() -> None:
    for build in A_CASE.values():
        build()

    shown = page("wang", f"{LIST}todo/")

    assert "待受理 1</a>" in shown
    assert "待分派 3</a>" in shown  # also the one that another was merged into
    assert "待回访 1</a>" in shown


def test_a_unit_s_to_do_are_its_parts() -> None:
    dispatched()
    handed_back()
    handling()

    shown = page("li", f"/{COUNTY}/cases/todo/")

    assert "待签收 1</a>" in shown
    assert "在办 1</a>" in shown
    assert "已超期 0</a>" in shown


def test_the_worker_verifies_and_the_leader_need_not() -> None:
    verifying()

    assert rows_in(page("zhou", f"/{GRID}/cases/todo/")) == 1
    leader = page("zhao", f"/{GRID}/cases/todo/")
    assert rows_in(leader) == 0
    assert "没有待核查的事件。有新的会在这里出现，并有消息提醒。" in leader


def test_who_has_nothing_to_do_is_told_where_to_look() -> None:
    assert "您的岗位没有要办理的事件" in page("chen", f"/{COUNTY}/cases/todo/")


def test_a_workbench_holds_nothing_beyond_the_places_of_the_post() -> None:
    """The unit serves the whole county, the post does not: from above it shows no more."""
    dispatched()
    Post.objects.filter(account__username="li").update(code=NEXT_DOOR)

    shown = page("li", f"/{COUNTY}/cases/todo/")

    assert rows_in(shown) == 0
    assert "路灯不亮" not in shown
