"""Parties and what each brings to the table (E2)."""

from __future__ import annotations

from typing import Any

from facilitator.commands.fields import (
    Converter,
    edit,
    last_position,
    line,
    moved,
    must_exist,
    remember,
    required_line,
    rewrite_positions,
)
from facilitator.domain.words import PARTY_COLOURS, PointKind
from facilitator.errors import InvalidText
from facilitator.queries.engagement import day_of
from facilitator.store import Store


def _colour(name: str, value: Any) -> str:
    if value not in PARTY_COLOURS:
        raise InvalidText(name, f"“{value}” is not one of the colours")
    return str(value)


PARTY: dict[str, Converter] = {"name": required_line, "short_name": line, "colour": _colour}


def add_party(store: Store, name: str, colour: str | None = None) -> int:
    """Add a party behind the others, in the first colour that is free.

    When it came is kept: it was not at the table of sessions that were over by then.
    """
    used = {row["colour"] for row in store.all("SELECT colour FROM party")}
    free = [key for key in PARTY_COLOURS if key not in used] or list(PARTY_COLOURS)
    with store.step("Add party"):
        party_id = store.insert(
            "party",
            name=required_line("Name", name),
            colour=colour or free[0],
            position=last_position(store, "party"),
        )
        remember(store, party_id, "joined_on", None, day_of(store).isoformat())
    return party_id


def set_party(store: Store, party_id: int, *, origin: object | None = None, **fields: Any) -> None:
    """Change name, short name or colour of a party."""
    edit(store, "Edit party", "party", party_id, PARTY, fields, origin)


def archive_party(store: Store, party_id: int) -> None:
    """Take a party from the table; what it said and agreed stays as it was."""
    must_exist(store, "party", party_id)
    with store.step("Archive party"):
        store.update("party", party_id, archived_on=day_of(store).isoformat())


def restore_party(store: Store, party_id: int) -> None:
    """Bring an archived party back to the table."""
    must_exist(store, "party", party_id)
    with store.step("Bring party back"):
        store.update("party", party_id, archived_on=None)


def move_party(store: Store, party_id: int, before: int | None) -> None:
    """Put a party before another one, or last."""
    ordered = [row["id"] for row in store.all("SELECT id FROM party ORDER BY position, id")]
    with store.step("Move party"):
        rewrite_positions(store, "party", moved(ordered, party_id, before))


def set_points(
    store: Store, party_id: int, kind: PointKind, lines: list[str], *, origin: object | None = None
) -> None:
    """Replace the lines of one kind (worries, evidence…); lines that stay keep their rows."""
    must_exist(store, "party", party_id)
    wanted = [found for found in (line(kind, each) for each in lines) if found]
    rows = store.all(
        "SELECT id, text FROM party_point WHERE party_id = ? AND kind = ? ORDER BY position, id",
        (party_id, kind),
    )
    merge = f"points:{party_id}:{kind}"
    with store.step("Edit what a party brings", merge=merge, origin=origin):
        for index, words in enumerate(wanted):
            if index < len(rows):
                store.update("party_point", rows[index]["id"], text=words, position=index + 1)
            else:
                store.insert(
                    "party_point", party_id=party_id, kind=kind, text=words, position=index + 1
                )
        for row in rows[len(wanted) :]:
            store.delete("party_point", row["id"])
