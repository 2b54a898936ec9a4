"""Following one's own report: the code opens one case for half an hour, and only that one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wangge.cases import queries as cases
from wangge.cases.flow import State
from wangge.cases.models import Case, Kind
from wangge.files.doors import deliver, gallery
from wangge.kernel.code import Level
from wangge.places import queries as places
from wangge.territory import queries as territory
from wangge.ui.verbs import see_other

from .. import queries
from ..actions.counting import count
from ..codes import read
from ..doors import at_most, nothing_here
from ..forms import FollowForm
from ..passes import GOOD_FOR, Pass, issue, opened

P = ParamSpec("P")
A = TypeVar("A", bound=HttpResponseBase)
COOKIE, PATH = "wg_follow", "/follow/"
WRONG = "编号和查询码对不上。请照着回执或短信再输入一次；查询码只有回执上有。"
ENDED = "为保护您的信息，查看已经自动退出。请再输入一次编号和查询码。"
OTHER_CASE = "您在另一个窗口打开了别的事，这里的内容没有提交。请回到“查进度”重新打开这件事。"
OLD_LINK = "这个链接已经失效。请用编号和查询码查进度；没有查询码的，请打监督电话查询。"
VERBS = {
    "correct": "补充说明",
    "rate": "评价",
    "remark": "添加说明或照片",
    "withdraw": "撤回",
}


@require_http_methods(["GET", "POST"])
@cache_control(no_store=True)
def follow(request: HttpRequest) -> HttpResponseBase:
    """Number and follow code; together they open the case, neither is told to be wrong."""
    if request.method == "POST":
        return _try(request)
    if "ended" in request.GET:
        messages.warning(request, ENDED)
    return _ask(request, FollowForm())


@at_most("follow-address")
def _try(request: HttpRequest) -> HttpResponse:
    form, now = FollowForm(request.POST), timezone.now()
    if not form.is_valid():
        return _ask(request, form, status=422)
    given = form.cleaned_data
    count("follow-number", read(given["number"]), now=now)
    case = queries.opened_by(given["number"], given["code"], now=now)
    if case is None:
        form.add_error(None, WRONG)
        return _ask(request, form, status=422)
    return admit(see_other(reverse("portal:follow_case")), case)


def _ask(request: HttpRequest, form: FollowForm, status: int = 200) -> HttpResponse:
    context = {"title": "查进度", "form": form, "phone": queries.phone_here()}
    return render(request, "portal/follow.html", context, status=status)


@require_GET
@cache_control(no_store=True)
@at_most("follow-address")
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link in a text message. It lets look at one case; whatever fetches it changes nothing."""
    now = timezone.now()
    for kind, page in ((Pass.FOLLOW, "portal:follow_case"), (Pass.RATE, "portal:rate")):
        case = opened(token, kind, now=now)
        if case and queries.followed(case, now=now):
            return admit(HttpResponseRedirect(reverse(page)), case)
    return nothing_here(request, OLD_LINK)


def admit(answer: A, case: UUID) -> A:
    """Let a browser follow one case for the next half hour; another it followed is closed."""
    answer.set_cookie(
        COOKIE,
        issue(case, Pass.VISIT, now=timezone.now()),
        max_age=int(GOOD_FOR[Pass.VISIT].total_seconds()),
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


View = Callable[Concatenate[HttpRequest, Case, P], HttpResponseBase]


def following(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Only for a browser that was let in; the view is given the case, and nothing is kept of the
    page. A form that was opened for another case is refused."""

    @wraps(view)
    @cache_control(no_store=True, private=True)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        now = timezone.now()
        key = opened(request.COOKIES.get(COOKIE, ""), Pass.VISIT, now=now)
        case = key and queries.followed(key, now=now)
        if not case:
            return _leave(f"{reverse('portal:follow')}?ended=1")
        if request.method == "POST" and request.POST.get("case") != case.number:
            return nothing_here(request, OTHER_CASE, status=409)
        answer = view(request, case, *args, **kwargs)
        return admit(answer, case.pk) if _is_page(answer) else answer

    return guarded


def _is_page(answer: HttpResponseBase) -> bool:
    """A picture that arrives late must not let in again whoever has just left."""
    return answer.headers.get("Content-Type", "").startswith("text/html")


@require_POST
@cache_control(no_store=True)
def leave(request: HttpRequest) -> HttpResponse:
    """Done looking: this browser opens nothing any more."""
    messages.success(request, "已退出。这台设备上看不到您的事了。")
    return _leave(reverse("portal:follow"))


def _leave(url: str) -> HttpResponse:
    answer = see_other(url)
    answer.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return answer


@require_GET
@following
def follow_case(request: HttpRequest, case: Case) -> HttpResponse:
    """What was reported, what happened, what comes next, and what its reporter may do now."""
    now = timezone.now()
    context = _told(case) | {
        "title": "我反映的事",
        "outlook": queries.outlook(case, now=now),
        "story": queries.story(case),
        "main_story": queries.story_of_main(case),
        "main_outlook": queries.outlook_of_main(case, now=now),
        "verbs": [(reverse(f"portal:{verb}"), VERBS[verb]) for verb in open_to(case)],
        "photos": gallery(
            queries.own_photos(case), lambda it: reverse("portal:own_photo", args=[it.pk])
        ),
    }
    return render(request, "portal/follow_case.html", context)


@require_GET
@following
def own_photo(request: HttpRequest, case: Case, id: UUID) -> HttpResponseBase:
    """A photo that the reporter sent themself."""
    return deliver(queries.own_photo(case, id), thumbnail="small" in request.GET, request=request)


@require_GET
@following
def slip(request: HttpRequest, case: Case) -> HttpResponse:
    """A page to print: number, what was said, how it stands. The code is not known any more."""
    now = timezone.now()
    context = _told(case) | {
        "title": "事项回执",
        "outlook": queries.outlook(case, now=now),
        "address": request.build_absolute_uri(reverse("portal:follow")),
        "back": reverse("portal:follow_case"),
        "printed_at": now,
    }
    return render(request, "portal/follow_slip.html", context)


def open_to(case: Case) -> list[str]:
    """What the reporter may do with the case now, the most likely first."""
    found = cases.open_verbs(case, by=cases.resident(case.pk), now=timezone.now())
    return [verb for verb in VERBS if verb in found]


def _told(case: Case) -> dict[str, Any]:
    phone, _ = queries.phone_of(case.code)
    return {
        "case": case,
        "place": f"{places.full_name(case.code.at(Level.VILLAGE))}"
        f"{territory.name_of(case.code, timezone.localdate())}",
        "opinion": case.kind == Kind.OPINION,
        "archived": case.state == State.ARCHIVED,
        "phone": phone,
        "retention": settings.RETENTION,
    }
