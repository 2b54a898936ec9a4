"""Opening one case by its number and follow code, and reading what is the reporter's own."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from wangge.cases import queries as cases
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.policies import May
from wangge.files import queries as files
from wangge.files.models import Attachment, Purpose
from wangge.journal import queries as journal

from ..codes import digest_of, read
from ..models import Follow

NOBODY, NOTHING = UUID(int=0), "0" * 64
OWN = (Purpose.REPORT, Purpose.REMARK)
HANDWRITTEN = str.maketrans("U", "V")  # the one letter outside the alphabet that can be only one
A_YEAR = timedelta(days=365)


def opened_by(number: str, code: str, *, now: datetime) -> UUID | None:
    """The case that number and follow code open together; None for anything else.

    An unknown number costs the same statement and the same hash as a wrong code.
    """
    follow = Follow.objects.filter(case__number=read(number)).first()
    case, kept = (follow.case_id, follow.digest) if follow else (NOBODY, NOTHING)
    right = hmac.compare_digest(digest_of(case, read(code).translate(HANDWRITTEN)), kept)
    return case if right and follow and followed(case, now=now) else None


def followed(key: UUID, *, now: datetime) -> Case | None:
    """The case, as its reporter sees it; None once it is to be kept no longer."""
    own = Case.objects.within(cases.resident(key).scope(May.VIEW))
    case = own.filter(pk=key).first()
    return None if case is None or _is_over(case, now) else case


def _is_over(case: Case, now: datetime) -> bool:
    """Whether it was archived for longer than such cases are kept."""
    if case.state != State.ARCHIVED:
        return False
    archived = journal.entries_of(case).filter(event="cases.archived").last()
    return archived is not None and now > archived.at + settings.RETENTION_YEARS * A_YEAR


def own_photos(case: Case) -> QuerySet[Attachment]:
    """What the reporter sent, never what others took."""
    return files.attachments_of(case, *OWN).filter(by=cases.resident(case.pk).id)


def own_photo(case: Case, id: UUID) -> Attachment:
    """One of them; another is not there."""
    return own_photos(case).get(id=id)
