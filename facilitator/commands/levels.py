"""Handing something up or down between the leadership's level and the working level (E10)."""

from __future__ import annotations

from facilitator.commands.agenda import add_item, copy_item, refuse_closed
from facilitator.commands.fields import must_exist
from facilitator.commands.links import add_link, as_question
from facilitator.commands.preparation import forget_item
from facilitator.domain.words import Level, Purpose
from facilitator.errors import CommandRefused
from facilitator.queries.candidates import CONCERN_S, DECISION_S, PARKED_S, QUESTION_S
from facilitator.queries.levels import DOWN, OTHER, UP, level_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Store

# kind: the time and the purpose an item made from it begins with
_SIZES: dict[str, tuple[int, Purpose]] = {
    "concern": (CONCERN_S, Purpose.DISCUSS),
    "parked": (PARKED_S, Purpose.EXPLORE),
    "question": (QUESTION_S, Purpose.INFORM),
    "decision": (DECISION_S, Purpose.DECIDE),
    "action": (QUESTION_S, Purpose.REVIEW),
}
_LABELS = {UP: "Hand up", DOWN: "Hand down"}


def hand_item(
    store: Store, item_id: int, *, series_id: int | None = None, session_id: int | None = None
) -> int:
    """Hand an agenda item to a coming session, or to the backlog of a series; return its id there.

    One that stands on an agenda stays there and says where it went; one of a backlog moves. What
    the facilitator prepared in private stays behind.
    """
    row = must_exist(store, "agenda_item", item_id)
    direction = _direction(store, row["session_id"], row["series_id"], series_id, session_id)
    origin = {"series_id": _series(store, series_id, session_id)}
    with store.step(_LABELS[direction]):
        if row["session_id"] is None:
            return _move(store, item_id, direction, session_id, origin["series_id"])
        made = copy_item(
            store, row, session_id, came_from_id=item_id, came_from_kind="agenda_item",
            came_from_reason=f"{direction} {_label(store, row['session_id'])}".strip(),
            arrived_on=row["arrived_on"], is_standing=0, **origin,
        )  # fmt: skip
        _forget_prompt(store, made)
        store.update("agenda_item", item_id, carried_to_id=made)
        add_link(store, "item", item_id, "item", made, direction)
    return made


def _forget_prompt(store: Store, item_id: int) -> None:
    """Leave the facilitator's own words behind: the other level may have another facilitator."""
    for row in store.all("SELECT id FROM sealed_prompt WHERE item_id = ?", (item_id,)):
        store.delete("sealed_prompt", row["id"])


def _move(
    store: Store, item_id: int, direction: str, session_id: int | None, series_id: int | None
) -> int:
    title = store.value(
        "SELECT r.title FROM agenda_item i JOIN series r ON r.id = i.series_id WHERE i.id = ?",
        (item_id,),
    )
    forget_item(store, item_id)
    store.update(
        "agenda_item", item_id, session_id=session_id, series_id=series_id,
        came_from_reason=f"{direction} {title or ''}".strip(),
    )  # fmt: skip
    return item_id


def hand_row(
    store: Store,
    kind: str,
    row_id: int,
    *,
    series_id: int | None = None,
    session_id: int | None = None,
) -> int:
    """Hand a concern, parked point, question, decision or action to the other level, as an item.

    It stays open where it is; both ends say what became of it.
    """
    if kind == "item":
        return hand_item(store, row_id, series_id=series_id, session_id=session_id)
    if kind not in _SIZES:
        raise CommandRefused(f"A {kind} cannot be handed to another level. Nothing was changed.")
    row = must_exist(store, "capture", row_id)
    direction = _direction(store, row["session_id"], None, series_id, session_id)
    length_s, purpose = _SIZES[kind]
    label = _label(store, row["session_id"])
    source = {"concern": "concern", "parked": "capture"}.get(kind, kind)
    with store.step(_LABELS[direction]):
        made = add_item(
            store, session_id, as_question(row["text"]) if kind == "question" else row["text"],
            purpose=purpose, length_s=length_s, asked_by_party_id=row["party_id"],
            goal_id=row["goal_id"], series_id=_series(store, series_id, session_id),
        )  # fmt: skip
        store.update(
            "agenda_item", made, came_from_id=row_id, came_from_kind=source,
            came_from_reason=f"{direction} {label}".strip(),
        )  # fmt: skip
        add_link(store, kind, row_id, "item", made, direction)
    return made


def _series(store: Store, series_id: int | None, session_id: int | None) -> int | None:
    if session_id is None:
        return series_id
    found = must_exist(store, "session", session_id)["series_id"]
    return None if found is None else int(found)


def _label(store: Store, session_id: int | None) -> str:
    if session_id is None:
        return ""
    labels = session_labels(store, [session_id])
    return labels[session_id].label if session_id in labels else ""


def _direction(
    store: Store,
    from_session: int | None,
    from_series: int | None,
    series_id: int | None,
    session_id: int | None,
) -> str:
    """Return whether it goes up or down; refuse where the target is not on the other level."""
    if series_id is None and session_id is None:
        raise CommandRefused("Choose a series or a session to hand it to. Nothing was changed.")
    refuse_closed(store, session_id)
    here = level_of(store, from_session, from_series)
    there = level_of(store, session_id, series_id)
    if there not in OTHER:
        raise CommandRefused(
            "Nobody said on which level that series meets. Say so first; nothing was changed."
        )
    if here == there:
        raise CommandRefused("That is the same level, so nothing is handed over.")
    return UP if there == Level.LEADERSHIP else DOWN
