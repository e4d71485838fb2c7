"""The data register (C4): what there is, and how it comes onto an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.commands.agenda import add_item, refuse_closed
from facilitator.commands.fields import (
    Converter,
    choice,
    edit,
    last_position,
    line,
    must_exist,
    required_line,
    text,
)
from facilitator.domain.words import Purpose, Sensitivity
from facilitator.errors import CommandRefused
from facilitator.queries.data_sets import DataStanding, data_set_names, standing_of
from facilitator.queries.data_sources import waiting_sources
from facilitator.queries.engagement import day_of
from facilitator.store import Reader, Store

_SENSITIVITY = choice(Sensitivity)


def _sensitivity(name: str, value: Any) -> str | None:
    return None if value in (None, "") else str(_SENSITIVITY(name, value))


DATA_SET: dict[str, Converter] = {
    "name": required_line,
    "contents": text,
    "sensitivity": _sensitivity,
    "kept_for": line,
    "size": line,
}


# --- what there is -----------------------------------------------------------------------------


def add_data_set(
    store: Store, name: str, *, recipients: Sequence[tuple[str, str]] = (), **fields: Any
) -> int:
    """Add a data set behind the others; a recipient is (name, what for)."""
    values = {key: DATA_SET[key](key, value) for key, value in fields.items()}
    with store.step("Add data set"):
        data_set_id = store.insert(
            "data_set",
            name=required_line("Name", name),
            position=last_position(store, "data_set"),
            **values,
        )
        _write_recipients(store, data_set_id, recipients)
    return data_set_id


def set_data_set(
    store: Store,
    data_set_id: int,
    *,
    recipients: Sequence[tuple[str, str]] | None = None,
    origin: object | None = None,
    **fields: Any,
) -> None:
    """Change fields of a data set; its recipients are replaced where they are given."""
    if recipients is None:
        edit(store, "Edit data set", "data_set", data_set_id, DATA_SET, fields, origin)
        return
    values = {key: DATA_SET[key](key, value) for key, value in fields.items()}
    must_exist(store, "data_set", data_set_id)
    with store.step("Edit data set", origin=origin):
        store.update("data_set", data_set_id, **values)
        _write_recipients(store, data_set_id, recipients)


def _write_recipients(store: Store, data_set_id: int, wanted: Sequence[tuple[str, str]]) -> None:
    """Replace the recipients; those that stay keep their rows."""
    rows = store.all(
        "SELECT id FROM data_recipient WHERE data_set_id = ? ORDER BY position, id", (data_set_id,)
    )
    lines = [(found, line("Purpose", why)) for name, why in wanted if (found := line("", name))]
    for index, (name, why) in enumerate(lines):
        values = {"name": name, "purpose": why, "position": index + 1}
        if index < len(rows):
            store.update("data_recipient", rows[index]["id"], **values)
        else:
            store.insert("data_recipient", data_set_id=data_set_id, **values)
    for row in rows[len(lines) :]:
        store.delete("data_recipient", row["id"])


def retire_data_set(store: Store, data_set_id: int) -> None:
    """Take a data set from the register; who answered for it stays with it."""
    must_exist(store, "data_set", data_set_id)
    with store.step("Retire data set"):
        store.update("data_set", data_set_id, retired_on=day_of(store).isoformat())


def restore_data_set(store: Store, data_set_id: int) -> None:
    """Bring a retired data set back into the register."""
    must_exist(store, "data_set", data_set_id)
    with store.step("Bring data set back"):
        store.update("data_set", data_set_id, retired_on=None)


def delete_data_set(store: Store, data_set_id: int) -> None:
    """Delete a data set with its roles and claims; requests for it stay, without it."""
    row = must_exist(store, "data_set", data_set_id)
    if store.value(
        "SELECT 1 FROM data_request WHERE data_set_id = ? AND answer IS NOT NULL", (data_set_id,)
    ):
        raise CommandRefused(
            f"An answered request names “{row['name']}”, so it stays. Nothing was changed; "
            "retire it instead."
        )
    with store.step("Delete data set"):
        drop_links(store, data_set_id)
        store.delete("data_set", data_set_id)


def drop_links(store: Store, row_id: int) -> None:
    """Delete the links that begin or end at a row; part of a step of the caller."""
    for row in store.all("SELECT id FROM link WHERE from_id = ?1 OR to_id = ?1", (row_id,)):
        store.delete("link", row["id"])


# --- onto an agenda ----------------------------------------------------------------------------


def put_data_on_agenda(
    store: Store, data_set_ids: Sequence[int], session_id: int | None
) -> list[int]:
    """Add one item for each data set to an agenda, or to the backlog where `session_id` is None.

    One that waits on an agenda already is left out.
    """
    refuse_closed(store, session_id)
    names = data_set_names(store)
    waiting = waiting_sources(store)
    with store.step("Put data on the agenda"):
        return [
            add_item_from(
                store,
                session_id,
                f"Who answers for “{names[each]}”?",
                Purpose.DECIDE,
                (each, "data_set", _why(store, each)),
            )
            for each in dict.fromkeys(data_set_ids)
            if each in names and each not in waiting
        ]


def _why(reader: Reader, data_set_id: int) -> str:
    is_double = standing_of(reader, data_set_id) is DataStanding.CLAIMED_TWICE
    return "double_claim" if is_double else "nobody_answers"


def add_item_from(
    store: Store,
    session_id: int | None,
    title: str,
    purpose: Purpose,
    source: tuple[int, str, str],
    **values: Any,
) -> int:
    """Add an item that says where it came from: (id, kind, reason); part of a step."""
    item_id = add_item(store, session_id, title, purpose=purpose, **values)
    came_from_id, kind, reason = source
    store.update(
        "agenda_item",
        item_id,
        came_from_id=came_from_id,
        came_from_kind=kind,
        came_from_reason=reason,
    )
    return item_id
