"""The cast at a browser."""

from __future__ import annotations

from django.test import Client

from wangge.staff.models import Account


def door(username: str) -> Client:
    """A browser in which a member of the cast has signed in."""
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def rows_in(page: str) -> int:
    """How many rows a list shows."""
    return page.count("<tr data-row")
