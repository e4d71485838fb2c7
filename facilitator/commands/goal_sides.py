"""What each side says of a goal: position, interest, scope, and the words it accepts (G1, G2)."""

from __future__ import annotations

from typing import Any

from facilitator.commands import captures
from facilitator.commands.acceptance import WITHDRAWN, accepted
from facilitator.commands.fields import Converter, convert, must_exist, text
from facilitator.domain.words import CaptureKind
from facilitator.store import Reader, Row, Store

SIDE: dict[str, Converter] = {
    "position_text": text,
    "interest": text,
    "scope_in": text,
    "scope_out": text,
}


def set_side(
    store: Store, goal_id: int, party_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Write what one side says of a goal; an interest takes one line for each."""
    must_exist(store, "goal", goal_id)
    must_exist(store, "party", party_id)
    values = convert(SIDE, fields)
    merge = f"goal-side:{goal_id}:{party_id}:{'+'.join(sorted(values))}"
    with store.step("Edit a side of the goal", merge=merge, origin=origin):
        store.update("goal_party", _row_of(store, goal_id, party_id), **values)


def accept_common_ground(
    store: Store, goal_id: int, party_id: int, by_id: int | None = None
) -> None:
    """Let a side accept today's common-ground sentence, said by `by_id`.

    Raises:
        InvalidText: there is no sentence yet.
    """
    goal = must_exist(store, "goal", goal_id)
    must_exist(store, "party", party_id)
    values = accepted(store, "Common ground", goal["common_ground"], by_id)
    with store.step("Accept the common ground"):
        store.update("goal_party", _row_of(store, goal_id, party_id), **values)


def withdraw_acceptance(store: Store, goal_id: int, party_id: int) -> None:
    """Take a side's acceptance back."""
    must_exist(store, "goal", goal_id)
    with store.step("Withdraw the acceptance"):
        store.update("goal_party", _row_of(store, goal_id, party_id), **WITHDRAWN)


def ask_side(store: Store, goal_id: int, party_id: int, words: str) -> int:
    """Ask a side what it wants of a goal: an open question to it; one at a time for each goal."""
    must_exist(store, "goal", goal_id)
    must_exist(store, "party", party_id)
    if (open_one := _open_question(store, goal_id, party_id)) is not None:
        return int(open_one["id"])
    with store.step("Ask a side about the goal"):
        asked = captures.capture(store, CaptureKind.QUESTION, words, goal_id=goal_id)
        store.update("question", asked, to_party_id=party_id, about_id=goal_id, about_kind="goal")
    return asked


def _open_question(reader: Reader, goal_id: int, party_id: int) -> Row | None:
    return reader.one(
        "SELECT q.id FROM question q JOIN capture c ON c.id = q.id AND c.settled_on IS NULL"
        " AND c.kind = 'question'"
        " WHERE q.about_id = ? AND q.about_kind = 'goal' AND q.to_party_id = ?",
        (goal_id, party_id),
    )


def _row_of(store: Store, goal_id: int, party_id: int) -> int:
    """Return the row of a side, made when first written to; inside a step."""
    known = store.value(
        "SELECT id FROM goal_party WHERE goal_id = ? AND party_id = ?", (goal_id, party_id)
    )
    if known is not None:
        return int(known)
    return store.insert("goal_party", goal_id=goal_id, party_id=party_id)
