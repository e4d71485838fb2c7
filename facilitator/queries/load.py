"""How many agenda minutes arrived, were handled and wait, from session to session (K3).

Sizes are those that were estimated, so that the three can be compared; what a session really used
stands in the picture of the rhythm. Standing items are the fixed part of a session and are left
out everywhere.

Arrived: items by the day on which they arrived (one that was carried over arrived once, with what
it came from), plus concerns and parked points that no item has taken up, at their usual sizes, by
the day on which they were said. The advice counts the same, without what was answered since.
Handled: items that were done, or talked about, in a session that was held.
Waiting: what had arrived by the end of the stretch and was neither handled nor let go, whether it
stands on a coming agenda, in the backlog or nowhere yet. The advice counts less: what a coming
agenda has room for, or what was left behind for half a year, does not wait there; and it adds
overdue actions and deferred decisions, of which nobody knows how they stood on an earlier day.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.answers import UNANSWERED
from facilitator.queries.candidates import CONCERN_S, PARKED_S
from facilitator.queries.engagement import day_of, zone_of
from facilitator.queries.held import begin_of
from facilitator.queries.opened_closed import day_said
from facilitator.queries.stretches import Stretch, Stretches
from facilitator.store import Reader, Row

OPEN_END = "9999"  # later than any day: it waits still


@dataclass(frozen=True, slots=True)
class TopicLoad:
    """Agenda minutes of one stretch, in seconds; `waiting_s` at its end."""

    stretch: Stretch
    arrived_s: int
    handled_s: int
    waiting_s: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that asks for time: from the day it arrived to the day it was handled or let go.

    `is_new` where it arrived on that day: not what comes back because of an open action.
    """

    length_s: int
    start: str
    end: str
    is_new: bool
    is_handled: bool
    session_id: int | None


def topic_loads(reader: Reader, shown: Stretches) -> tuple[TopicLoad, ...]:
    """Return what arrived, was handled and waits in each of these stretches."""
    if not shown.every:
        return ()
    topics = [*_items(reader, shown), *_said(reader, shown)]
    arrived = shown.spread([(None, each.start, each.length_s) for each in topics if each.is_new])
    handled = shown.spread(
        [(each.session_id, each.end, each.length_s) for each in topics if each.is_handled]
    )
    waiting = _waiting(shown, topics, _long_waiting(reader, shown))
    return tuple(
        TopicLoad(stretch, arrived[number], handled[number], waiting[number])
        for number, stretch in enumerate(shown.every)
    )


def _waiting(shown: Stretches, topics: list[Topic], long_s: int) -> list[int]:
    """Return what waits at the end of each stretch: what came so far, less what went."""
    before = shown.after
    now = long_s + sum(
        each.length_s for each in topics if before and each.start <= before < each.end
    )
    lasting = [each for each in topics if each.start < each.end]
    came = shown.spread([(None, each.start, each.length_s) for each in lasting])
    went = shown.spread([(each.session_id, each.end, each.length_s) for each in lasting])
    out = []
    for more, less in zip(came, went, strict=True):
        now += more - less
        out.append(now)
    return out


# --- agenda items --------------------------------------------------------------------------------

# A copy goes on for what it came from, unless that was done and comes back for its open actions.
_ITEM = """
  SELECT i.id, i.length_s, i.arrived_on, i.let_go_on, i.state, i.used_s, i.session_id,
    i.carried_to_id, s.state AS session_state, s.starts_local, s.started_at, s.zone,
    f.id AS source_id, f.state AS source_state, f.used_s AS source_used_s,
    g.starts_local AS source_starts, g.started_at AS source_started, g.zone AS source_zone
  FROM agenda_item i LEFT JOIN session s ON s.id = i.session_id
  LEFT JOIN agenda_item f ON i.came_from_kind = 'agenda_item' AND f.id = i.came_from_id
  LEFT JOIN session g ON g.id = f.session_id
  WHERE i.is_standing = 0"""
# What still waits, what was handled or let go since the picture begins, what arrived since, and
# what waited at its end and was handled later. CROSS JOIN keeps the engine from reading all items.
_WAITS = (
    "i.state <> 'done' AND i.let_go_on IS NULL AND i.carried_to_id IS NULL"
    " AND i.session_id IS NOT NULL"
)
# Waiting all through the picture, and never anything but an item: a sum says it all.
_LONG = (
    "coalesce(i.used_s, 0) = 0 AND coalesce(i.came_from_kind, '') <> 'agenda_item'"
    " AND coalesce(i.arrived_on <= :long_since, 0)"
)
_CHOSEN = (
    "i.session_id IS NULL",
    _WAITS,
    (
        "i.session_id IN (SELECT id FROM session WHERE state IN ('closed', 'running')"
        " AND coalesce(started_at, starts_local) BETWEEN :after AND :until)"
    ),
    "i.arrived_on BETWEEN :after AND :until",
    (
        "i.id IN (SELECT x.id FROM session t CROSS JOIN agenda_item x ON x.session_id = t.id"
        " WHERE t.state IN ('closed', 'running') AND x.arrived_on <= :until"
        " AND coalesce(t.started_at, t.starts_local) > :until)"
    ),
)


def _long_waiting(reader: Reader, shown: Stretches) -> int:
    """Return what has waited since before the picture begins, and waits now."""
    sql = f"SELECT sum(i.length_s) FROM agenda_item i WHERE i.is_standing = 0 AND {_WAITS}"
    return int(reader.value(f"{sql} AND {_LONG}", {"long_since": shown.after}) or 0)


def _items(reader: Reader, shown: Stretches) -> list[Topic]:
    found: dict[int, Row] = {}
    for where in _CHOSEN:
        sql = f"{_ITEM} AND {where} AND NOT ({_WAITS} AND {_LONG})"
        for row in reader.all(sql, {"long_since": shown.after, **shown.around()}):
            found[row["id"]] = row
    today = day_of(reader).isoformat()
    topics = (_item(row, today) for row in found.values())
    return [each for each in topics if each is not None]


def _item(row: Row, today: str) -> Topic | None:
    """Return what an item asks for; None where its copy goes on for it, and keeps its day."""
    is_handled = row["session_state"] in ("closed", "running") and _was_taken(
        row["state"], row["used_s"]
    )
    if row["carried_to_id"] is not None and not is_handled:
        return None
    held = begin_of(row["starts_local"], row["started_at"], row["zone"])[:10]
    end = held if is_handled else row["let_go_on"] or OPEN_END
    returns = row["source_id"] is not None and _was_taken(row["source_state"], row["source_used_s"])
    start = row["arrived_on"] or (held if is_handled else today)
    if returns:
        start = begin_of(row["source_starts"], row["source_started"], row["source_zone"])[:10]
    return Topic(
        row["length_s"],
        min(start, end),
        end,
        not returns,
        is_handled,
        row["session_id"] if is_handled else None,
    )


def _was_taken(state: str | None, used_s: int | None) -> bool:
    return state == "done" or bool(used_s)


# --- concerns and parked points ------------------------------------------------------------------

_NOT_TAKEN_UP = "NOT EXISTS (SELECT 1 FROM agenda_item i WHERE i.came_from_id = c.id)"
_SAID = "SELECT c.at, s.starts_local, s.started_at, s.zone"
_OF = "LEFT JOIN session s ON s.id = c.session_id"


def _said(reader: Reader, shown: Stretches) -> list[Topic]:
    zone = zone_of(reader)
    values = {"after": shown.around()["after"]}
    open_concerns = reader.all(
        f"{_SAID} FROM concern k JOIN capture c ON c.id = k.id AND +c.kind = 'concern' {_OF}"
        f" WHERE {UNANSWERED} AND {_NOT_TAKEN_UP}"
    )
    answered = reader.all(
        f"{_SAID}, h.at AS ended FROM history h JOIN concern k ON k.id = h.row_id"
        f" JOIN capture c ON c.id = k.id AND +c.kind = 'concern' {_OF}"
        " WHERE h.field = 'state' AND h.at >= :after AND h.id = (SELECT max(x.id) FROM history x"
        " WHERE x.row_id = h.row_id AND x.field = 'state') AND k.state <> 'open'"
        f" AND NOT {UNANSWERED} AND {_NOT_TAKEN_UP}",
        values,
    )
    parked = reader.all(
        f"{_SAID}, c.settled_on FROM capture c {_OF}"
        f" WHERE c.kind = 'parked' AND c.settled_on IS NULL AND {_NOT_TAKEN_UP}"
        f" UNION ALL {_SAID}, c.settled_on FROM capture c {_OF}"
        f" WHERE c.kind = 'parked' AND c.settled_on >= :after AND {_NOT_TAKEN_UP}",
        values,
    )
    return [
        *(_topic(row, CONCERN_S, OPEN_END, zone) for row in open_concerns),
        *(_topic(row, CONCERN_S, begin_of(None, row["ended"], zone), zone) for row in answered),
        *(_topic(row, PARKED_S, row["settled_on"] or OPEN_END, zone) for row in parked),
    ]


def _topic(row: Row, length_s: int, end: str, zone: str) -> Topic:
    start = day_said(row, zone)
    end = end[:10]
    return Topic(length_s, min(start, end), end, True, False, None)
