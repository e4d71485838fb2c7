"""Primers: a word or a method of a session, explained in five minutes (L8)."""

from __future__ import annotations

from typing import Any

from facilitator.commands.agenda import add_item, refuse_closed, set_item
from facilitator.commands.fields import (
    Converter,
    convert,
    last_position,
    moved,
    must_exist,
    required_line,
    rewrite_positions,
    seconds,
    text,
)
from facilitator.domain.words import Box, PrimerKind, Purpose
from facilitator.errors import CommandRefused
from facilitator.store import Row, Store

PRIMER: dict[str, Converter] = {"title": required_line, "text": text, "length_s": seconds}
FIVE_MINUTES = 300


def add_primer(
    store: Store,
    session_id: int,
    kind: PrimerKind,
    title: str,
    words: str = "",
    *,
    term_id: int | None = None,
) -> int:
    """Put a card on top of a session's agenda."""
    refuse_closed(store, session_id)
    with store.step("Add primer"):
        return store.insert(
            "primer",
            session_id=session_id,
            term_id=term_id,
            kind=PrimerKind(kind).value,
            title=required_line("Title", title),
            text=text("Text", words),
            length_s=FIVE_MINUTES,
            position=last_position(store, "primer", "session_id = ?", (session_id,)),
        )


def set_primer(
    store: Store, primer_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change title, text or length of a card; its agenda item says the same."""
    row = _open(store, primer_id)
    values = convert(PRIMER, fields)
    merge = f"primer:{primer_id}:{'+'.join(sorted(values))}"
    with store.step("Edit primer", merge=merge, origin=origin):
        store.update("primer", primer_id, **values)
        if row["item_id"] is not None:
            names = {"title": "title", "text": "agenda_text", "length_s": "length_s"}
            set_item(store, row["item_id"], **{names[key]: values[key] for key in values})


def _open(store: Store, primer_id: int) -> Row:
    row = must_exist(store, "primer", primer_id)
    refuse_closed(store, row["session_id"])
    return row


def move_primer(store: Store, primer_id: int, before: int | None) -> None:
    """Put a card before another one of its session, or last."""
    row = _open(store, primer_id)
    ordered = [
        each["id"]
        for each in store.all(
            "SELECT id FROM primer WHERE session_id = ? ORDER BY position, id",
            (row["session_id"],),
        )
    ]
    with store.step("Move primer"):
        rewrite_positions(store, "primer", moved(ordered, primer_id, before))


def remove_primer(store: Store, primer_id: int) -> None:
    """Take a card away; an agenda item that it became stays."""
    _open(store, primer_id)
    with store.step("Remove primer"):
        store.delete("primer", primer_id)


def put_primer_on_agenda(store: Store, primer_id: int) -> int:
    """Make a card an agenda item of its own, the first one; return the item.

    Raises:
        CommandRefused: it is on the agenda already.
    """
    row = _open(store, primer_id)
    if row["item_id"] is not None:
        raise CommandRefused("This primer is on the agenda already.")
    first = store.value(
        "SELECT id FROM agenda_item WHERE session_id = ? ORDER BY position, id",
        (row["session_id"],),
    )
    with store.step("Put primer on the agenda"):
        item_id = add_item(
            store, row["session_id"], row["title"], purpose=Purpose.INFORM,
            length_s=row["length_s"], box=Box.LIMIT, before=first, agenda_text=row["text"],
        )  # fmt: skip
        store.update("primer", primer_id, item_id=item_id)
    return item_id
