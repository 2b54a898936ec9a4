"""How the house says no.

Out of sight → `OutOfSight` (404); in sight but not allowed → Django's PermissionDenied (403);
allowed but not possible now → an `Unable` (409), whose text is a finished Chinese sentence.
"""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist


class Unable(Exception):
    """A verb refused: what is wrong and what to do, in a sentence a person can act on.

    `field` names the form field the sentence belongs to, when it belongs to one.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class OutOfSight(ObjectDoesNotExist):
    """For this actor the thing does not exist."""
