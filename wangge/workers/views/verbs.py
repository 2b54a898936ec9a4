"""The forms of the verbs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wangge.kernel.code import Code, Level
from wangge.kernel.errors import Unable
from wangge.places.policies import require
from wangge.staff.doors import ActingRequest, signed_in
from wangge.staff.models import Account
from wangge.ui.form import Form
from wangge.ui.verbs import verb_page
from wangge.workers import actions, forms, queries
from wangge.workers.models import Assignment, Worker
from wangge.workers.policies import May


@require_http_methods(["GET", "POST"])
@signed_in
def enrol(request: ActingRequest, at: Code) -> HttpResponse:
    require(request.actor, May.ENROL, at)

    def call(read: dict[str, Any]) -> Worker:
        code, account = Code(read.pop("code")), _account(read.pop("username"))
        return actions.enrol(code, **read, account=account, by=request.actor, now=timezone.now())

    here = at if at.level in (Level.TOWNSHIP, Level.VILLAGE) else ""
    return verb_page(
        request,
        forms.EnrolForm(request.POST or None, initial={"code": here}),
        call,
        then=lambda worker: reverse("workers:worker", args=[at, worker.pk]),
        done="已登记入册。",
        title="登记网格员",
        back=reverse("workers:roster", args=[at]),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def alter_worker(request: ActingRequest, at: Code, id: UUID) -> HttpResponse:
    person = queries.get_worker(id, by=request.actor, may=May.ALTER_WORKER)

    def call(read: dict[str, Any]) -> Worker:
        account = _account(read.pop("username"))
        return actions.alter_worker(
            id, **read, account=account, by=request.actor, now=timezone.now()
        )

    columns = ("name", "phone", "kind", "source")
    known = {column: getattr(person, column) for column in columns}
    known["username"] = person.account.username if person.account else ""
    form = forms.WorkerForm(request.POST or None, initial=known)
    return _page(request, at, person, form, call, title=f"修改信息：{person.name}")


@require_http_methods(["GET", "POST"])
@signed_in
def assign(request: ActingRequest, at: Code, id: UUID) -> HttpResponse:
    person = queries.get_worker(id, by=request.actor, may=May.ASSIGN)

    def call(read: dict[str, Any]) -> Assignment:
        grid = Code(read.pop("grid"))
        return actions.assign(id, grid=grid, **read, by=request.actor, now=timezone.now())

    start = {"since": timezone.localdate(), "grid": at if at.level is Level.GRID else ""}
    form = forms.AssignForm(request.POST or None, initial=start)
    return _page(request, at, person, form, call, title=f"配备到网格：{person.name}")


@require_http_methods(["GET", "POST"])
@signed_in
def end_assignment(request: ActingRequest, at: Code, id: UUID) -> HttpResponse:
    row = queries.get_assignment(id, by=request.actor, may=May.END_ASSIGNMENT)

    def call(read: dict[str, Any]) -> Assignment:
        return actions.end_assignment(id, **read, by=request.actor, now=timezone.now())

    form = forms.EndForm(request.POST or None)
    title = f"结束配备：{row.worker.name}"
    return _page(request, at, row.worker, form, call, title=title, style="danger")


def _page(
    request: ActingRequest, at: Code, person: Worker, form: Form, call: Any, **context: Any
) -> HttpResponse:
    back = reverse("workers:worker", args=[at, person.pk])
    return verb_page(request, form, call, then=back, done="已办理。", back=back, **context)


def _account(username: str) -> UUID | None:
    if not username:
        return None
    found = Account.objects.filter(username=username).first()
    if found is None:
        raise Unable("没有这个用户名，请先由安全管理员建立账号。", field="username")
    return found.pk
