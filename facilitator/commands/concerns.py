"""Concerns: open until a decision, an action or “heard, not taken up, because…” answers (C1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from facilitator.commands import actions, decisions
from facilitator.commands.captures import capture, set_capture
from facilitator.commands.fields import (
    Converter,
    choice,
    edit,
    line,
    must_exist,
    remember,
    text,
)
from facilitator.domain.words import (
    ActionState,
    CaptureKind,
    ConcernCategory,
    ConcernState,
    DecisionState,
    Severity,
)
from facilitator.errors import CommandRefused, InvalidText
from facilitator.store import Row, Store

_CATEGORY, _SEVERITY = choice(ConcernCategory), choice(Severity)
CONCERN: dict[str, Converter] = {
    "plain": text,
    "category": lambda name, value: _CATEGORY(name, value) if value else None,
    "severity": lambda name, value: _SEVERITY(name, value) if value else None,
    "subject": line,
}
# What has come to such an end answers nothing.
NO_ANSWER = (
    DecisionState.REJECTED,
    DecisionState.SUPERSEDED,
    ActionState.DECLINED,
    ActionState.DROPPED,
)


def new_concern(
    store: Store,
    words: str,
    *,
    party_id: int | None = None,
    person_id: int | None = None,
    goal_id: int | None = None,
    **fields: Any,
) -> int:
    """Write a concern outside of a session's capture line, in its own words and in plain ones."""
    with store.step("Write concern"):
        concern_id = capture(
            store,
            CaptureKind.CONCERN,
            words,
            party_id=party_id,
            person_id=person_id,
            goal_id=goal_id,
        )
        set_concern(store, concern_id, **fields)
    return concern_id


def set_concern(
    store: Store, concern_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change plain words, category, seriousness or subject of a concern."""
    edit(store, "Edit concern", "concern", concern_id, CONCERN, fields, origin)


def rewrite_concern(
    store: Store,
    concern_id: int,
    words: str,
    *,
    party_id: int | None = None,
    person_id: int | None = None,
    goal_id: int | None = None,
    **fields: Any,
) -> None:
    """Say in one step what a concern says, who said it, and what it is about."""
    must_exist(store, "concern", concern_id)
    with store.step("Edit concern"):
        set_capture(
            store,
            concern_id,
            text=words,
            party_id=party_id,
            person_id=person_id,
            goal_id=goal_id,
        )
        set_concern(store, concern_id, **fields)


def answer_concern(
    store: Store, concern_id: int, words: str, *, answered_by_id: int | None = None
) -> None:
    """Answer a concern: by a decision or an action, else as heard and not taken up, because…

    Raises:
        CommandRefused: what should answer it is neither, or was rejected, replaced or dropped.
        InvalidText: heard and not taken up, without a reason.
    """
    row = must_exist(store, "concern", concern_id)
    reason = text("Because", words)
    if answered_by_id is None and reason is None:
        raise InvalidText("Because", "say why it is not taken up, or link a decision or an action")
    if answered_by_id is not None:
        _refuse_no_answer(store, answered_by_id)
    state = ConcernState.HEARD if answered_by_id is None else ConcernState.ANSWERED
    with store.step("Answer concern"):
        _write(store, row, state, answered_by_id, reason, reason)


def _refuse_no_answer(store: Store, row_id: int) -> None:
    row = must_exist(store, "capture", row_id)
    if row["kind"] not in (CaptureKind.DECISION, CaptureKind.ACTION):
        raise CommandRefused("Only a decision or an action answers a concern. Nothing was changed.")
    state = store.value(f"SELECT state FROM {row['kind']} WHERE id = ?", (row_id,))
    if state in NO_ANSWER:
        raise CommandRefused(
            f"This {row['kind']} is {state}, so it answers nothing. Choose one that stands."
        )


def _write(
    store: Store,
    row: Row,
    state: ConcernState,
    answered_by_id: int | None,
    words: str | None,
    reason: str | None,
) -> None:
    remember(store, row["id"], "state", row["state"], state.value, reason)
    if row["answered_by_id"] != answered_by_id:
        remember(store, row["id"], "answered_by_id", row["answered_by_id"], answered_by_id)
    store.update(
        "concern",
        row["id"],
        state=state.value,
        answered_by_id=answered_by_id,
        answer_words=words,
    )


def answer_by_new_decision(store: Store, concern_id: int, decision: str, words: str = "") -> int:
    """Propose a decision that answers a concern, and link the two in one step."""
    said = _concern(store, concern_id)
    with store.step("Answer concern with a decision"):
        decision_id = decisions.propose_decision(store, decision, goal_id=said["goal_id"])
        answer_concern(store, concern_id, words, answered_by_id=decision_id)
    return decision_id


def answer_by_new_action(
    store: Store,
    concern_id: int,
    action: str,
    words: str = "",
    *,
    owner_id: int | None = None,
    due_on: date | str | None = None,
    due_next: bool = False,
) -> int:
    """Write an action that answers a concern; the side that raised it asks for it."""
    said = _concern(store, concern_id)
    with store.step("Answer concern with an action"):
        action_id = actions.add_action(
            store,
            action,
            person_id=owner_id,
            goal_id=said["goal_id"],
            due_on=due_on,
            due_next=due_next,
            asked_by_party_id=said["party_id"],
        )
        answer_concern(store, concern_id, words, answered_by_id=action_id)
    return action_id


def _concern(store: Store, concern_id: int) -> Row:
    must_exist(store, "concern", concern_id)
    return must_exist(store, "capture", concern_id)


def reopen_concern(store: Store, concern_id: int, reason: str = "") -> None:
    """Say that a concern is not answered after all; what answered it stays in its history."""
    row = must_exist(store, "concern", concern_id)
    with store.step("Open concern again"):
        _write(store, row, ConcernState.OPEN, None, None, text("Reason", reason))
