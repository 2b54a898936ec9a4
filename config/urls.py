from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

import wangge.kernel.urls  # noqa: F401  registers <code:at>
from config import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
    path("<code:at>/", pages.place_home, name="place"),
]
for room in (
    "staff",
    "messages",
    "worktime",
    "places",
    "territory",
    "workers",
    "matters",
    "cases",
    "insight",
):
    if find_spec(f"wangge.{room}.urls"):
        urlpatterns.append(path("", include(f"wangge.{room}.urls")))
