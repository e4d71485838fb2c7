"""Decisions: proposed, heard from each side, agreed, later replaced; never edited (D1 to D3)."""

from __future__ import annotations

from typing import Any

from facilitator.commands.captures import capture
from facilitator.commands.fields import (
    Converter,
    choice,
    convert,
    day,
    last_position,
    line,
    must_exist,
    reference,
    remember,
    required_line,
    stamp,
    text,
)
from facilitator.commands.numbers import issue_capture_number
from facilitator.domain.words import CaptureKind, DecisionState, Method, Position
from facilitator.errors import CommandRefused, ConsiderationMissing, InvalidText
from facilitator.queries.engagement import day_of
from facilitator.queries.ideas import not_considered
from facilitator.store import Store

DECISION: dict[str, Converter] = {
    "wording": text,
    "plain": text,
    "context": text,
    "because": text,
    "consequences": text,
    "method": choice(Method),
    "method_note": line,
    "decider_id": reference,
    "review_on": day,
    "needed_on": day,
}
OPEN_STATES = (DecisionState.PROPOSED, DecisionState.DEFERRED)
HEARD_STATES = (DecisionState.AGREED, DecisionState.AGREED_TO_DIFFER)


def propose_decision(store: Store, words: str, **links: Any) -> int:
    """Write a proposal outside of a session's capture line; takes the links of `capture`."""
    return capture(store, CaptureKind.DECISION, words, **links)


def set_decision(
    store: Store, decision_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change fields of a decision; once it is agreed only its review date can change."""
    row = must_exist(store, "decision", decision_id)
    values = convert(DECISION, fields)
    merge = f"decision:{decision_id}:{'+'.join(sorted(values))}"
    with store.step("Edit decision", merge=merge, origin=origin):
        if "review_on" in values and values["review_on"] != row["review_on"]:
            remember(store, decision_id, "review_on", row["review_on"], values["review_on"])
        store.update("decision", decision_id, **values)


def set_position(
    store: Store,
    decision_id: int,
    party_id: int,
    position: Position,
    reason: str = "",
    *,
    origin: object | None = None,
) -> None:
    """Record a party's position with its reason."""
    must_exist(store, "decision", decision_id)
    row = store.one(
        "SELECT id FROM decision_position WHERE decision_id = ? AND party_id = ?",
        (decision_id, party_id),
    )
    values = {"position": Position(position).value, "reason": text("Reason", reason)}
    merge = f"decision_position:{decision_id}:{party_id}"
    with store.step("Record position", merge=merge, origin=origin):
        if row is not None:
            store.update("decision_position", row["id"], **values)
        else:
            store.insert("decision_position", decision_id=decision_id, party_id=party_id, **values)


def set_consideration(
    store: Store,
    row_id: int,
    party_id: int,
    words: str = "",
    *,
    passed_reason: str = "",
    origin: object | None = None,
) -> None:
    """Record a party's consideration: its words, or a pass with a reason (D2).

    With neither the record is taken away: the party counts as not yet considered.
    """
    must_exist(store, "capture", row_id)
    considered, passed = text("Consideration", words), text("Reason", passed_reason)
    if considered and passed:
        raise InvalidText("Consideration", "it is either words or a pass, not both")
    row = store.one(
        "SELECT id FROM consideration WHERE row_id = ? AND party_id = ?", (row_id, party_id)
    )
    values = {"text": considered, "passed_reason": passed}
    merge = f"consideration:{row_id}:{party_id}"
    with store.step("Record consideration", merge=merge, origin=origin):
        if not considered and not passed:
            if row is not None:
                store.delete("consideration", row["id"])
        elif row is not None:
            store.update("consideration", row["id"], **values)
        else:
            store.insert(
                "consideration", row_id=row_id, party_id=party_id, at=stamp(store), **values
            )


def add_option(store: Store, decision_id: int, words: str, effect: str = "") -> int:
    """Add an option that was considered."""
    must_exist(store, "decision", decision_id)
    with store.step("Add option"):
        return store.insert(
            "decision_option",
            decision_id=decision_id,
            text=required_line("Option", words),
            effect=line("Effect", effect),
            position=last_position(store, "decision_option", "decision_id = ?", (decision_id,)),
        )


def set_option(
    store: Store, option_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change the words or the effect of an option."""
    must_exist(store, "decision_option", option_id)
    values = convert({"text": required_line, "effect": line}, fields)
    merge = f"decision_option:{option_id}:{'+'.join(sorted(values))}"
    with store.step("Edit option", merge=merge, origin=origin):
        store.update("decision_option", option_id, **values)


def choose_option(store: Store, option_id: int) -> None:
    """Mark one option as the chosen one; pressed again it is no longer chosen."""
    row = must_exist(store, "decision_option", option_id)
    with store.step("Choose option"):
        for other in store.all(
            "SELECT id, is_chosen FROM decision_option WHERE decision_id = ?",
            (row["decision_id"],),
        ):
            chosen = int(other["id"] == option_id and not row["is_chosen"])
            store.update("decision_option", other["id"], is_chosen=chosen)


def remove_option(store: Store, option_id: int) -> None:
    """Delete an option."""
    must_exist(store, "decision_option", option_id)
    with store.step("Delete option"):
        store.delete("decision_option", option_id)


def decide(store: Store, decision_id: int, state: DecisionState, reason: str = "") -> None:
    """Bring a proposal to its end: agreed, agreed to differ, rejected, or deferred.

    Raises:
        ConsiderationMissing: agreed (or agreed to differ) before each side was heard (D2).
        CommandRefused: it is decided already; replace it instead (D3).
    """
    state = DecisionState(state)
    row = must_exist(store, "decision", decision_id)
    if row["state"] not in OPEN_STATES:
        raise CommandRefused(
            "This decision was taken and is not edited. Replace it with a new one instead."
        )
    if state is DecisionState.SUPERSEDED:
        raise CommandRefused("A decision is superseded only by a new one that is agreed.")
    if state in HEARD_STATES and (missing := not_considered(store, decision_id)):
        raise ConsiderationMissing(missing)
    with store.step(f"Decision: {state.value.replace('_', ' ')}"):
        remember(store, decision_id, "state", row["state"], state.value, text("Reason", reason))
        if state is not DecisionState.PROPOSED:
            issue_capture_number(store, decision_id)
        decided = None if state in OPEN_STATES else day_of(store).isoformat()
        store.update("decision", decision_id, state=state.value, decided_on=decided)
        if state is DecisionState.AGREED and row["supersedes_id"] is not None:
            _supersede(store, row["supersedes_id"])


def _supersede(store: Store, decision_id: int) -> None:
    before = store.value("SELECT state FROM decision WHERE id = ?", (decision_id,))
    remember(store, decision_id, "state", before, DecisionState.SUPERSEDED.value)
    store.update("decision", decision_id, state=DecisionState.SUPERSEDED.value)


def replace_decision(store: Store, decision_id: int, session_id: int | None = None) -> int:
    """Begin a successor with the same words; the old one holds until the new one is agreed."""
    row = must_exist(store, "decision", decision_id)
    old = must_exist(store, "capture", decision_id)
    if row["state"] not in (DecisionState.AGREED, DecisionState.AGREED_TO_DIFFER):
        raise CommandRefused("Only a decision in force can be replaced.")
    if store.value(
        "SELECT 1 FROM decision WHERE supersedes_id = ? AND state IN ('proposed', 'deferred')",
        (decision_id,),
    ):
        raise CommandRefused("A successor of this decision is being prepared already.")
    with store.step("Replace decision"):
        new_id = capture(
            store,
            CaptureKind.DECISION,
            old["text"],
            session_id=session_id,
            goal_id=old["goal_id"],
        )
        copied = ("wording", "plain", "context", "because", "consequences", "method")
        values = {name: row[name] for name in copied}
        store.update("decision", new_id, supersedes_id=decision_id, **values)
    return new_id
