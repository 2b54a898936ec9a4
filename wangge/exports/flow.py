"""The life of an export that takes longer than its reader would wait."""

from __future__ import annotations

from django.db import models

from wangge.kernel.flow import Flow


class State(models.TextChoices):
    WAITING = "waiting", "排队中"
    RUNNING = "running", "生成中"
    DONE = "done", "可以下载"
    FAILED = "failed", "没有成功"
    CANCELLED = "cancelled", "已取消"


UNDER_WAY = frozenset({State.WAITING, State.RUNNING})

# A worker that died leaves a running one behind: it begins again, from its first row.
FLOW = Flow(
    {
        "begin": (UNDER_WAY, State.RUNNING),
        "note_progress": ({State.RUNNING}, None),
        "finish": ({State.RUNNING}, State.DONE),
        "fail": (UNDER_WAY, State.FAILED),
        "cancel": (UNDER_WAY, State.CANCELLED),
    },
    say={
        "begin": "开始生成",
        "note_progress": "继续生成",
        "finish": "完成",
        "fail": "中止",
        "cancel": "取消",
        **dict(State.choices),
    },
)
