"""What cases have on the ground."""

from __future__ import annotations

from datetime import date

from wangge.kernel.code import Code

from .flow import OPEN
from .models import Case


class OpenCases:
    """The cases still open in a grid, whichever day is asked about: they stand there today."""

    label = "未办结事件"

    def count_at(self, grid: Code, on: date) -> int:
        return Case.objects.filter(code=grid, state__in=sorted(OPEN)).count()
