"""The backlog of a series: what waits for an agenda, for how long, and from which side (P6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facilitator.queries.carry_items import IS_OTHER
from facilitator.queries.engagement import PartyRow, day_of
from facilitator.queries.numbers import session_labels
from facilitator.queries.prepare import ItemRow, backlog
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class BacklogRow:
    """A request with its age in days; `series` names whose backlog, empty for any."""

    item: ItemRow
    days: int
    series: str


@dataclass(frozen=True, slots=True)
class SideShare:
    """How much of the backlog a side asked for; `party_id` is None for nobody in particular."""

    party_id: int | None
    party: str
    colour: str
    items: int
    length_s: int


@dataclass(frozen=True, slots=True)
class ComingSession:
    """A planned session to pull something into, with what stands on its agenda."""

    id: int
    label: str
    title: str
    starts_local: str
    planned_s: int
    length_s: int
    is_of_series: bool


def waiting(reader: Reader, series_id: int | None = None) -> list[BacklogRow]:
    """Return the backlog in its own order: of one series with what waits for any, or the whole."""
    today = day_of(reader)
    names = {row["id"]: row["title"] for row in reader.all("SELECT id, title FROM series")}
    return [
        BacklogRow(item, _days(item, today), names.get(item.series_id or 0, ""))
        for item in backlog(reader, series_id)
    ]


def _days(item: ItemRow, today: date) -> int:
    if not item.arrived_on:
        return 0
    return max((today - date.fromisoformat(item.arrived_on)).days, 0)


def balance(rows: Sequence[BacklogRow], sides: Sequence[PartyRow]) -> list[SideShare]:
    """Return what each side asked for, all sides at the table included; nobody's last."""
    out = []
    known = [(side.id, side.short, side.colour) for side in sides]
    for party_id, name, colour in [*known, (None, "", "")]:
        mine = [row.item for row in rows if row.item.asked_by_party_id == party_id]
        if mine or party_id is not None:
            total = sum(item.length_s for item in mine)
            out.append(SideShare(party_id, name, colour, len(mine), total))
    return out


def coming_sessions(reader: Reader, series_id: int | None, most: int = 12) -> list[ComingSession]:
    """Return planned sessions from today on; those of the series first, then by time."""
    rows = reader.all(
        "SELECT s.id, s.title, s.starts_local, s.length_s,"
        f" {IS_OTHER.format('s.')} AS is_other, (SELECT coalesce(sum(i.length_s), 0)"
        " FROM agenda_item i WHERE i.session_id = s.id) AS planned_s FROM session s"
        " WHERE s.state = 'planned' AND s.starts_local >= :today"
        " ORDER BY is_other, s.starts_local, s.id LIMIT :most",
        {"series": series_id, "today": day_of(reader).isoformat(), "most": most},
    )
    labels = session_labels(reader, [row["id"] for row in rows])
    return [
        ComingSession(
            row["id"], labels[row["id"]].label, row["title"], row["starts_local"],
            row["planned_s"], row["length_s"], not row["is_other"],
        )
        for row in rows
    ]  # fmt: skip
