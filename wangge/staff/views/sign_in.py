from __future__ import annotations

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wangge.kernel.actor import machine
from wangge.staff.actions import note_sign_in
from wangge.staff.doors import BEGAN, SEEN, ActingRequest
from wangge.staff.forms import SignInForm
from wangge.staff.models import Account, Outcome
from wangge.staff.queries import locked_until
from wangge.ui.verbs import see_other

DEMO_PASSWORD = "wangge-demo"  # noqa: S105  known to everybody: that is why it is refused
ENDED = {
    "idle": "您有一段时间没有操作，为了安全已退出，请重新登录。",
    "absolute": "本次登录已满 12 小时，请重新登录。",
}
WRONG = "用户名或密码不正确，或账号已停用。如忘记密码，请联系本单位的安全管理员。"
DEMO_REFUSED = "演示密码只能在本机演示时使用，请联系安全管理员重置密码。"
EXPIRED = "一次性密码已过期，请联系安全管理员重新重置。"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: ActingRequest) -> HttpResponse:
    """The way in: one sentence whether the name or the password was wrong."""
    if request.account is not None and request.method == "GET":
        return see_other(_onward(request, request.GET.get("next", "")))
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            account, sentence = _recognised(request, **_typed(form))
            if account is not None:
                return _admit(request, account, form.cleaned_data["next"])
            form.add_error(None, sentence)
    told = ENDED.get(request.GET.get("ended", ""), "")
    page = {"form": form, "title": "登录", "told": told}
    return render(request, "staff/sign_in.html", page, status=status)


def _typed(form: SignInForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("username", "password")}


def _recognised(
    request: HttpRequest, *, username: str, password: str
) -> tuple[Account | None, str]:
    if password == DEMO_PASSWORD and not settings.DEMO_PASSWORD_ALLOWED:
        _note(request, username, Outcome.REFUSED)
        return None, DEMO_REFUSED
    account = authenticate(request, username=username, password=password)
    if account is None:
        locked = getattr(request, "axes_locked_out", False)
        _note(request, username, Outcome.LOCKED if locked else Outcome.FAILED)
        return None, WRONG
    if account.one_time_until is not None and account.one_time_until <= timezone.now():
        _note(request, username, Outcome.REFUSED)
        return None, EXPIRED
    return account, ""


def _admit(request: ActingRequest, account: Account, onward: str) -> HttpResponse:
    request.session.flush()
    login(request, account)
    now = timezone.now()
    request.session[BEGAN] = request.session[SEEN] = int(now.timestamp())
    _note(request, account.username, Outcome.IN)
    return see_other(_onward(request, onward))


def _onward(request: HttpRequest, wanted: str) -> str:
    local = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None, require_https=request.is_secure()
    )
    return wanted if local and wanted.startswith("/") else resolve_url(settings.LOGIN_REDIRECT_URL)


def _note(request: HttpRequest, username: str, outcome: Outcome) -> None:
    note_sign_in(
        username,
        outcome=outcome,
        address=get_client_ip_address(request),
        agent=request.headers.get("User-Agent", ""),
        by=machine("sign-in"),
        now=timezone.now(),
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The session is gone, here and in the database."""
    logout(request)
    return see_other(resolve_url("staff:sign_in"))


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, str] | None
) -> HttpResponse:
    """What axes shows when a name failed too often from one address."""
    username = (credentials or {}).get("username", "")
    until = locked_until(username, get_client_ip_address(request))
    page = {"title": "暂时不能登录", "until": until, "limit": settings.AXES_FAILURE_LIMIT}
    return render(request, "staff/locked.html", page, status=429)
