"""Which side opens a session first: chosen, or the one that opened least recently (V8)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.carry_items import IS_OTHER
from facilitator.queries.engagement import PartyRow, parties
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader, Row

_BACK = 60  # sessions that are looked at; a side that opened none of them opens next


@dataclass(frozen=True, slots=True)
class Opener:
    """Who opens. `is_chosen` tells a choice from the turn; `last` is when that side opened last."""

    party_id: int
    name: str
    colour: str
    is_chosen: bool
    last_label: str


def opener(reader: Reader, session_id: int) -> Opener | None:
    """Return who opens a session; None where there are fewer than two sides.

    Of the sides at the table it is the one that opened least recently in the sessions of the
    series before this one; of several that never did, the first at the table.
    """
    this = reader.one("SELECT * FROM session WHERE id = ?", (session_id,))
    sides = parties(reader)
    if this is None or len(sides) < 2:
        return None
    before = _before(reader, this)
    last = _last_opened(before, sides)
    chosen = this["opens_party_id"]
    turn = min(sides, key=lambda side: last.get(side.id, (-1, 0))[0])
    side = next((each for each in sides if each.id == chosen), None)
    if chosen is not None and side is None:
        side = next((each for each in parties(reader, archived=True) if each.id == chosen), None)
    found = side or turn
    opened = last.get(found.id)
    labels = session_labels(reader, [opened[1]]) if opened else {}
    label = labels[opened[1]].label if opened and opened[1] in labels else ""
    return Opener(found.id, found.short, found.colour, side is not None, label)


def _before(reader: Reader, this: Row) -> list[Row]:
    """Return the sessions of the series before one, the earliest first."""
    rows = reader.all(
        "SELECT id, starts_local, started_at, zone, opens_party_id FROM session WHERE id <> :id"
        f" AND state <> 'cancelled' AND NOT {IS_OTHER.format('')} AND starts_local <= :starts"
        " ORDER BY starts_local DESC, id DESC LIMIT :most",
        {
            "id": this["id"], "series": this["series_id"], "starts": this["starts_local"],
            "most": _BACK,
        },
    )  # fmt: skip
    return sorted(rows, key=_begin)


def _begin(row: Row) -> tuple[str, int]:
    return (begin_of(row["starts_local"], row["started_at"], row["zone"]), row["id"])


def _last_opened(before: list[Row], sides: list[PartyRow]) -> dict[int, tuple[int, int]]:
    """Return for each side that opened the place and id of its last session.

    A planned session for which nobody chose counts as opened by whose turn it will be.
    """
    last: dict[int, tuple[int, int]] = {}
    for place, row in enumerate(before):
        party_id = row["opens_party_id"]
        if party_id is None and row["started_at"]:
            continue  # held before anybody wrote down who opens
        if party_id is None:
            party_id = min(sides, key=lambda side: last.get(side.id, (-1, 0))[0]).id
        last[party_id] = (place, row["id"])
    return last
