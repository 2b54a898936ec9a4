from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from wangge.kernel.errors import Unable
from wangge.staff import actions
from wangge.staff.actions import UnableToImportAccounts
from wangge.staff.doors import ActingRequest, signed_in
from wangge.staff.exports import template_of_accounts, with_results
from wangge.staff.forms import ImportForm
from wangge.staff.imports import read_accounts
from wangge.staff.policies import May
from wangge.staff.queries import seat_of
from wangge.ui.form import put_refusal

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def import_accounts(request: ActingRequest) -> HttpResponse:
    """The answer to a file is a file: each line with its one-time password or its error."""
    seat_of(request.actor, May.IMPORT_ACCOUNTS)
    form = ImportForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _answer(request, form)
            except Unable as refusal:
                put_refusal(form, refusal)
                status = 409
    page = {"form": form, "title": "导入账号", "submit": "导入", "back": reverse("staff:accounts")}
    return render(request, "staff/import_accounts.html", page, status=status)


def _answer(request: ActingRequest, form: ImportForm) -> HttpResponse:
    rows = read_accounts(form.cleaned_data["file"])
    good_ones = form.cleaned_data["good_ones"]
    try:
        done = actions.import_accounts(
            rows, good_ones=good_ones, by=request.actor, now=timezone.now()
        )
    except UnableToImportAccounts as refusal:
        if not refusal.errors:
            raise
        return _file(
            f"未导入_{len(refusal.errors)}行有错误", with_results(rows, refusal.errors, {})
        )
    name = f"已导入{len(done.secrets)}个账号"
    name += f"_{len(done.errors)}行有错误" if done.errors else ""
    return _file(name, with_results(rows, done.errors, done.secrets))


@require_GET
@signed_in
def accounts_template(request: ActingRequest) -> HttpResponse:
    seat_of(request.actor, May.IMPORT_ACCOUNTS)
    return _file("账号导入模板", template_of_accounts())


def _file(name: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=EXCEL)
    answer.headers["Content-Disposition"] = _named(f"{name}.xlsx")
    return answer


def _named(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or ""
