"""A flow: the verbs that move a thing from state to state, as one readable table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .errors import Unable


class UnableToMove(Unable):
    """The verb is not open from the thing's present state."""


@dataclass(frozen=True, slots=True)
class Move:
    verb: str
    starts: frozenset[str]
    ends: str | None


class Flow:
    """A table `verb → (states it may start from, state it ends in)`; None: it stays where it is.

    `say` gives a verb or a state its word on the screen, for the sentence of a refusal.
    """

    def __init__(
        self, table: Mapping[str, tuple[Iterable[str], str | None]], *, say: Mapping[str, str]
    ) -> None:
        self.moves = {
            verb: Move(verb, frozenset(starts), ends) for verb, (starts, ends) in table.items()
        }
        self.say = say

    def after(self, verb: str, state: str) -> str:
        """The state a verb leads to, or UnableToMove."""
        move = self.moves[verb]
        if state not in move.starts:
            raise self.refusal(verb, state)
        return move.ends or state

    def refusal(self, verb: str, state: str) -> UnableToMove:
        return UnableToMove(
            f"当前状态为「{self.word(state)}」，不能{self.word(verb)}。"
            "可能有人刚刚办理过，请刷新后再看。"
        )

    def open_from(self, state: str) -> list[str]:
        """The verbs that could be used now, in table order: what buttons are drawn from."""
        return [move.verb for move in self.moves.values() if state in move.starts]

    def word(self, name: str) -> str:
        return str(self.say.get(name, name))
