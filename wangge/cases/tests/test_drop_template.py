from __future__ import annotations

import pytest

from democity.cast import TOWNSHIP
from tests.town import DENG, NOW, TANG, WANG, ZHOU
from wangge.cases.actions import drop_template, keep_template
from wangge.cases.models import ReplyTemplate
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.errors import OutOfSight

pytestmark = pytest.mark.usefixtures("town")


@pytest.mark.parametrize("by", [WANG, DENG])
def test_is_gone_and_the_journal_says_so(by: Actor) -> None:
    kept = keep_template(TOWNSHIP, name="收到", words="已收到", by=WANG, now=NOW)

    drop_template(kept.pk, by=by, now=NOW)

    assert not ReplyTemplate.objects.exists()
    assert Entry.objects.get(event="cases.template_dropped").detail["name"] == "收到"


@pytest.mark.parametrize("by", [TANG, ZHOU])
def test_another_desk_s_does_not_exist(by: Actor) -> None:
    kept = keep_template(TOWNSHIP, name="收到", words="已收到", by=WANG, now=NOW)
    with pytest.raises(OutOfSight):
        drop_template(kept.pk, by=by, now=NOW)
