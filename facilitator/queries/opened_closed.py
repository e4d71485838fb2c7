"""How many decisions, actions and concerns were opened and closed from session to session.

Opened: noted in the session, or since the one before it, whatever became of it.
Closed: a decision once it is taken one way or the other (agreed, agreed to differ, rejected; a
deferred one stays open); an action once it is accepted, declined or dropped (one that was delivered
waits still); a concern once it has an answer that stands, or was heard and not taken up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from facilitator.queries.answers import UNANSWERED
from facilitator.queries.engagement import zone_of
from facilitator.queries.held import begin_of
from facilitator.queries.stretches import SHOWN, Cut, Stretch, Stretches, spread, stretches
from facilitator.store import Reader, Row

KINDS = ("decision", "action", "concern")


@dataclass(frozen=True, slots=True)
class Flow:
    """How many of one kind came and went in a stretch."""

    opened: int
    closed: int


@dataclass(frozen=True, slots=True)
class Turnover:
    """What one stretch opened and closed."""

    stretch: Stretch
    decisions: Flow
    actions: Flow
    concerns: Flow

    def flow(self, kind: str) -> Flow:
        """Return what came and went of a kind."""
        flows = {"decision": self.decisions, "action": self.actions, "concern": self.concerns}
        return flows[kind]


@dataclass(frozen=True, slots=True)
class OpenedClosed:
    """What the picture shows, the oldest first."""

    every: tuple[Turnover, ...]
    has_earlier: bool
    has_later: bool


def opened_closed(
    reader: Reader, cut: Cut = Cut.SESSION, *, count: int = SHOWN, skip: int = 0
) -> OpenedClosed:
    """Return what was opened and closed in each of the last stretches of time."""
    shown = stretches(reader, cut, count=count, skip=skip)
    flows = [_flows(reader, kind, shown) for kind in KINDS]
    every = tuple(
        Turnover(stretch, *(of_kind[number] for of_kind in flows))
        for number, stretch in enumerate(shown.every)
    )
    return OpenedClosed(every, shown.has_earlier, shown.has_later)


def _flows(reader: Reader, kind: str, shown: Stretches) -> list[Flow]:
    opened = spread(shown, _opened(reader, kind, shown))
    closed = spread(shown, _CLOSED[kind](reader, shown))
    return [Flow(came, went) for came, went in zip(opened, closed, strict=True)]


Found = list[tuple[int | None, str, int]]


def _opened(reader: Reader, kind: str, shown: Stretches) -> Found:
    """Return what was noted: in the sessions shown, or outside of a session in these days.

    CROSS JOIN keeps the engine from reading everything of a kind.
    """
    rows = reader.all(
        "SELECT c.session_id, c.at, s.starts_local, s.started_at, s.zone FROM session s"
        " CROSS JOIN capture c ON c.session_id = s.id AND c.kind = :kind"
        " WHERE s.state IN ('closed', 'running')"
        " AND coalesce(s.started_at, s.starts_local) BETWEEN :after AND :until"
        " UNION ALL SELECT NULL, c.at, NULL, NULL, NULL FROM capture c"
        " WHERE c.kind = :kind AND c.session_id IS NULL AND c.at BETWEEN :after AND :until"
        " UNION ALL SELECT NULL, c.at, NULL, NULL, NULL FROM session s"
        " CROSS JOIN capture c ON c.session_id = s.id AND c.kind = :kind WHERE s.state = 'planned'",
        {"kind": kind, **around(shown)},
    )
    zone = zone_of(reader)
    return [(row["session_id"], day_said(row, zone), 1) for row in rows]


def around(shown: Stretches) -> dict[str, str]:
    """Return moments that surely hold the days shown, in whatever zone they are kept."""
    return {
        "after": _shifted(shown.after, -2) if shown.after else "",
        "until": _shifted(shown.until, 2) if shown.until else "",
    }


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def day_said(row: Row, zone: str) -> str:
    """Return the day of a row's session where it has one, else that of its moment `at`."""
    held = begin_of(row["starts_local"], row["started_at"], row["zone"])
    return (held or begin_of(None, row["at"], zone))[:10]


def _decisions_closed(reader: Reader, shown: Stretches) -> Found:
    rows = reader.all(
        "SELECT d.decided_on AS day FROM decision d JOIN capture c ON c.id = d.id"
        " AND +c.kind = 'decision' WHERE d.decided_on > ? AND d.decided_on <= ?"
        " AND d.state NOT IN ('proposed', 'deferred')",
        (shown.after, shown.until),
    )
    return [(None, row["day"], 1) for row in rows]


# The last word of its history says since when something stands as it stands.
_LAST = "h.id = (SELECT max(x.id) FROM history x WHERE x.row_id = h.row_id AND x.field = 'state')"


def _actions_closed(reader: Reader, shown: Stretches) -> Found:
    rows = reader.all(
        "SELECT a.accepted_on AS day FROM action a JOIN capture c ON c.id = a.id"
        " AND +c.kind = 'action' WHERE a.state = 'accepted' AND a.accepted_on > ?"
        " AND a.accepted_on <= ?",
        (shown.after, shown.until),
    )
    ended = reader.all(
        "SELECT h.at FROM history h JOIN action a ON a.id = h.row_id"
        " JOIN capture c ON c.id = a.id AND +c.kind = 'action'"
        " WHERE h.field = 'state' AND h.at BETWEEN :after AND :until"
        f" AND a.state IN ('declined', 'dropped') AND {_LAST}",
        around(shown),
    )
    return [(None, row["day"], 1) for row in rows] + _at(reader, ended)


def _concerns_closed(reader: Reader, shown: Stretches) -> Found:
    rows = reader.all(
        "SELECT h.at FROM history h JOIN concern k ON k.id = h.row_id"
        " JOIN capture c ON c.id = k.id AND +c.kind = 'concern'"
        " WHERE h.field = 'state' AND h.at BETWEEN :after AND :until"
        f" AND {_LAST} AND k.state <> 'open' AND NOT {UNANSWERED}",
        around(shown),
    )
    return _at(reader, rows)


def _at(reader: Reader, rows: list[Row]) -> Found:
    zone = zone_of(reader)
    return [(None, begin_of(None, row["at"], zone)[:10], 1) for row in rows]


_CLOSED = {
    "decision": _decisions_closed,
    "action": _actions_closed,
    "concern": _concerns_closed,
}
