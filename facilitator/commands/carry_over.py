"""Carry over: what was chosen from the preview goes onto an agenda, or into the backlog (P5)."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.commands.agenda import copy_item, refuse_closed
from facilitator.commands.fields import last_position, must_exist
from facilitator.commands.preparation import copy_preparation
from facilitator.domain.words import Box, ItemState
from facilitator.queries.carry_over import Candidate
from facilitator.queries.engagement import day_of
from facilitator.store import Store


def carry_over(
    store: Store,
    session_id: int | None,
    chosen: Sequence[Candidate],
    from_label: str = "",
    *,
    series_id: int | None = None,
) -> list[int]:
    """Put the chosen candidates onto a planned agenda (None: the backlog), in their order.

    An item is copied and its source remembers where it went; what was prepared for one that was
    not discussed goes along. An action, concern, parked point or decision becomes an item that says
    where it came from. In the backlog it waits for the series `series_id` (None: any).
    """
    refuse_closed(store, session_id)
    with store.step("Carry over"):
        return [_carry(store, session_id, each, from_label, series_id) for each in chosen]


def _carry(
    store: Store, session_id: int | None, each: Candidate, from_label: str, series_id: int | None
) -> int:
    origin = {
        "series_id": series_id,
        "needed_on": each.needed_on or None,
        "came_from_id": each.source_id,
        "came_from_kind": each.source,
        "came_from_reason": " ".join(filter(None, (each.why, each.label or from_label))),
    }
    if each.source == "agenda_item":
        row = must_exist(store, "agenda_item", each.source_id)
        sizes = {"length_s": each.length_s, "purpose": each.purpose}
        item_id = copy_item(
            store, row, session_id, arrived_on=row["arrived_on"], **(sizes | origin)
        )
        if each.why in ("not_reached", "skipped", "cancelled"):
            copy_preparation(store, each.source_id, item_id)
        store.update("agenda_item", each.source_id, carried_to_id=item_id)
        return item_id
    return store.insert(
        "agenda_item",
        session_id=session_id,
        position=last_position(store, "agenda_item", "session_id IS ?", (session_id,)),
        title=each.title,
        purpose=each.purpose,
        asked_by_party_id=each.asked_by_party_id,
        goal_id=each.goal_id,
        length_s=each.length_s,
        box=Box.LIMIT.value,
        state=ItemState.OPEN.value,
        arrived_on=_arrived(store, each),
        **origin,
    )


def _arrived(store: Store, each: Candidate) -> str:
    """Return since when it waits; a review that is due later arrives today."""
    today = day_of(store).isoformat()
    return min((each.first_since or each.since)[:10] or today, today)
