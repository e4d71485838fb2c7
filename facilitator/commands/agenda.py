"""Agenda items: what is on the table, in which order, for how long (P2, P3)."""

from __future__ import annotations

from typing import Any

from facilitator.commands.fields import (
    Converter,
    choice,
    day,
    edit,
    flag,
    last_position,
    line,
    moved,
    must_exist,
    reference,
    required_line,
    rewrite_positions,
    seconds,
    text,
    with_asking_side,
)
from facilitator.commands.preparation import forget_item, set_prompt
from facilitator.domain.words import Box, ItemState, Purpose
from facilitator.errors import CommandRefused
from facilitator.queries.engagement import day_of
from facilitator.store import Reader, Row, Store

ITEM: dict[str, Converter] = {
    "title": required_line,
    "purpose": choice(Purpose),
    "wanted_result": line,
    "lead_id": reference,
    "asked_by_party_id": reference,
    "asked_by_person_id": reference,
    "goal_id": reference,
    "length_s": seconds,
    "box": choice(Box),
    "agenda_text": text,
    "outcome": text,
    "is_standing": flag,
    "is_not_clear": flag,
    "series_id": reference,
    "needed_on": day,
    "papers_wanted": line,
}
COPIED = (
    "title", "purpose", "wanted_result", "lead_id", "asked_by_party_id", "asked_by_person_id",
    "goal_id", "length_s", "box", "agenda_text", "is_standing", "series_id", "needed_on",
    "papers_wanted",
)  # fmt: skip


def add_item(
    store: Store,
    session_id: int | None,
    title: str,
    *,
    purpose: Purpose = Purpose.DISCUSS,
    length_s: int = 600,
    box: Box = Box.LIMIT,
    before: int | None = None,
    **fields: Any,
) -> int:
    """Add an item to a session's agenda, or to the backlog where `session_id` is None."""
    refuse_closed(store, session_id)
    values = {name: ITEM[name](name, value) for name, value in fields.items()}
    with store.step("Add agenda item" if session_id else "Add to backlog"):
        item_id = store.insert(
            "agenda_item",
            session_id=session_id,
            title=required_line("Title", title),
            purpose=Purpose(purpose).value,
            length_s=seconds("Minutes", length_s),
            box=Box(box).value,
            state=ItemState.OPEN.value,
            position=last_position(store, "agenda_item", "session_id IS ?", (session_id,)),
            **({"arrived_on": day_of(store).isoformat()} | values),
        )
        if before is not None:
            _reorder(store, session_id, item_id, before)
    return item_id


def refuse_closed(reader: Reader, session_id: int | None) -> None:
    """Refuse when the agenda of a session can change no more; the backlog always can."""
    if session_id is None:
        return
    row = must_exist(reader, "session", session_id)
    if row["state"] == "closed":
        raise CommandRefused(f"“{row['title']}” is closed; its agenda stays as it was.")


def set_item(store: Store, item_id: int, *, origin: object | None = None, **fields: Any) -> None:
    """Change fields of an agenda item; its `prompt` goes where only the facilitator reads."""
    if "prompt" in fields:
        set_prompt(store, item_id, fields.pop("prompt"), origin=origin)
    if fields:
        row = must_exist(store, "agenda_item", item_id)
        fields = with_asking_side(row, fields)
        edit(store, "Edit agenda item", "agenda_item", item_id, ITEM, fields, origin)


def _reorder(store: Store, session_id: int | None, item_id: int, before: int | None) -> None:
    ordered = [
        row["id"]
        for row in store.all(
            "SELECT id FROM agenda_item WHERE session_id IS ? ORDER BY position, id",
            (session_id,),
        )
    ]
    rewrite_positions(store, "agenda_item", moved(ordered, item_id, before))


def move_item(store: Store, item_id: int, before: int | None) -> None:
    """Put an item before another one of the same agenda, or last."""
    row = must_exist(store, "agenda_item", item_id)
    refuse_closed(store, row["session_id"])
    with store.step("Move agenda item"):
        _reorder(store, row["session_id"], item_id, before)


def move_item_to(store: Store, item_id: int, session_id: int | None) -> None:
    """Move an item to another session's agenda, or to the backlog: it leaves where it was.

    It begins anew there, also when it was left out here. In the backlog it waits for the series
    whose agenda it leaves.
    """
    row = must_exist(store, "agenda_item", item_id)
    refuse_closed(store, row["session_id"])
    refuse_closed(store, session_id)
    if store.value("SELECT 1 FROM clock_event WHERE item_id = ?", (item_id,)):
        raise CommandRefused(
            f"“{row['title']}” was on the table, so it stays in its session. "
            "Carry it over or duplicate it instead."
        )
    if store.value("SELECT count(*) FROM capture WHERE item_id = ?", (item_id,)):
        raise CommandRefused(
            f"Things were captured under “{row['title']}”, so it stays in its session. "
            "Carry it over or duplicate it instead."
        )
    position = last_position(store, "agenda_item", "session_id IS ?", (session_id,))
    series_id = row["series_id"]
    if session_id is None and row["session_id"] is not None:
        series_id = must_exist(store, "session", row["session_id"])["series_id"]
    with store.step("Move item to another agenda" if session_id else "Move item to the backlog"):
        store.update(
            "agenda_item",
            item_id,
            session_id=session_id,
            series_id=series_id,
            position=position,
            state=ItemState.OPEN.value,
            extended_s=0,
        )


def let_item_go(store: Store, item_id: int, let_go: bool = True) -> None:
    """Say that an item of a session that is over need not return, or that it may after all."""
    must_exist(store, "agenda_item", item_id)
    with store.step("Let an item go" if let_go else "Let an item return"):
        today = day_of(store).isoformat()
        store.update("agenda_item", item_id, let_go_on=today if let_go else None)


def copy_item(store: Store, row: Row, session_id: int | None, **changes: Any) -> int:
    """Insert a copy of an item with its papers and its prompt; part of a step of the caller.

    It arrives today, unless `changes` say that it is the same item in another place.
    """
    values: dict[str, Any] = {name: row[name] for name in COPIED}
    values |= {
        "session_id": session_id,
        "state": ItemState.OPEN.value,
        "position": last_position(store, "agenda_item", "session_id IS ?", (session_id,)),
        "arrived_on": day_of(store).isoformat(),
    }
    item_id = store.insert("agenda_item", **(values | changes))
    for paper in store.all(
        "SELECT name, mime, sha256, size, position FROM paper WHERE item_id = ?", (row["id"],)
    ):
        store.insert("paper", item_id=item_id, **paper)
    for link in store.all(
        "SELECT from_kind, from_id, to_kind, role, position FROM link WHERE to_id = ?",
        (row["id"],),
    ):
        store.insert("link", to_id=item_id, **link)
    prompt = store.value("SELECT text FROM sealed_prompt WHERE item_id = ?", (row["id"],))
    if prompt is not None:
        store.insert("sealed_prompt", item_id=item_id, text=prompt)
    return item_id


def duplicate_item(store: Store, item_id: int, session_id: int | None) -> int:
    """Put a copy on another agenda (or this one); notes, outcome and captures stay behind."""
    row = must_exist(store, "agenda_item", item_id)
    refuse_closed(store, session_id)
    with store.step("Duplicate agenda item"):
        return copy_item(store, row, session_id)


def delete_item(store: Store, item_id: int) -> None:
    """Delete an item that has not been discussed; what was captured under it stays."""
    row = must_exist(store, "agenda_item", item_id)
    refuse_closed(store, row["session_id"])
    with store.step("Delete agenda item"):
        forget_item(store, item_id)
        store.delete("agenda_item", item_id)


def mark_not_clear(store: Store, item_id: int, is_not_clear: bool) -> None:
    """Set or take the mark “not clear” that anyone in the room can ask for (V12)."""
    must_exist(store, "agenda_item", item_id)
    with store.step("Mark “not clear”" if is_not_clear else "Take “not clear” away"):
        store.update("agenda_item", item_id, is_not_clear=int(is_not_clear))


def set_notes(store: Store, item_id: int, words: str, *, origin: object | None = None) -> None:
    """Write the working notes of an item (scratch text unless marked for the minutes)."""
    must_exist(store, "agenda_item", item_id)
    notes_id = store.value("SELECT id FROM item_notes WHERE item_id = ?", (item_id,))
    cleaned = text("Notes", words) or ""
    with store.step("Type notes", merge=f"item_notes:{item_id}", origin=origin):
        if notes_id is None:
            store.insert("item_notes", item_id=item_id, text=cleaned)
        else:
            store.update("item_notes", notes_id, text=cleaned)


def print_notes(store: Store, item_id: int, in_minutes: bool) -> None:
    """Say whether the notes of an item print in the minutes."""
    notes_id = store.value("SELECT id FROM item_notes WHERE item_id = ?", (item_id,))
    label = "Mark notes “in minutes”" if in_minutes else "Keep notes out of the minutes"
    with store.step(label):
        if notes_id is None:
            store.insert("item_notes", item_id=item_id, text="", in_minutes=int(in_minutes))
        else:
            store.update("item_notes", notes_id, in_minutes=int(in_minutes))
