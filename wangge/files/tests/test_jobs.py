from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app

from wangge.files import jobs
from wangge.files.models import Blob
from wangge.files.queries import attachments_of

from .builders import a_thing, attached, photos


def test_the_clean_up_is_due_every_night_and_only_once_at_a_time() -> None:
    task = app.tasks["files.remove_orphans"]
    assert task.queueing_lock == "files.remove_orphans"
    registered = app.periodic_registry.periodic_tasks
    assert [it.cron for it in registered.values() if it.task is task] == ["17 19 * * *"]


@pytest.mark.django_db
def test_it_removes_what_has_been_on_nothing_for_a_day() -> None:
    thing = a_thing()
    attached(thing, *photos(10))
    attachments_of(thing).delete()
    Blob.objects.update(stored_at=timezone.now() - timedelta(hours=25))
    jobs.remove_orphans(timestamp=0)
    jobs.remove_orphans(timestamp=0)
    assert not Blob.objects.exists()
