"""What workers have on the ground."""

from __future__ import annotations

from datetime import date

from wangge.kernel.code import Code

from .models import Assignment


class Assignments:
    """The assignments that hold in a grid; they end with it."""

    label = "在岗配备"

    def count_at(self, grid: Code, on: date) -> int:
        return Assignment.objects.on(on).filter(code=grid).count()
