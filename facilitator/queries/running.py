"""A session while it runs: who is there, what was captured, what its clock says."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.domain.session_clock import ClockReading, read_clock
from facilitator.domain.words import Attendance
from facilitator.queries.clock import clock_events, heartbeats
from facilitator.queries.engagement import parties
from facilitator.queries.numbers import capture_label
from facilitator.queries.sessions import PartyCount
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    person_id: int
    name: str
    role: str
    party_id: int | None
    party: str
    colour: str
    state: str
    arrived_at: str
    left_at: str


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """Something captured. `at` is UTC; `state` is that of the decision, action or concern.

    `unheard` names the parties whose consideration of a decision is not recorded.
    """

    id: int
    kind: str
    text: str
    session_id: int | None
    item_id: int | None
    party_id: int | None
    party: str
    colour: str
    person_id: int | None
    person: str
    goal_id: int | None
    goal: str
    at: str
    in_minutes: bool
    number: str
    state: str
    due_on: str
    due_is_next: bool
    settled_on: str
    settled_words: str
    unheard: tuple[str, ...]


def attendance(reader: Reader, session_id: int) -> list[AttendanceRow]:
    """Return who is on the list of a session, by party."""
    rows = reader.all(
        "SELECT a.*, p.name, p.role, coalesce(y.short_name, y.name) AS party, y.colour"
        " FROM attendance a JOIN person p ON p.id = a.person_id"
        " LEFT JOIN party y ON y.id = a.party_id WHERE a.session_id = ?"
        " ORDER BY y.position IS NULL, y.position, p.id",
        (session_id,),
    )
    return [
        AttendanceRow(
            row["person_id"],
            row["name"],
            row["role"] or "",
            row["party_id"],
            row["party"] or "",
            row["colour"] or "",
            row["state"],
            (row["arrived_at"] or "")[-5:],
            (row["left_at"] or "")[-5:],
        )
        for row in rows
    ]


def presence(reader: Reader, session_id: int) -> tuple[list[PartyCount], bool]:
    """Return how many of each party are there, and whether every party at the table is."""
    rows = attendance(reader, session_id)
    counts = []
    for party in parties(reader):
        own = [row for row in rows if row.party_id == party.id]
        present = sum(row.state == Attendance.PRESENT for row in own)
        counts.append(PartyCount(party.short, party.colour, present, len(own)))
    return counts, bool(counts) and all(count.present for count in counts)


_CAPTURES = """
  SELECT c.*, coalesce(y.short_name, y.name) AS party, y.colour, p.name AS person,
    g.title AS goal, n.year, n.n, d.state AS decision_state, a.state AS action_state,
    a.due_on, a.due_rule, o.name AS owner, k.state AS concern_state
  FROM capture c LEFT JOIN party y ON y.id = c.party_id LEFT JOIN person p ON p.id = c.person_id
  LEFT JOIN goal g ON g.id = c.goal_id LEFT JOIN decision d ON d.id = c.id
  LEFT JOIN action a ON a.id = c.id LEFT JOIN person o ON o.id = a.owner_id
  LEFT JOIN concern k ON k.id = c.id
  LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = c.kind"""


def captures(reader: Reader, session_id: int) -> list[CaptureRow]:
    """Return what was captured in a session, the latest first."""
    rows = reader.all(
        f"{_CAPTURES} WHERE c.session_id = ? ORDER BY c.at DESC, c.id DESC", (session_id,)
    )
    unheard = _unheard(reader, session_id)
    return [_capture(row, unheard.get(row["id"], ())) for row in rows]


def capture_row(reader: Reader, capture_id: int) -> CaptureRow | None:
    """Return one capture, None where it was deleted."""
    row = reader.one(f"{_CAPTURES} WHERE c.id = ?", (capture_id,))
    if row is None:
        return None
    unheard = _unheard(reader, row["session_id"]) if row["session_id"] else {}
    return _capture(row, unheard.get(capture_id, ()))


def _unheard(reader: Reader, session_id: int) -> dict[int, tuple[str, ...]]:
    out: dict[int, tuple[str, ...]] = {}
    for row in reader.all(
        "SELECT c.id, coalesce(y.short_name, y.name) AS party FROM capture c"
        " JOIN decision d ON d.id = c.id JOIN party y ON y.archived_on IS NULL"
        " LEFT JOIN consideration k ON k.row_id = c.id AND k.party_id = y.id"
        " WHERE c.session_id = ? AND c.kind = 'decision' AND d.state IN ('proposed', 'deferred')"
        " AND k.id IS NULL ORDER BY c.id, y.position",
        (session_id,),
    ):
        out[row["id"]] = (*out.get(row["id"], ()), row["party"])
    return out


def _capture(row: Row, unheard: tuple[str, ...]) -> CaptureRow:
    kind = row["kind"]
    state = {
        "decision": row["decision_state"],
        "action": row["action_state"],
        "concern": row["concern_state"],
    }.get(kind)
    is_action = kind == "action"
    return CaptureRow(
        row["id"],
        kind,
        row["text"],
        row["session_id"],
        row["item_id"],
        row["party_id"],
        row["party"] or "",
        row["colour"] or "",
        row["person_id"],
        (row["owner"] if is_action else row["person"]) or "",
        row["goal_id"],
        row["goal"] or "",
        row["at"],
        bool(row["in_minutes"]),
        capture_label(kind, row["year"], row["n"]),
        state or "",
        (row["due_on"] or "") if is_action else "",
        is_action and row["due_rule"] == "next" and not row["due_on"],
        row["settled_on"] or "",
        row["settled_words"] or "",
        unheard,
    )


def clock_reading(reader: Reader, session_id: int) -> ClockReading:
    """Return what the clock of a session says now."""
    return read_clock(
        clock_events(reader, session_id), reader.clock.instant(), heartbeats(reader, session_id)
    )
