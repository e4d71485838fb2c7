"""One session on one page for the executives, made from the joint minutes alone (M3)."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.domain.words import (
    ActionState,
    CaptureKind,
    ConcernState,
    DecisionState,
    GoalState,
    ItemState,
    Position,
    SessionState,
    Severity,
)
from facilitator.projections.executive_papers import (
    DecidedLine,
    Dissent,
    ExecutiveSummary,
    NeededLine,
    OpenLine,
    PromisedLine,
)
from facilitator.projections.glosses import first_sentence
from facilitator.projections.minutes import build_minutes
from facilitator.projections.types import ActionEntry, DecisionEntry, Minutes, RaisedEntry
from facilitator.store import Reader

AUDIENCE = "executive"
_WAITS = (DecisionState.PROPOSED, DecisionState.DEFERRED)
_OWED = (ActionState.ASKED, ActionState.PROMISED)
_SLIPS = (GoalState.LATE, GoalState.AT_RISK)
_WEIGHT = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}


def build_executive(reader: Reader, session_id: int) -> ExecutiveSummary:
    """Return the page on a session that runs or is closed."""
    return executive_of(build_minutes(reader, session_id, style="reasons"))


def executive_of(joint: Minutes) -> ExecutiveSummary:
    """Return what the executives read of joint minutes; nothing else goes into it."""
    return ExecutiveSummary(
        audience=AUDIENCE,
        engagement=joint.engagement,
        session=joint.session,
        version=joint.version,
        state=joint.approval.state,
        is_represented=joint.is_represented,
        parties=tuple(one.party for one in joint.attendance if one.party is not None),
        decisions=tuple(map(_decided, joint.decisions)),
        actions=tuple(map(_promised, joint.actions)),
        open=tuple(_open(joint)),
        needed=tuple(_needed(joint)),
        next_session=joint.next_session,
    )


def _decided(one: DecisionEntry) -> DecidedLine:
    dissent = (
        Dissent(each.party, each.position, first_sentence(each.reason))
        for each in one.positions
        if each.position not in (Position.AGREE, Position.NOT_HEARD)
    )
    why = first_sentence(one.because)
    return DecidedLine(one.number, one.wording, why, one.state, one.review_on, tuple(dissent))


def _promised(one: ActionEntry) -> PromisedLine:
    return PromisedLine(
        one.number,
        one.text,
        one.owner,
        one.owner_party,
        one.asked_by,
        one.due_on,
        one.due_is_next,
        one.state,
    )


def _open(joint: Minutes) -> Iterator[OpenLine]:
    """Yield open concerns, the serious ones first, earlier promises that are late, and the rest."""
    for one in sorted(_open_concerns(joint), key=_weight):
        yield OpenLine("concern", one.plain or one.text, one.party, one.severity)
    on = joint.session.starts[:10]
    for action in joint.matters_arising:
        if action.state in _OWED and action.due_on and action.due_on < on:
            text = f"{action.number} {action.text}".strip()
            yield OpenLine("overdue", text, action.owner_party, action.owner, action.due_on)
    if joint.session.state == SessionState.CLOSED:
        for item in joint.items:
            if item.state in (ItemState.OPEN, ItemState.SKIPPED):
                yield OpenLine("not_reached", item.title, item.asked_party)


def _open_concerns(joint: Minutes) -> Iterator[RaisedEntry]:
    for one in joint.raised:
        if one.kind == CaptureKind.CONCERN and one.state == ConcernState.OPEN:
            yield one


def _weight(one: RaisedEntry) -> int:
    return _WEIGHT.get(Severity(one.severity), 3) if one.severity else 3


def _needed(joint: Minutes) -> Iterator[NeededLine]:
    """Yield decisions that wait, goals that slip, and what was handed up."""
    for one in joint.decisions:
        if one.state in _WAITS:
            yield NeededLine("decision", one.number, one.wording, one.state, one.review_on)
    for touched in joint.goals:
        goal = touched.goal
        if goal.state in _SLIPS:
            yield NeededLine("goal", "", goal.title, first_sentence(goal.state_reason), goal.due_on)
    for item in joint.items:
        for line in item.handed:
            if line.startswith("handed up to"):
                yield NeededLine("handed_up", item.number, item.title, line)
