"""The backlog: requests of either side are pulled into an agenda (P6)."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.commands.agenda import add_item, move_item_to
from facilitator.domain.words import Purpose
from facilitator.store import Store


def add_request(
    store: Store, words: str, *, party_id: int | None = None, series_id: int | None = None
) -> int:
    """Write down an idea or a request that waits for an agenda of a series (None: of any)."""
    return add_item(
        store, None, words, purpose=Purpose.EXPLORE, asked_by_party_id=party_id,
        series_id=series_id,
    )  # fmt: skip


def pull_items(store: Store, items: Sequence[int], session_id: int) -> None:
    """Move items from the backlog to the end of an agenda, in this order."""
    with store.step("Add from the backlog"):
        for item_id in items:
            move_item_to(store, item_id, session_id)
