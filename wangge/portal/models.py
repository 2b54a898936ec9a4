from __future__ import annotations

from django.db import models
from django.db.models import Q

from wangge.cases.models import Case
from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id
from wangge.kernel.scope import ScopedQuerySet


class Board(models.Model):
    """A notice board (公示牌) that hangs somewhere: its code belongs to the point, not to a grid.

    `code` is the grid of the day on which it was posted; what its QR code shows is found by the
    point each time.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    token = models.CharField(max_length=24, unique=True, db_collation="C")
    code = CodeField()
    lon = models.FloatField()
    lat = models.FloatField()
    place = models.CharField(max_length=80)
    posted_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet["Board"].as_manager()

    class Meta:
        indexes = [models.Index("code", "id", name="portal_board_by_place")]

    def __str__(self) -> str:
        return f"{self.place} {self.code}"


class SupervisionPhone(models.Model):
    """The number (监督电话) under which a place's grid work is supervised (Art. 7)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = CodeField(unique=True)
    phone = models.CharField(max_length=20)
    note = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.phone}"


class Follow(models.Model):
    """The secret half of a follow code (查询码): a keyed hash, of which the code cannot be made."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64, db_collation="C")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id}"


class Question(models.Model):
    """A question asked once of somebody without JavaScript: one try, right or wrong."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    form_key = models.UUIDField()
    words = models.CharField(max_length=40)
    answer = models.CharField(max_length=8)
    asked_at = models.DateTimeField()
    right = models.BooleanField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("asked_at", name="portal_question_by_age")]
        constraints = [
            models.CheckConstraint(
                name="portal_only_a_right_answer_is_used",
                condition=Q(used_at=None) | Q(right=True),
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Spent(models.Model):
    """A proof of work that was used: it counts for nothing a second time."""

    digest = models.CharField(max_length=64, primary_key=True, db_collation="C")
    spent_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("spent_at", name="portal_spent_by_age")]

    def __str__(self) -> str:
        return self.digest[:8]


class Tally(models.Model):
    """How often somebody did something in a window of time; `who` is a keyed hash."""

    what = models.CharField(max_length=24, db_collation="C")
    who = models.CharField(max_length=32, db_collation="C")
    since = models.DateTimeField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what", "who", "since"], name="portal_one_tally"),
        ]
        indexes = [models.Index("since", name="portal_tally_by_age")]

    def __str__(self) -> str:
        return f"{self.what} {self.since:%F %R} {self.number}"
