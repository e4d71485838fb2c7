"""What the facilitator prepares for an item, sealed: private preparation and prompts (P2)."""

from __future__ import annotations

from facilitator.commands.fields import must_exist, text
from facilitator.store import Store


def set_preparation(
    store: Store, item_id: int, words: str, *, origin: object | None = None
) -> None:
    """Write the private preparation of an agenda item; empty takes it away."""
    _set_beside_item(store, "sealed_prep", "Private preparation", item_id, words, origin)


def set_prompt(store: Store, item_id: int, words: str, *, origin: object | None = None) -> None:
    """Write what the facilitator wants to ask or say at an item; empty takes it away."""
    _set_beside_item(store, "sealed_prompt", "Facilitator's prompt", item_id, words, origin)


def _set_beside_item(
    store: Store, table: str, label: str, item_id: int, words: str, origin: object | None
) -> None:
    must_exist(store, "agenda_item", item_id)
    row_id = store.value(f"SELECT id FROM {table} WHERE item_id = ?", (item_id,))
    cleaned = text(label, words)
    with store.step(label, merge=f"{table}:{item_id}", origin=origin):
        if cleaned is None:
            if row_id is not None:
                store.delete(table, row_id)
        elif row_id is None:
            store.insert(table, item_id=item_id, text=cleaned)
        else:
            store.update(table, row_id, text=cleaned)


def copy_preparation(store: Store, source_id: int, item_id: int) -> None:
    """Give an item the private preparation of another; part of a step of the caller."""
    prepared = store.value("SELECT text FROM sealed_prep WHERE item_id = ?", (source_id,))
    if prepared is not None:
        store.insert("sealed_prep", item_id=item_id, text=prepared)


def forget_item(store: Store, item_id: int) -> None:
    """Delete what is sealed beside an item, and let what it came from wait again.

    Part of the step that deletes the item.
    """
    source = store.one(
        "SELECT f.id FROM agenda_item i JOIN agenda_item f ON f.id = i.came_from_id"
        " WHERE i.id = :id AND f.carried_to_id = :id",
        {"id": item_id},
    )
    if source is not None:
        store.update("agenda_item", source["id"], carried_to_id=None)
    for table in ("sealed_prep", "sealed_prompt"):
        for row in store.all(f"SELECT id FROM {table} WHERE item_id = ?", (item_id,)):
            store.delete(table, row["id"])
