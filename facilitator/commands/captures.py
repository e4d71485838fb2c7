"""Captures: what is said in the room, as one kind of row that can change its kind (V3, V4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from facilitator.commands.fields import (
    Converter,
    day,
    flag,
    must_exist,
    reference,
    remember,
    stamp,
    text,
)
from facilitator.commands.people import party_of
from facilitator.commands.restating import (
    ASKED,
    begin_sayback,
    follow_capture,
    reopen_asked,
    settle_question,
    settle_sayback,
)
from facilitator.commands.sessions import next_session_day
from facilitator.domain.words import (
    ActionState,
    CaptureKind,
    ConcernState,
    DecisionState,
    IdeaStage,
    Method,
)
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries.engagement import day_of
from facilitator.queries.ideas import not_considered
from facilitator.store import Row, Store

WORDS = {
    CaptureKind.NOTE: "note",
    CaptureKind.DECISION: "decision",
    CaptureKind.ACTION: "action",
    CaptureKind.CONCERN: "concern",
    CaptureKind.IDEA: "idea",
    CaptureKind.QUESTION: "question",
    CaptureKind.WANT: "want",
    CaptureKind.NEED: "need",
    CaptureKind.CHALLENGE: "challenge",
    CaptureKind.PARKED: "parked point",
    CaptureKind.TERM: "term",
    CaptureKind.SAYBACK: "say-it-back",
}
# Kinds that have a row of their own, in the table of the same name.
_WITH_ROW = (
    CaptureKind.DECISION,
    CaptureKind.ACTION,
    CaptureKind.CONCERN,
    CaptureKind.IDEA,
    CaptureKind.QUESTION,
    CaptureKind.SAYBACK,
)


def capture(
    store: Store,
    kind: CaptureKind,
    words: str,
    *,
    session_id: int | None = None,
    item_id: int | None = None,
    party_id: int | None = None,
    person_id: int | None = None,
    goal_id: int | None = None,
    due_on: date | str | None = None,
    due_next: bool = False,
    asked_by_party_id: int | None = None,
) -> int:
    """Keep what was said.

    The person of an action is its owner; a person's party is taken from today's membership and
    copied. The goal, and the side that asked for an action, default to those of the agenda item.
    """
    kind = CaptureKind(kind)
    item = _item(store, item_id)
    if party_id is None and person_id is not None:
        party_id = party_of(store, person_id)
    with store.step(f"Capture {WORDS[kind]}"):
        capture_id = store.insert(
            "capture",
            session_id=session_id,
            item_id=item_id,
            kind=kind.value,
            text=_words(words),
            party_id=party_id,
            person_id=person_id,
            goal_id=goal_id if goal_id is not None else item.get("goal_id"),
            at=stamp(store),
            in_minutes=int(kind is not CaptureKind.NOTE),
        )
        if kind is CaptureKind.ACTION:
            asked = asked_by_party_id or item.get("asked_by_party_id")
            _insert_action(store, capture_id, person_id, party_id, asked, due_on, due_next)
        else:
            _insert_extension(store, capture_id, kind)
    return capture_id


def _words(words: str) -> str:
    cleaned = text("Text", words)
    if cleaned is None:
        raise InvalidText("Text", "a few words are needed here")
    return cleaned.strip()


def _item(store: Store, item_id: int | None) -> Row:
    return {} if item_id is None else must_exist(store, "agenda_item", item_id)


def _insert_action(
    store: Store,
    capture_id: int,
    owner_id: int | None,
    owner_party_id: int | None,
    asked_by_party_id: int | None,
    due_on: date | str | None,
    due_next: bool,
) -> None:
    due = next_session_day(store) if due_next else day("Due", due_on)
    store.insert(
        "action",
        id=capture_id,
        owner_id=owner_id,
        owner_party_id=owner_party_id,
        asked_by_party_id=asked_by_party_id,
        due_on=due,
        due_rule="next" if due_next else None,
        state=(ActionState.ASKED if owner_id is None else ActionState.PROMISED).value,
    )


def _insert_extension(store: Store, capture_id: int, kind: CaptureKind) -> None:
    if kind is CaptureKind.DECISION:
        store.insert(
            "decision",
            id=capture_id,
            method=Method.CONSENT.value,
            state=DecisionState.PROPOSED.value,
        )
    elif kind is CaptureKind.CONCERN:
        store.insert("concern", id=capture_id, state=ConcernState.OPEN.value)
    elif kind is CaptureKind.IDEA:
        store.insert("idea", id=capture_id, stage=IdeaStage.WATCH.value)
    elif kind is CaptureKind.QUESTION:
        store.insert("question", id=capture_id)
    elif kind is CaptureKind.SAYBACK:
        begin_sayback(store, must_exist(store, "capture", capture_id))


CAPTURE: dict[str, Converter] = {
    "text": lambda name, value: _words(value),
    "party_id": reference,
    "person_id": reference,
    "goal_id": reference,
    "item_id": reference,
    "in_minutes": flag,
}


def set_capture(
    store: Store, capture_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change the words or links of a capture; a decision in force refuses new words."""
    row = must_exist(store, "capture", capture_id)
    values = {name: CAPTURE[name](name, value) for name, value in fields.items()}
    if values.get("person_id") is not None and _is_nameless(store, row):
        raise CommandRefused("This question was asked without a name, and it stays so.")
    merge = f"capture:{capture_id}:{'+'.join(sorted(values))}"
    with store.step("Edit capture", merge=merge, origin=origin):
        store.update("capture", capture_id, **values)
        if row["kind"] == CaptureKind.SAYBACK:
            follow_capture(store, row)


def _is_nameless(store: Store, row: Row) -> bool:
    return row["kind"] == CaptureKind.QUESTION and bool(
        store.value("SELECT is_nameless FROM question WHERE id = ?", (row["id"],))
    )


def change_kind(store: Store, capture_id: int, kind: CaptureKind) -> None:
    """Make a capture something else; text, place and history stay (V4).

    Raises:
        CommandRefused: a decision that is not proposed, or an action that is accepted.
    """
    row = must_exist(store, "capture", capture_id)
    kind = CaptureKind(kind)
    if row["kind"] == kind:
        return
    _may_change_kind(store, row)
    with store.step(f"Make it a {WORDS[kind]}"):
        remember(store, capture_id, "kind", row["kind"], kind.value)
        store.update("capture", capture_id, kind=kind.value)
        if CaptureKind.NOTE in (kind, row["kind"]):  # notes alone begin as scratch text
            store.update("capture", capture_id, in_minutes=int(kind is not CaptureKind.NOTE))
        if kind in _WITH_ROW and not store.value(
            f"SELECT 1 FROM {kind.value} WHERE id = ?", (capture_id,)
        ):
            if kind is CaptureKind.ACTION:
                asked = _item(store, row["item_id"]).get("asked_by_party_id")
                _insert_action(
                    store, capture_id, row["person_id"], row["party_id"], asked, None, False
                )
            else:
                _insert_extension(store, capture_id, kind)


def _may_change_kind(store: Store, row: Row) -> None:
    if row["kind"] == CaptureKind.DECISION:
        state = store.value("SELECT state FROM decision WHERE id = ?", (row["id"],))
        if state not in (None, DecisionState.PROPOSED):
            raise CommandRefused(
                "This decision is no longer only proposed, so it stays a decision. "
                "Replace it with a new one instead."
            )
    if row["kind"] == CaptureKind.ACTION:
        state = store.value("SELECT state FROM action WHERE id = ?", (row["id"],))
        if state == ActionState.ACCEPTED:
            raise CommandRefused("This action was accepted, so it stays an action.")


def delete_capture(store: Store, capture_id: int) -> None:
    """Delete a capture; undo brings it back. Agreed decisions and accepted actions stay."""
    row = must_exist(store, "capture", capture_id)
    _may_change_kind(store, row)
    with store.step(f"Delete {WORDS[CaptureKind(row['kind'])]}"):
        store.delete("capture", capture_id)


def settle(store: Store, capture_id: int, words: str = "") -> None:
    """Say that a parked point, question or idea is dealt with, and how.

    The words of a question are its answer; those of a say-it-back are how it was said back (L5).

    Raises:
        CommandRefused: a side has neither considered the idea nor passed (C3); nothing was said
            back that a speaker could confirm.
    """
    row = must_exist(store, "capture", capture_id)
    kind = CaptureKind(row["kind"])
    if kind is CaptureKind.IDEA:
        _refuse_unconsidered(store, capture_id)
    with store.step(f"Settle {WORDS[kind]}"):
        if kind in ASKED:
            (settle_sayback if kind is CaptureKind.SAYBACK else settle_question)(store, row, words)
            return
        store.update(
            "capture",
            capture_id,
            settled_on=day_of(store).isoformat(),
            settled_words=text("How", words),
        )


def _refuse_unconsidered(store: Store, idea_id: int) -> None:
    if not (missing := not_considered(store, idea_id)):
        return
    names, verb = " and ".join(missing), "has" if len(missing) == 1 else "have"
    raise CommandRefused(
        f"{names} {verb} not considered this idea yet, so it stays open. "
        "Record the consideration, or a pass with its reason."
    )


def reopen_capture(store: Store, capture_id: int) -> None:
    """Say that it is not dealt with after all."""
    row = must_exist(store, "capture", capture_id)
    with store.step("Open again"):
        if row["kind"] in ASKED:
            reopen_asked(store, row)
        store.update("capture", capture_id, settled_on=None, settled_words=None)
