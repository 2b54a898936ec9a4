from __future__ import annotations

import pytest
from django.test import Client

from wangge.staff.actions import drop_view, save_view
from wangge.staff.models import SavedView
from wangge.staff.queries import views_of

from .builders import NOW, an_admin, at_the_door
from .test_save_view import shown_in

pytestmark = pytest.mark.django_db


def test_a_saved_filter_is_dropped() -> None:
    hu = an_admin("security_admin")
    view = save_view("staff:accounts", name="停用", query="state=disabled", by=hu, now=NOW)
    drop_view(view.id, by=hu, now=NOW)
    assert not views_of(hu.id, "staff:accounts")


def test_another_s_does_not_exist(client: Client) -> None:
    hu = an_admin("security_admin")
    view = save_view("staff:accounts", name="停用", query="state=disabled", by=hu, now=NOW)
    other = an_admin("security_admin", username="other")
    with pytest.raises(SavedView.DoesNotExist):
        drop_view(view.id, by=other, now=NOW)
    door = at_the_door(client, other)
    shown = shown_in(door.get("/staff/accounts/?state=active").content.decode())
    answer = door.post(f"/account/views/{view.id}/drop_view/", {"shown": shown})
    assert answer.status_code == 404
    assert SavedView.objects.filter(pk=view.id).exists()


def test_the_button_beside_it_goes_back_to_the_list_as_it_was(client: Client) -> None:
    hu = an_admin("security_admin")
    view = save_view("staff:accounts", name="停用", query="state=disabled", by=hu, now=NOW)
    door = at_the_door(client, hu)
    page = door.get("/staff/accounts/?state=locked").content.decode()
    assert f"/account/views/{view.id}/drop_view/" in page
    answer = door.post(f"/account/views/{view.id}/drop_view/", {"shown": shown_in(page)})
    assert answer["Location"] == "/staff/accounts/?state=locked"
    assert "保存的筛选已删除" in door.get("/staff/accounts/").content.decode()
