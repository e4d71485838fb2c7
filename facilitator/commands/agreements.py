"""Working agreements: how we treat each other (E4)."""

from __future__ import annotations

from facilitator.commands.fields import (
    last_position,
    moved,
    must_exist,
    required_line,
    rewrite_positions,
)
from facilitator.queries.engagement import day_of
from facilitator.store import Store


def add_agreement(store: Store, words: str) -> int:
    """Add a working agreement behind the others."""
    with store.step("Add working agreement"):
        return store.insert(
            "agreement",
            text=required_line("Agreement", words),
            position=last_position(store, "agreement"),
        )


def set_agreement(
    store: Store, agreement_id: int, words: str, *, origin: object | None = None
) -> None:
    """Reword a working agreement."""
    must_exist(store, "agreement", agreement_id)
    words = required_line("Agreement", words)
    merge = f"agreement:{agreement_id}"
    with store.step("Edit working agreement", merge=merge, origin=origin):
        store.update("agreement", agreement_id, text=words)


def move_agreement(store: Store, agreement_id: int, before: int | None) -> None:
    """Put a working agreement before another one, or last."""
    ordered = [
        row["id"]
        for row in store.all("SELECT id FROM agreement WHERE retired_on IS NULL ORDER BY position")
    ]
    with store.step("Move working agreement"):
        rewrite_positions(store, "agreement", moved(ordered, agreement_id, before))


def retire_agreement(store: Store, agreement_id: int) -> None:
    """End a working agreement; it prints no more."""
    must_exist(store, "agreement", agreement_id)
    with store.step("Retire working agreement"):
        store.update("agreement", agreement_id, retired_on=day_of(store).isoformat())
