"""Every copy says the same: the proof that decisions and actions are equal in all of them (M3).

Compared are the numbers, the exact words, the state, and for actions the owner and the due date.
What an executive's page has no room for is counted on it, and stands here all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from facilitator.errors import CopiesDiffer
from facilitator.projections.executive_papers import (
    DecidedLine,
    ExecutiveSummary,
    PromisedLine,
)
from facilitator.projections.types import ActionEntry, DecisionEntry, Minutes

Copy: TypeAlias = Minutes | ExecutiveSummary
_Fact = TypeVar("_Fact", "DecisionFact", "ActionFact")


@dataclass(frozen=True, slots=True)
class DecisionFact:
    number: str
    wording: str
    state: str


@dataclass(frozen=True, slots=True)
class ActionFact:
    number: str
    text: str
    owner: str
    party: str
    due_on: str
    due_is_next: bool
    state: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What has to be the same in every copy of a session."""

    session: str
    decisions: tuple[DecisionFact, ...]
    actions: tuple[ActionFact, ...]


def facts_of(copy: Copy) -> Facts:
    """Return what a copy says was decided and promised."""
    return Facts(
        copy.session.number,
        tuple(_decision(one) for one in copy.decisions),
        tuple(_action(one) for one in copy.actions),
    )


def _decision(one: DecisionEntry | DecidedLine) -> DecisionFact:
    return DecisionFact(one.number, one.wording, one.state)


def _action(one: ActionEntry | PromisedLine) -> ActionFact:
    party = one.owner_party.name if one.owner_party is not None else ""
    return ActionFact(
        one.number, one.text, one.owner, party, one.due_on, one.due_is_next, one.state
    )


def differences(copies: Sequence[Copy]) -> list[str]:
    """Return where copies of one session say different things, one line each; none is right."""
    found = [line for copy in copies for line in _within(copy)]
    if copies:
        joint = facts_of(copies[0])
        for copy in copies[1:]:
            found += _between(joint, facts_of(copy), copy.audience)
    return found


def ensure_equal(copies: Sequence[Copy]) -> None:
    """Pass when every copy says the same.

    Raises:
        CopiesDiffer: one does not; says which, and where.
    """
    found = differences(copies)
    if found:
        raise CopiesDiffer(found)


def _between(joint: Facts, other: Facts, audience: str) -> Iterator[str]:
    if joint.session != other.session:
        yield f"{audience}: session {other.session} instead of {joint.session}"
    yield from _compared(joint.decisions, other.decisions, audience, "decision")
    yield from _compared(joint.actions, other.actions, audience, "action")


def _compared(
    ours: Sequence[_Fact], theirs: Sequence[_Fact], audience: str, noun: str
) -> Iterator[str]:
    if len(ours) != len(theirs):
        yield f"{audience}: {len(theirs)} instead of {len(ours)} {noun}s"
    for place, (one, other) in enumerate(zip(ours, theirs, strict=False), start=1):
        if one != other:
            yield f"{audience}: {noun} {one.number or place} is not the same"


def _within(copy: Copy) -> Iterator[str]:
    """Yield where a copy contradicts itself: what it repeats has to be what it lists."""
    if not isinstance(copy, Minutes):
        return
    known = facts_of(copy)
    for item in copy.items:
        yield from _repeated(copy.audience, item.decisions, known.decisions, _decision)
        yield from _repeated(copy.audience, item.actions, known.actions, _action)
    if copy.reading is not None:
        own = (*known.actions, *(_action(one) for one in copy.matters_arising))
        reading = copy.reading
        for shown in (reading.promised, reading.to_accept, reading.expected):
            yield from _repeated(copy.audience, shown, own, _action)


_Entry = TypeVar("_Entry", DecisionEntry, ActionEntry)


def _repeated(
    audience: str,
    shown: Sequence[_Entry],
    known: Sequence[_Fact],
    fact_of: Callable[[_Entry], _Fact],
) -> Iterator[str]:
    for one in shown:
        if fact_of(one) not in known:
            yield f"{audience}: {one.number or 'one without a number'} is repeated in other words"
