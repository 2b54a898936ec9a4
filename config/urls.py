from __future__ import annotations

from django.urls import include, path

import wangge.kernel.urls  # noqa: F401  registers <code:at>
from config import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
    path("<code:at>/", pages.place_home, name="place"),
    path("", include("wangge.staff.urls")),
    path("", include("wangge.messages.urls")),
    path("", include("wangge.exports.urls")),
    path("", include("wangge.worktime.urls")),
    path("", include("wangge.places.urls")),
    path("", include("wangge.territory.urls")),
    path("", include("wangge.workers.urls")),
    path("", include("wangge.matters.urls")),
    path("", include("wangge.cases.urls")),
    path("", include("wangge.insight.urls")),
    path("", include("wangge.portal.urls")),
]
