"""Actions: asked, promised, delivered, and accepted by the side that asked (A1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from facilitator.commands.captures import capture
from facilitator.commands.fields import (
    Converter,
    convert,
    day,
    must_exist,
    reference,
    remember,
    text,
    with_asking_side,
)
from facilitator.commands.numbers import issue_capture_number
from facilitator.commands.people import party_of
from facilitator.commands.sessions import next_session_day
from facilitator.domain.words import OPEN_ACTION, ActionState, CaptureKind
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries.engagement import day_of
from facilitator.store import Row, Store

ACTION: dict[str, Converter] = {
    "done_when": text,
    "asked_by_party_id": reference,
    "asked_by_person_id": reference,
    "decision_id": reference,
}
AHEAD = {
    ActionState.ASKED: ActionState.PROMISED,
    ActionState.PROMISED: ActionState.DELIVERED,
}


def add_action(store: Store, words: str, **links: Any) -> int:
    """Write an action outside of a session's capture line; takes the links of `capture`."""
    return capture(store, CaptureKind.ACTION, words, **links)


def set_action(
    store: Store, action_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change “done when”, who asked, or the decision it came from."""
    row = must_exist(store, "action", action_id)
    values = with_asking_side(row, convert(ACTION, fields))
    merge = f"action:{action_id}:{'+'.join(sorted(values))}"
    with store.step("Edit action", merge=merge, origin=origin):
        store.update("action", action_id, **values)


def set_owner(store: Store, action_id: int, owner_id: int | None) -> None:
    """Give an action one owner; the owner's party is copied, the earlier owner is kept."""
    row = must_exist(store, "action", action_id)
    if row["owner_id"] == owner_id:
        return
    party_id = None if owner_id is None else party_of(store, owner_id)
    with store.step("Change owner"):
        remember(store, action_id, "owner_id", row["owner_id"], owner_id)
        store.update("action", action_id, owner_id=owner_id, owner_party_id=party_id)


def set_due(
    store: Store,
    action_id: int,
    due_on: date | str | None,
    *,
    due_next: bool = False,
    reason: str = "",
) -> None:
    """Move the due date; the old one is kept. “Next session” becomes its date once planned."""
    row = must_exist(store, "action", action_id)
    due = next_session_day(store) if due_next else day("Due", due_on)
    if row["due_on"] == due and (row["due_rule"] == "next") == due_next:
        return
    with store.step("Move due date"):
        if row["due_on"] != due:
            remember(store, action_id, "due_on", row["due_on"], due, text("Reason", reason))
        store.update("action", action_id, due_on=due, due_rule="next" if due_next else None)


def _to(store: Store, row: Row, state: ActionState, label: str, **values: Any) -> None:
    with store.step(label):
        remember(store, row["id"], "state", row["state"], state.value, values.get("state_reason"))
        if state is not ActionState.ASKED:
            issue_capture_number(store, row["id"])
        store.update("action", row["id"], state=state.value, **values)


def advance_action(store: Store, action_id: int) -> None:
    """Take the next step: asked, promised, delivered. Accepting is for the side that asked."""
    row = must_exist(store, "action", action_id)
    state = ActionState(row["state"])
    if state not in AHEAD:
        raise CommandRefused(
            "It waits for the side that asked to accept it."
            if state is ActionState.DELIVERED
            else f"This action is {state.value}; open it again to go on."
        )
    ahead = AHEAD[state]
    if row["owner_id"] is None:
        raise CommandRefused("Nobody owns this action yet. Name one owner first.")
    delivered = day_of(store).isoformat() if ahead is ActionState.DELIVERED else None
    _to(store, row, ahead, f"Action {ahead.value}", delivered_on=delivered)


def accept_action(store: Store, action_id: int, by_party_id: int) -> None:
    """Accept what was delivered; only the side that asked can.

    Raises:
        CommandRefused: not delivered, nobody asked, or another side asked.
    """
    row = must_exist(store, "action", action_id)
    if row["state"] != ActionState.DELIVERED:
        raise CommandRefused("Only what was delivered can be accepted.")
    if row["asked_by_party_id"] is None:
        raise CommandRefused("It is not said who asked for this action. Say so first.")
    if row["asked_by_party_id"] != by_party_id:
        name = store.value("SELECT name FROM party WHERE id = ?", (row["asked_by_party_id"],))
        raise CommandRefused(f"{name} asked for this action, so {name} accepts it.")
    _to(
        store,
        row,
        ActionState.ACCEPTED,
        "Accept action",
        accepted_on=day_of(store).isoformat(),
    )


def end_action(store: Store, action_id: int, state: ActionState, reason: str) -> None:
    """Decline or drop an action, with a reason."""
    row = must_exist(store, "action", action_id)
    if state not in (ActionState.DECLINED, ActionState.DROPPED):
        raise CommandRefused("An action ends without delivery only as declined or dropped.")
    if row["state"] not in OPEN_ACTION:
        raise CommandRefused(f"This action is {row['state']}; open it again to end it otherwise.")
    if (why := text("Reason", reason)) is None:
        raise InvalidText("Reason", "say why, so that both sides can live with it")
    _to(store, row, state, f"Action {state.value}", state_reason=why)


def reopen_action(store: Store, action_id: int) -> None:
    """Open an action again that was delivered, accepted, declined or dropped."""
    row = must_exist(store, "action", action_id)
    if row["state"] in (ActionState.ASKED, ActionState.PROMISED):
        return
    state = ActionState.ASKED if row["owner_id"] is None else ActionState.PROMISED
    _to(
        store,
        row,
        state,
        "Open action again",
        state_reason=None,
        delivered_on=None,
        accepted_on=None,
    )


def set_terms(
    store: Store,
    action_id: int,
    *,
    owner_id: int | None,
    due_on: date | str | None,
    due_next: bool,
    asked_by_party_id: int | None,
    done_when: str = "",
) -> None:
    """Say in one step who owns an action, until when, who asked and when it is done."""
    must_exist(store, "action", action_id)
    with store.step("Edit action"):
        set_owner(store, action_id, owner_id)
        set_due(store, action_id, due_on, due_next=due_next)
        set_action(store, action_id, asked_by_party_id=asked_by_party_id, done_when=done_when)
