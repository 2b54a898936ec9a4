"""A small site with one form, to post to: no room need use photos for these tests to run."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import include, path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from wangge.files import actions
from wangge.files.doors import deliver, gallery
from wangge.files.forms import PhotosMixin
from wangge.files.models import Purpose
from wangge.files.queries import attachments_of, get_attachment
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.places.models import Alias

THING = Alias(pk=UUID(int=4711), code=Code("431103001001001"))
VISITOR = machine("来件人")


class RemarkForm(PhotosMixin):
    words = forms.CharField(label="情况", max_length=200)


class Unguarded(forms.Form):
    """What a form would be without the mark at its end."""

    words = forms.CharField()


@csrf_exempt
def remark(request: HttpRequest) -> HttpResponse:
    form = RemarkForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        save(form.cleaned_data["photos"])
        return render(request, "ui/page.html", {"title": "谢谢"})
    status = 422 if request.method == "POST" else 200
    return render(request, "ui/form.html", {"form": form, "title": "补充"}, status=status)


@csrf_exempt
def unguarded(request: HttpRequest) -> HttpResponse:
    form = Unguarded(request.POST)
    came = {"valid": form.is_valid(), "photos": len(request.FILES.getlist("photos"))}
    if form.is_valid():
        save(request.FILES.getlist("photos"))
    return JsonResponse(came)


def save(photos: Any) -> None:
    actions.attach(THING, photos, purpose=Purpose.REMARK, by=VISITOR, now=timezone.now())


def photo(request: HttpRequest, id: UUID) -> HttpResponseBase:
    one = get_attachment(THING, id)
    return deliver(one, thumbnail="small" in request.GET, request=request)


def page(request: HttpRequest) -> HttpResponse:
    photos = gallery(attachments_of(THING), lambda it: f"/test/photos/{it.id}/")
    return render(request, "files/_gallery.html", {"photos": photos})


urlpatterns = [
    path("test/remark/", remark),
    path("test/unguarded/", unguarded),
    path("test/photos/<uuid:id>/", photo),
    path("test/photos/", page),
    path("", include("config.urls")),
]
