"""Several workers at once, on real connections: each message goes out once."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection

from wangge.messages.jobs import send_due
from wangge.messages.models import Sending, State
from wangge.messages.tests.catchers import HttpCatcher

from .builders import NOW, written

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("fresh_database")]


def run() -> None:
    send_due(clock=lambda: NOW)
    connection.close()


def test_four_workers_send_each_message_once(by_sms: HttpCatcher) -> None:
    keys = {str(written().id) for _ in range(40)}
    workers = [Thread(target=run) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    sent = [it.json["id"] for it in by_sms.caught]
    assert len(sent) == 40
    assert set(sent) == keys
    assert set(Sending.objects.values_list("state", flat=True)) == {State.SENT}
