from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import COUNTY, GRID, NEXT_DOOR, TOWNSHIP
from tests.town import DENG, NOW, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToKeepTemplate, keep_template
from wangge.cases.talk import filled, templates_at
from wangge.journal.models import Entry
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight

pytestmark = pytest.mark.usefixtures("town")


def test_is_offered_at_its_place_and_below_the_nearest_first() -> None:
    keep_template(COUNTY, name="收到", words="已收到", by=DENG, now=NOW)
    keep_template(TOWNSHIP, name="催办", words="已催办", by=WANG, now=NOW)
    keep_template(NEXT_DOOR, name="别处", words="别处的", by=TANG, now=NOW)

    assert [one.name for one in templates_at(GRID)] == ["催办", "收到"]
    assert [one.name for one in templates_at(COUNTY)] == ["收到"]


def test_under_a_name_that_is_there_the_words_change() -> None:
    for words in ("一天内", "两天内"):
        keep_template(TOWNSHIP, name="期限", words=words, by=WANG, now=NOW)

    assert [one.words for one in templates_at(TOWNSHIP)] == ["两天内"]
    assert Entry.objects.filter(event="cases.template_kept").count() == 2


def test_what_is_known_of_the_case_is_put_in() -> None:
    kept = keep_template(
        TOWNSHIP, name="收到", words="{编号}（{地点}）已收到，{别的}", by=WANG, now=NOW
    )
    assert filled(kept, {"编号": "1", "地点": "清桥路"}) == "1（清桥路）已收到，{别的}"


@pytest.mark.parametrize(("name", "words"), [("", "有内容"), ("有名称", " ")])
def test_has_a_name_and_words(name: str, words: str) -> None:
    with pytest.raises(UnableToKeepTemplate):
        keep_template(TOWNSHIP, name=name, words=words, by=WANG, now=NOW)


@pytest.mark.parametrize(
    ("place", "refusal"), [(COUNTY, PermissionDenied), (NEXT_DOOR, OutOfSight)]
)
def test_is_kept_at_one_s_own_desk(place: Code, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        keep_template(place, name="别处", words="别处的", by=WANG, now=NOW)


def test_is_for_desks() -> None:
    with pytest.raises(PermissionDenied):
        keep_template(GRID, name="我的", words="我的", by=ZHOU, now=NOW)
