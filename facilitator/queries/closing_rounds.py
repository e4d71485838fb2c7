"""The closing round: useful, heard, per side and never per person (V13)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.carry_items import IS_OTHER
from facilitator.queries.engagement import parties
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class RoundRow:
    """What one side said. `useful` and `heard` are yes, partly, no, or empty: not asked."""

    party_id: int
    party: str
    colour: str
    useful: str
    heard: str
    note: str

    @property
    def was_asked(self) -> bool:
        return bool(self.useful or self.heard or self.note)


@dataclass(frozen=True, slots=True)
class SessionRound:
    """The round of one held session, in the order of the sides at the table."""

    session_id: int
    label: str
    title: str
    day: str
    sides: tuple[RoundRow, ...]


def closing_round(reader: Reader, session_id: int) -> list[RoundRow]:
    """Return every side at the table with what it said at the end of a session."""
    said = {
        row["party_id"]: row
        for row in reader.all("SELECT * FROM closing_round WHERE session_id = ?", (session_id,))
    }
    out = []
    for party in parties(reader, archived=True):
        row = said.get(party.id)
        if row is None and party.is_archived:
            continue
        answers = (row["useful"] or "", row["heard"] or "", row["note"] or "") if row else ("",) * 3
        out.append(RoundRow(party.id, party.short, party.colour, *answers))
    return out


def closing_rounds(
    reader: Reader, series_id: int | None = None, most: int = 24
) -> list[SessionRound]:
    """Return the rounds of the last sessions that had one, the earliest first (None: all)."""
    rows = reader.all(
        "SELECT s.id, s.title, s.starts_local, s.started_at, s.zone FROM session s"
        " WHERE s.id IN (SELECT session_id FROM closing_round)"
        f" AND NOT {IS_OTHER.format('s.')} ORDER BY s.starts_local DESC, s.id DESC LIMIT :most",
        {"series": series_id, "most": most},
    )
    labels = session_labels(reader, [row["id"] for row in rows])
    return [
        SessionRound(
            row["id"], labels[row["id"]].label if row["id"] in labels else "", row["title"],
            begin_of(row["starts_local"], row["started_at"], row["zone"])[:10],
            tuple(closing_round(reader, row["id"])),
        )
        for row in reversed(rows)
    ]  # fmt: skip
