"""How many decisions, actions and concerns were opened and closed from session to session.

Opened: noted in the session, or since the one before it, whatever became of it.
Closed: a decision once it is taken one way or the other (agreed, agreed to differ, rejected; a
deferred one stays open); an action once it is accepted, declined or dropped (one that was delivered
waits still); a concern once it has an answer that stands, or was heard and not taken up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facilitator.queries.answers import UNANSWERED
from facilitator.queries.engagement import day_of, zone_of
from facilitator.queries.held import begin_of
from facilitator.queries.stretches import Stretch, Stretches, stretches
from facilitator.store import Reader, Row

KINDS = ("decision", "action", "concern")


@dataclass(frozen=True, slots=True)
class Flow:
    """How many of one kind came and went in a stretch, and how many were open at its end."""

    opened: int
    closed: int
    open: int


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


def opened_closed(reader: Reader, first: date, last: date) -> tuple[Turnover, ...]:
    """Return what was opened and closed from session to session in these days."""
    shown = stretches(reader, first, last)
    if not shown.every:
        return ()
    flows = [_flows(reader, kind, shown) for kind in KINDS]
    return tuple(
        Turnover(stretch, *(of_kind[number] for of_kind in flows))
        for number, stretch in enumerate(shown.every)
    )


def _flows(reader: Reader, kind: str, shown: Stretches) -> list[Flow]:
    opened = shown.spread(_opened(reader, kind, shown))
    closed = shown.spread(_CLOSED[kind](reader, shown))
    open_now = _open_after(reader, kind, shown)
    out = []
    for came, went in zip(reversed(opened), reversed(closed), strict=True):
        out.append(Flow(came, went, max(open_now, 0)))
        open_now += went - came
    return list(reversed(out))


_OPEN = {
    "decision": "SELECT count(*) FROM decision d JOIN capture c ON c.id = d.id"
    " AND +c.kind = 'decision' WHERE d.state IN ('proposed', 'deferred')",
    "action": "SELECT count(*) FROM action a JOIN capture c ON c.id = a.id"
    " AND +c.kind = 'action' WHERE a.state IN ('asked', 'promised', 'delivered')",
    "concern": "SELECT count(*) FROM concern k JOIN capture c ON c.id = k.id"
    f" AND +c.kind = 'concern' WHERE {UNANSWERED}",
}


def _open_after(reader: Reader, kind: str, shown: Stretches) -> int:
    """Return how many were open when the last stretch ended: those now, without what came since."""
    open_now = int(reader.value(_OPEN[kind]) or 0)
    today = day_of(reader).isoformat()
    if shown.until >= today:
        return open_now
    since = Stretches((Stretch(None, "", "", shown.until, today),))
    came = sum(since.spread(_opened(reader, kind, since)))
    went = sum(since.spread(_CLOSED[kind](reader, since)))
    return open_now - came + went


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
        {"kind": kind, **shown.around()},
    )
    zone = zone_of(reader)
    return [(row["session_id"], day_said(row, zone), 1) for row in rows]


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
        shown.around(),
    )
    return [(None, row["day"], 1) for row in rows] + _at(reader, ended)


def _concerns_closed(reader: Reader, shown: Stretches) -> Found:
    rows = reader.all(
        "SELECT h.at FROM history h JOIN concern k ON k.id = h.row_id"
        " JOIN capture c ON c.id = k.id AND +c.kind = 'concern'"
        " WHERE h.field = 'state' AND h.at BETWEEN :after AND :until"
        f" AND {_LAST} AND k.state <> 'open' AND NOT {UNANSWERED}",
        shown.around(),
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
