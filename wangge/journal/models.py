from __future__ import annotations

from django.db import models

from wangge.kernel.fields import CodeField


class Entry(models.Model):
    """One thing done by one actor at one place. Append-only, by trigger and by grant."""

    id = models.BigAutoField(primary_key=True)
    event = models.CharField(max_length=60, db_collation="C")
    code = CodeField()
    subject = models.CharField(max_length=60, db_collation="C")
    # Plain values, not foreign keys: evidence outlives the account that made it.
    actor = models.UUIDField()
    actor_label = models.CharField(max_length=60)
    actor_role = models.CharField(max_length=40, blank=True)
    actor_unit = models.UUIDField(null=True)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="journal_by_subject"),
            models.Index(fields=["at", "id"], name="journal_by_time"),
            models.Index(fields=["code", "id"], name="journal_by_place"),
            models.Index(fields=["actor", "id"], name="journal_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.subject}"


class Delivery(models.Model):
    """The outbox: one entry on its way to one subscriber, written with the entry."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    subscriber = models.CharField(max_length=120, db_collation="C")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "subscriber"], name="journal_delivered_once"),
        ]
        indexes = [
            models.Index(
                fields=["next_at", "id"], name="journal_outbox", condition=models.Q(done_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber} ← {self.entry_id}"
