"""The minutes that arrived, and the minutes that wait (K3)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from facilitator.cadence.advice import Exact
from facilitator.domain.moments import zone_named
from facilitator.domain.text import fold
from facilitator.queries.answers import UNANSWERED
from facilitator.queries.carry_over import ACTION_S, CONCERN_S, PARKED_S, REVIEW_S
from facilitator.queries.engagement import zone_of
from facilitator.queries.figures import MOST, Figure, Scope, Source
from facilitator.queries.held import begin_of
from facilitator.store import Row

_WAS_ON_TABLE = "EXISTS (SELECT 1 FROM clock_event e WHERE e.item_id = i.id)"
LEFT_WEEKS = 26  # judgement: what was left behind longer ago is taken to be given up
# An item of a past session that was not discussed, and that nobody carried on or let go.
_WAITS = f"""i.state <> 'done' AND i.let_go_on IS NULL AND i.carried_to_id IS NULL
  AND i.session_id IS NOT NULL AND i.is_standing = 0 AND s.state IN ('closed', 'cancelled')
  AND s.starts_local >= :left
  AND (s.state = 'cancelled' OR coalesce(s.started_at, s.starts_local) < :after)
  AND (i.state = 'skipped' OR (NOT coalesce(i.used_s, 0) AND NOT {_WAS_ON_TABLE}))"""
# Of each item that stands somewhere, all it came from, through no more than 50 copies.
_CAME_FROM = f"""
  WITH RECURSIVE stands(id) AS (
    SELECT i.id FROM agenda_item i WHERE i.session_id IS NULL
    UNION ALL SELECT i.id FROM session s JOIN agenda_item i ON i.session_id = s.id
    WHERE s.state IN ('planned', 'running')
    UNION ALL SELECT i.id FROM session s JOIN agenda_item i ON i.session_id = s.id WHERE {_WAITS}),
  up(id, kind, n) AS (
    SELECT i.came_from_id, i.came_from_kind, 1 FROM stands JOIN agenda_item i ON i.id = stands.id
    WHERE i.came_from_id IS NOT NULL
    UNION SELECT i.came_from_id, i.came_from_kind, n + 1 FROM up
    JOIN agenda_item i ON i.id = up.id
    WHERE up.kind = 'agenda_item' AND i.came_from_id IS NOT NULL AND n < 50)
  SELECT DISTINCT id FROM up"""


@dataclass(frozen=True, slots=True)
class Work:
    """The minutes per week that arrived, the minutes that wait, and the serious concerns."""

    arrived: Figure
    waiting: Figure
    serious: Figure


def work(scope: Scope) -> Work:
    """Count the work of a series.

    Arrived are the agenda items that are not standing and were not carried over, by the day they
    arrived on, at their length; and the parked points and concerns raised in those weeks that are
    open and that no item took up, at their usual size. The mean is taken over the weeks.

    Waiting are the items of the backlog; items of the sessions of the last half year that were not
    reached or skipped, and neither carried on nor let go; and, where they stand on no agenda and in
    no backlog, parked points, concerns without a standing answer, deferred decisions whose day has
    come and overdue actions, at their usual size; and the minutes by which an agenda to come is
    longer than its session. Whatever comes back with such an item is not counted beside it.
    """
    parked, same = _parked(scope)
    taken = {row["id"] for row in scope.reader.all(_CAME_FROM, _values(scope))}
    taken |= {same[each] for each in taken if each in same}
    raised = [*parked, *_concerns(scope)]
    waits = [each for each in raised if each.id not in taken]
    serious = [each for each in raised if each.why == "serious"]
    return Work(
        _arrived(scope, raised, same),
        _summed([*_backlog(scope), *_unreached(scope), *_plain(waits), *_deferred(scope, taken),
                 *_too_long(scope)], _overdue(scope, taken)),
        Figure(len(serious), tuple(serious), len(serious)),
    )  # fmt: skip


def _values(scope: Scope) -> dict[str, object]:
    left = scope.on - timedelta(weeks=LEFT_WEEKS)
    return scope.values | {"left": left.isoformat()}


def _summed(rows: list[Source], more: Figure) -> Figure:
    total = sum((each.minutes for each in rows), Fraction(more.value or 0))
    return Figure(total, (*rows, *more.sources), len(rows) + more.count)


def _plain(rows: Iterable[Source]) -> list[Source]:
    return [
        Source(each.kind, each.id, each.text, each.kind, each.minutes, each.day, each.name)
        for each in rows
    ]


# --- arrived -------------------------------------------------------------------------------------


def _arrived(scope: Scope, raised: list[Source], same: dict[int, int]) -> Figure:
    """Return the minutes per week that arrived, up to and with the day that is counted to."""
    weeks = scope.thresholds.arrival_weeks
    since = (scope.on - timedelta(weeks=weeks)).isoformat()
    rows = scope.reader.all(
        "SELECT i.id, i.title, i.length_s, i.arrived_on FROM agenda_item i"
        " LEFT JOIN session s ON s.id = i.session_id"
        " WHERE i.arrived_on > :since AND i.arrived_on <= :until AND +i.is_standing = 0"
        f" AND coalesce(i.came_from_kind, '') <> 'agenda_item' AND {scope.items()}"
        " ORDER BY i.arrived_on, i.id",
        scope.values | {"since": since},
    )
    found = [
        Source("item", row["id"], row["title"], "item", _minutes(row["length_s"]),
               row["arrived_on"])
        for row in rows
    ]  # fmt: skip
    until = scope.until.isoformat()
    inside = [each for each in raised if since < each.day <= until]
    once = _taken_once(scope, {each.id for each in inside}, same)
    found += _plain(each for each in inside if each.id not in once)
    total = sum((each.minutes for each in found), Fraction(0))
    return Figure(Fraction(total) / weeks, tuple(found), len(found))


def _taken_once(scope: Scope, ids: set[int], same: dict[int, int]) -> set[int]:
    """Return which of them an item took up at some time, also one of a session that is over."""
    asked = [*ids, *(again for again, first in same.items() if first in ids)]
    rows = scope.reader.all(
        "SELECT DISTINCT came_from_id AS id FROM agenda_item"
        " WHERE came_from_id IN (SELECT value FROM json_each(?))",
        (json.dumps(asked),),
    )
    return {same.get(int(row["id"]), int(row["id"])) for row in rows}


# --- waiting -------------------------------------------------------------------------------------


def _backlog(scope: Scope) -> list[Source]:
    rows = scope.reader.all(
        "SELECT i.id, i.title, i.length_s, i.arrived_on, coalesce(y.short_name, y.name) AS party"
        " FROM agenda_item i LEFT JOIN session s ON s.id = i.session_id"
        " LEFT JOIN party y ON y.id = i.asked_by_party_id"
        f" WHERE i.session_id IS NULL AND i.state = 'open' AND i.let_go_on IS NULL"
        f" AND {scope.items()} ORDER BY i.position, i.id",
        scope.values,
    )
    return [
        Source("item", row["id"], row["title"], "backlog", _minutes(row["length_s"]),
               row["arrived_on"] or "", row["party"] or "")
        for row in rows
    ]  # fmt: skip


def _unreached(scope: Scope) -> list[Source]:
    rows = scope.reader.all(
        "SELECT i.id, i.title, i.length_s, i.state, s.starts_local FROM agenda_item i"
        " JOIN session s ON s.id = i.session_id"
        f" WHERE {_WAITS} AND {scope.sessions()} ORDER BY s.starts_local, i.position, i.id",
        _values(scope),
    )
    return [
        Source("item", row["id"], row["title"],
               "skipped" if row["state"] == "skipped" else "not_reached",
               _minutes(row["length_s"]), row["starts_local"][:10])
        for row in rows
    ]  # fmt: skip


_RAISED = """c.id, c.text, c.at, s.state, s.starts_local, s.started_at, s.zone,
  coalesce(y.short_name, y.name) AS party"""
_BY = "LEFT JOIN session s ON s.id = c.session_id LEFT JOIN party y ON y.id = c.party_id"


def _parked(scope: Scope) -> tuple[list[Source], dict[int, int]]:
    """Return the open parked points, and for one parked again in the same words the first."""
    rows = scope.reader.all(  # the day makes the index of open parked points the one to use
        f"SELECT {_RAISED} FROM capture c {_BY} WHERE c.kind = 'parked' AND c.settled_on IS NULL"
        f" AND c.at > '' AND {scope.said()} ORDER BY c.at, c.id",
        scope.values,
    )
    first: dict[str, Row] = {}
    same: dict[int, int] = {}
    for row in rows:
        known = first.setdefault(fold(row["text"]), row)
        if known is not row:
            same[row["id"]] = known["id"]
    return _raised(scope, first.values(), "parked", PARKED_S), same


def _concerns(scope: Scope) -> list[Source]:
    rows = scope.reader.all(
        f"SELECT {_RAISED}, k.severity FROM concern k"
        f" JOIN capture c ON c.id = k.id AND +c.kind = 'concern' {_BY}"
        f" WHERE {UNANSWERED} AND {scope.said()} ORDER BY c.at, c.id",
        scope.values,
    )
    return _raised(scope, rows, "concern", CONCERN_S)


def _raised(scope: Scope, rows: Iterable[Row], kind: str, length_s: int) -> list[Source]:
    zone = zone_of(scope.reader)
    return [
        Source(kind, row["id"], row["text"],
               "serious" if row.get("severity") == "high" else kind, _minutes(length_s),
               _day(row, zone), row["party"] or "")
        for row in rows
    ]  # fmt: skip


def _day(row: Row, zone: str) -> str:
    """Return the day on which it was raised: of the session, else where the engagement lives.

    What was noted for a session that is still to come was raised when it was noted.
    """
    if row["state"] in ("running", "closed"):
        return begin_of(row["starts_local"], row["started_at"], row["zone"])[:10]
    return datetime.fromisoformat(row["at"]).astimezone(zone_named(zone)).date().isoformat()


def _deferred(scope: Scope, taken: set[int]) -> list[Source]:
    rows = scope.reader.all(
        f"SELECT c.id, c.text, d.review_on FROM decision d"
        f" JOIN capture c ON c.id = d.id AND +c.kind = 'decision' {_BY}"
        " WHERE d.state = 'deferred' AND (d.review_on IS NULL OR d.review_on <= :on)"
        f" AND {scope.said()} ORDER BY d.review_on, c.id",
        scope.values,
    )
    return [
        Source("decision", row["id"], row["text"], "deferred", _minutes(REVIEW_S),
               row["review_on"] or "")
        for row in rows
        if row["id"] not in taken
    ]  # fmt: skip


def _overdue(scope: Scope, taken: set[int]) -> Figure:
    """Return the overdue actions that nobody put on an agenda; very many are only counted."""
    where = (
        " FROM action a JOIN capture c ON c.id = a.id AND +c.kind = 'action'"
        + ("" if scope.is_only else f" {_BY}")
        + " WHERE a.state IN ('asked', 'promised', 'delivered') AND a.state <> 'delivered'"
        " AND a.due_on < :on AND a.id NOT IN (SELECT value FROM json_each(:taken))"
        f" AND {scope.said()}"
    )
    values = scope.values | {"taken": json.dumps([*taken]), "most": MOST + 1}
    rows = scope.reader.all(
        f"SELECT c.id, c.text, a.due_on{where} ORDER BY a.due_on, c.id LIMIT :most", values
    )
    count = len(rows)
    if count > MOST:
        count = int(scope.reader.value(f"SELECT count(*){where}", values))
    listed = tuple(
        Source("action", row["id"], row["text"], "overdue", _minutes(ACTION_S), row["due_on"])
        for row in rows[:MOST]
    )
    return Figure(count * _minutes(ACTION_S), listed, count)


def _too_long(scope: Scope) -> list[Source]:
    """Return the agendas to come that are longer than their session, by how much."""
    rows = scope.reader.all(
        "SELECT s.id, s.title, s.starts_local, s.length_s, sum(i.length_s) AS planned_s"
        " FROM session s JOIN agenda_item i ON i.session_id = s.id"
        f" WHERE s.state = 'planned' AND s.starts_local >= :on AND {scope.sessions()}"
        " GROUP BY s.id HAVING sum(i.length_s) > s.length_s ORDER BY s.starts_local, s.id",
        scope.values,
    )
    return [
        Source("session", row["id"], row["title"], "too_long",
               _minutes(row["planned_s"] - row["length_s"]), row["starts_local"][:10])
        for row in rows
    ]  # fmt: skip


def _minutes(length_s: int) -> Exact:
    minutes = Fraction(length_s, 60)
    return minutes.numerator if minutes.denominator == 1 else minutes
