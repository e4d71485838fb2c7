"""Proposals: a decision that says, for each open concern, how it is met (E2, C1)."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.commands.concerns import answer_concern
from facilitator.commands.fields import must_exist, text
from facilitator.domain.words import ConcernState, DecisionState
from facilitator.errors import CommandRefused
from facilitator.store import Store

_OPEN = (DecisionState.PROPOSED, DecisionState.DEFERRED)
_IN_FORCE = (DecisionState.AGREED, DecisionState.AGREED_TO_DIFFER)


def set_met(
    store: Store,
    decision_id: int,
    concern_id: int,
    met_how: str,
    *,
    origin: object | None = None,
) -> None:
    """Say how a proposal meets a concern; no words take it away: it is left unmet."""
    row = must_exist(store, "decision", decision_id)
    must_exist(store, "concern", concern_id)
    if row["state"] not in _OPEN:
        raise CommandRefused("This decision was taken; what it says of concerns stays as it was.")
    how = text("How it is met", met_how)
    found = store.value(
        "SELECT id FROM proposal_concern WHERE decision_id = ? AND concern_id = ?",
        (decision_id, concern_id),
    )
    merge = f"proposal_concern:{decision_id}:{concern_id}"
    with store.step("Say how a concern is met", merge=merge, origin=origin):
        if how is None:
            if found is not None:
                store.delete("proposal_concern", found)
        elif found is not None:
            store.update("proposal_concern", found, met_how=how)
        else:
            store.insert(
                "proposal_concern", decision_id=decision_id, concern_id=concern_id, met_how=how
            )


def answer_met(store: Store, decision_id: int, concern_ids: Sequence[int] | None = None) -> int:
    """Answer by a decision the open concerns that it says it meets; return how many.

    `concern_ids` narrows them. One step: undo opens them all again.

    Raises:
        CommandRefused: the decision is not in force.
    """
    row = must_exist(store, "decision", decision_id)
    if row["state"] not in _IN_FORCE:
        raise CommandRefused("Only a decision that is agreed answers the concerns that it meets.")
    met = store.all(
        "SELECT m.concern_id, m.met_how FROM proposal_concern m JOIN concern k"
        " ON k.id = m.concern_id JOIN capture c ON c.id = k.id AND c.kind = 'concern'"
        " WHERE m.decision_id = ? AND k.state = ? ORDER BY m.id",
        (decision_id, ConcernState.OPEN.value),
    )
    chosen = [each for each in met if concern_ids is None or each["concern_id"] in concern_ids]
    with store.step("Answer the concerns that are met"):
        for each in chosen:
            answer_concern(store, each["concern_id"], each["met_how"], answered_by_id=decision_id)
    return len(chosen)
