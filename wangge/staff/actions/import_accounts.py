from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.staff.models import Account, Role
from wangge.staff.policies import May
from wangge.staff.queries import find_unit, seat_of

from .create_account import create_account
from .give_post import give_post

COLUMNS = ("用户名", "姓名", "手机号", "角色", "区划代码", "条线", "单位", "起始日期")
MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the file as it was written; `number` is its line in the sheet."""

    number: int
    username: str
    name: str
    phone: str
    role: str
    code: str
    line: str
    unit: str
    since: date | None


@dataclass(slots=True)
class Imported:
    """What became of each line: a one-time password by line number, or what is wrong with it."""

    secrets: dict[int, str] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)


class UnableToImportAccounts(Unable):
    """Nothing was taken over; `errors` says what is wrong, line by line."""

    def __init__(self, sentence: str, errors: dict[int, str] | None = None) -> None:
        super().__init__(sentence, field="file")
        self.errors = errors or {}


@transaction.atomic
def import_accounts(
    rows: Sequence[AccountRow], *, good_ones: bool, by: Actor, now: datetime
) -> Imported:
    """Every line is an account with its post; a second line of a name is its second post.

    All or nothing; with `good_ones` the good lines are taken over and the others listed.
    """
    seat = seat_of(by, May.IMPORT_ACCOUNTS)
    if not rows:
        raise UnableToImportAccounts("文件里没有数据，请按模板填写后再导入。")
    if len(rows) > MOST_ROWS:
        raise UnableToImportAccounts(f"一次最多导入 {MOST_ROWS} 行，请分成几个文件。")
    done = Imported()
    for row in rows:
        try:
            with transaction.atomic():
                _take_over(row, done, by=by, now=now)
        except _Wrong as wrong:
            done.errors[row.number] = str(wrong)
    if done.errors and not (good_ones and len(done.errors) < len(rows)):
        raise UnableToImportAccounts(
            f"{len(rows)} 行中有 {len(done.errors)} 行有错误，没有导入任何账号。", done.errors
        )
    subject = next(iter(done.accounts.values()))
    journal.record(
        "staff.accounts_imported",
        subject,
        by=by,
        at=now,
        code=seat,
        rows=len(rows),
        accounts=len(done.accounts),
        refused=len(done.errors),
    )
    return done


class _Wrong(Exception):
    """A sentence about one line."""


def _take_over(row: AccountRow, done: Imported, *, by: Actor, now: datetime) -> None:
    if row.since is None:
        raise _Wrong("起始日期不是日期，例如 2026-01-01。")
    place, role = _place(row.code), _role(row.role)
    try:
        account, secret = done.accounts.get(row.username), ""
        if account is None:
            issued = create_account(row.username, name=row.name, phone=row.phone, by=by, now=now)
            account, secret = issued.account, issued.secret
        elif account.name != row.name:
            raise _Wrong(f"用户名「{row.username}」在文件中对应了不同的姓名。")
        give_post(
            account.id,
            role=role.key,
            code=place,
            line=row.line,
            unit=find_unit(row.unit, place).id if row.unit else None,
            since=row.since,
            by=by,
            now=now,
        )
    except Unable as refusal:
        raise _Wrong(refusal.sentence) from refusal
    except (PermissionDenied, ObjectDoesNotExist) as refusal:
        raise _Wrong("该区划或账号不在您的管理范围内。") from refusal
    done.accounts[row.username] = account
    if secret:
        done.secrets[row.number] = secret


def _place(written: str) -> Code:
    try:
        return Code(written)
    except ValueError as wrong:
        raise _Wrong("区划代码应为 2、4、6、9、12 或 15 位数字。") from wrong


def _role(written: str) -> Role:
    found = Role.objects.filter(name=written).first() or Role.objects.filter(key=written).first()
    if found is None:
        raise _Wrong(f"没有角色「{written}」。")
    return found
