"""How a running session stands against its plan: what is left, when each item begins (V2, P3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.session_clock import ClockReading
from facilitator.domain.words import ItemState


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item as it was planned; `extended_s` is what it was given on the day."""

    id: int
    length_s: int
    extended_s: int
    state: str

    @property
    def box_s(self) -> int:
        """Return the minutes it has now."""
        return self.length_s + self.extended_s


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected if every open item takes what is left of its box.

    `begins_in_s` holds the open items that are not on the table, in the order they would come.
    `behind_s` is below nothing when the session is ahead; a skipped item brings it ahead.
    """

    remaining_s: int
    behind_s: int
    begins_in_s: dict[int, int]


def outlook(items: Sequence[PlannedItem], clock: ClockReading) -> Outlook:
    """Return what is to be expected, from the agenda in order and the clock."""
    at = 0
    current = next((item for item in items if item.id == clock.current_item_id), None)
    if current is not None:
        at = _left(current, clock)
    begins: dict[int, int] = {}
    for item in upcoming(items, clock.current_item_id):
        begins[item.id] = at
        at += _left(item, clock)
    planned = sum(item.length_s for item in items)
    return Outlook(at, clock.session_elapsed_s + at - planned if items else 0, begins)


def upcoming(items: Sequence[PlannedItem], current_id: int | None) -> list[PlannedItem]:
    """Return the open items in the order “next item” reaches them: behind the current one first."""
    at = next((n for n, item in enumerate(items, start=1) if item.id == current_id), 0)
    return [
        item
        for item in (*items[at:], *items[:at])
        if item.state == ItemState.OPEN and item.id != current_id
    ]


def _left(item: PlannedItem, clock: ClockReading) -> int:
    return max(0, item.box_s - clock.item_elapsed_s.get(item.id, 0))
