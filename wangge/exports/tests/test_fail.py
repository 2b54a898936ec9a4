from __future__ import annotations

import pytest

from democity.cast import TOWNSHIP
from tests.town import NOW, WANG
from wangge.exports.actions import begin, cancel, fail
from wangge.exports.flow import State
from wangge.journal.queries import entries_of
from wangge.kernel.actor import machine
from wangge.kernel.flow import UnableToMove
from wangge.messages.models import Notice

from .lists import asked_by

CLOCK = machine("列表导出")


def test_its_owner_is_told_why() -> None:
    export = begin(asked_by("wang", TOWNSHIP).pk, by=WANG, now=NOW)
    failed = fail(export.pk, because="没有权限了。", by=CLOCK, now=NOW)
    assert (failed.state, failed.failure) == (State.FAILED, "没有权限了。")
    assert "没有成功" in Notice.objects.get(account=WANG.id).title
    assert entries_of(export).filter(event="exports.failed").exists()


def test_what_was_cancelled_does_not_fail_as_well() -> None:
    export = asked_by("wang", TOWNSHIP)
    cancel(export.pk, by=WANG, now=NOW)
    with pytest.raises(UnableToMove):
        fail(export.pk, because="没有权限了。", by=CLOCK, now=NOW)
