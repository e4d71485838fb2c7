"""How the last sessions went: thin, overfull, attended; and since when there are any (K3)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import takewhile

from facilitator.queries.engagement import parties
from facilitator.queries.figures import Figure, Scope, Source
from facilitator.queries.held import begin_of
from facilitator.store import Row

LOOKED_BACK = 24  # sessions in which a row of them is looked for


@dataclass(frozen=True, slots=True)
class Past:
    """A session that was held or called off, or a time of the series that was left out.

    Lengths are seconds. `used_s` is None where nobody knows; `items_s` is what stood on the agenda
    besides the standing items, `carried_s` what of it was carried on or still waits.
    """

    kind: str
    id: int
    title: str
    day: str
    is_held: bool
    length_s: int
    used_s: int | None
    items_s: int
    carried_s: int


def held(scope: Scope) -> list[Past]:
    """Return what lies behind, the latest first: a session lies where it was really held.

    What was called off or left out before the day of the advice, for a later one, is no news when
    that day comes.
    """
    rows = [row for row in _sessions(scope) if _begins(row)[:10] <= scope.until.isoformat()]
    sums = _sums(scope, [row["id"] for row in rows])
    past = [(_begins(row), _past(row, sums.get(row["id"]))) for row in rows]
    past += [(row["original_local"], _left_out(scope, row)) for row in _skipped(scope)]
    past.sort(key=_when, reverse=True)
    return [each for _, each in past[:LOOKED_BACK]]


_SESSION = """
  SELECT s.id, s.title, s.state, s.starts_local, s.zone, s.length_s, s.started_at, s.ended_at
  FROM session s WHERE """
_SINCE = "date(:on, '+1 day')"  # the day after that of the advice


def _sessions(scope: Scope) -> list[Row]:
    """Return the sessions until the day that counts, and those that were held before theirs."""
    rows = scope.reader.all(
        f"{_SESSION} s.state IN ('closed', 'cancelled') AND s.starts_local < :after"
        f" AND (s.state = 'closed' OR s.starts_local < {_SINCE} OR EXISTS (SELECT 1 FROM history h"
        "  WHERE h.row_id = s.id AND h.field = 'state' AND h.after = 'cancelled'"
        f"  AND h.at >= {_SINCE}))"
        f" AND {scope.sessions()} ORDER BY s.starts_local DESC, s.id DESC LIMIT :most",
        scope.values | {"most": LOOKED_BACK},
    )
    early = scope.reader.all(
        f"{_SESSION} s.state = 'closed' AND s.starts_local >= :after AND {scope.sessions()}",
        scope.values,
    )
    return rows + early


def _begins(row: Row) -> str:
    is_held = row["state"] == "closed"
    return begin_of(row["starts_local"], row["started_at"] if is_held else None, row["zone"])


def _when(each: tuple[str, Past]) -> tuple[str, int]:
    return (each[0], each[1].id)


_CARRIED = """i.is_standing = 0 AND i.let_go_on IS NULL AND (i.carried_to_id IS NOT NULL
  OR i.state = 'skipped' OR (i.state <> 'done' AND NOT coalesce(i.used_s, 0)
  AND NOT EXISTS (SELECT 1 FROM clock_event e WHERE e.item_id = i.id)))"""


def _sums(scope: Scope, ids: list[int]) -> dict[int, Row]:
    rows = scope.reader.all(
        "SELECT i.session_id, sum(i.used_s) AS used_s,"
        " sum(CASE WHEN i.is_standing = 0 THEN i.length_s ELSE 0 END) AS items_s,"
        f" sum(CASE WHEN {_CARRIED} THEN i.length_s ELSE 0 END) AS carried_s"
        " FROM agenda_item i WHERE i.session_id IN (SELECT value FROM json_each(?))"
        " GROUP BY i.session_id",
        (json.dumps(ids),),
    )
    return {row["session_id"]: row for row in rows}


def _past(row: Row, sums: Row | None) -> Past:
    used = sums["used_s"] if sums else None
    return Past(
        "session",
        row["id"],
        row["title"],
        _begins(row)[:10],
        row["state"] == "closed",
        row["length_s"],
        used or _span_s(row),
        sums["items_s"] if sums else 0,
        sums["carried_s"] if sums else 0,
    )


def _span_s(row: Row) -> int | None:
    """Return how long a session took whose items tell nothing of it."""
    if not row["started_at"] or not row["ended_at"]:
        return None
    ended, started = map(datetime.fromisoformat, (row["ended_at"], row["started_at"]))
    return max(0, int((ended - started).total_seconds()))


def _skipped(scope: Scope) -> list[Row]:
    return scope.reader.all(
        "SELECT id, original_local FROM series_exception WHERE series_id = :series"
        " AND state = 'skipped' AND original_local < :after"
        f" AND (original_local < {_SINCE} OR at >= {_SINCE})"
        " ORDER BY original_local DESC LIMIT :most",
        scope.values | {"most": LOOKED_BACK},
    )


def _left_out(scope: Scope, row: Row) -> Past:
    day = row["original_local"][:10]
    return Past("slot", row["id"], scope.series.title, day, False, 0, None, 0, 0)


# --- figures -------------------------------------------------------------------------------------


def thin(scope: Scope, past: list[Past]) -> Figure:
    """Return how many of the last sessions in a row were called off or left half their time.

    What a session used is what its items used, else the time from its begin to its end; one of
    which neither is known ends the row. A time of the series that was left out was called off.
    """
    share = scope.thresholds.thin_percent

    def is_thin(each: Past) -> bool:
        if not each.is_held:
            return True
        return each.used_s is not None and each.used_s * 100 < share * each.length_s

    return _in_a_row(past, is_thin, _thin_source)


def _thin_source(each: Past) -> Source:
    why = "used" if each.is_held else "cancelled" if each.kind == "session" else "left_out"
    minutes = Fraction(each.used_s or 0, 60)
    return Source(each.kind, each.id, each.title, why, minutes, each.day)


def overfull(scope: Scope, past: list[Past]) -> Figure:
    """Return how many of the last sessions in a row carried over a quarter or more.

    The share is that of the minutes on the agenda, standing items left out: carried on, or not
    discussed and not let go. A session that was called off ends the row.
    """
    share = scope.thresholds.overfull_percent

    def is_overfull(each: Past) -> bool:
        return each.is_held and 0 < each.items_s * share <= each.carried_s * 100

    return _in_a_row(past, is_overfull, _overfull_source)


def _overfull_source(each: Past) -> Source:
    minutes = Fraction(each.carried_s, 60)
    return Source(each.kind, each.id, each.title, "carried", minutes, each.day)


def _in_a_row(
    past: list[Past], is_one: Callable[[Past], bool], source: Callable[[Past], Source]
) -> Figure:
    found = tuple(source(each) for each in takewhile(is_one, past))
    return Figure(len(found), found, len(found))


def attendance(scope: Scope, past: list[Past]) -> Figure:
    """Return the lowest share of the last sessions at which a side was there.

    A side was there when one of its people was. Counted are the sessions on whose list it stood
    and whose list was kept: one on which everybody is still only invited tells nothing. The rows
    are those of the side with the lowest share, of several the first.
    """
    closed = [each for each in past if each.is_held]
    last = closed[: scope.thresholds.attendance_sessions]
    there = _there(scope, [each.id for each in last])
    lowest: tuple[Fraction, tuple[Source, ...]] | None = None
    for side in parties(scope.reader):
        known = [each for each in last if (each.id, side.id) in there]
        if not known:
            continue
        rows = tuple(_attended(each, there[each.id, side.id], side.short) for each in known)
        share = Fraction(sum(row.why == "attended" for row in rows), len(rows))
        if lowest is None or share < lowest[0]:
            lowest = (share, rows)
    return Figure(*lowest, len(lowest[1])) if lowest else Figure(None)


def _there(scope: Scope, ids: Iterable[int]) -> dict[tuple[int, int], bool]:
    """Return for each session and side on its list whether somebody of it was there."""
    rows = scope.reader.all(
        "SELECT t.session_id, t.party_id, max(t.state = 'present') AS was_there"
        " FROM attendance t WHERE t.session_id IN (SELECT value FROM json_each(:ids))"
        " AND t.party_id IS NOT NULL AND EXISTS (SELECT 1 FROM attendance k"
        "  WHERE k.session_id = t.session_id AND k.state <> 'invited')"
        " GROUP BY t.session_id, t.party_id",
        {"ids": json.dumps(list(ids))},
    )
    return {(row["session_id"], row["party_id"]): bool(row["was_there"]) for row in rows}


def _attended(each: Past, was_there: bool, side: str) -> Source:
    why = "attended" if was_there else "missed"
    return Source("session", each.id, each.title, why, 0, each.day, side)


def age(scope: Scope) -> Figure:
    """Return the days since the first session; none was held yet: 0."""
    rows = [
        row
        for state in ("closed", "running")
        if (
            row := scope.reader.one(
                f"SELECT s.id, s.title, s.starts_local FROM session s WHERE s.state = '{state}'"
                f" AND {scope.sessions()} ORDER BY s.starts_local, s.id LIMIT 1",
                scope.values,
            )
        )
    ]
    first = min(rows, key=_starts, default=None)
    if first is None:
        return Figure(0)
    begun = date.fromisoformat(first["starts_local"][:10])
    source = Source("session", first["id"], first["title"], "first", 0, begun.isoformat())
    return Figure(max(0, (scope.on - begun).days), (source,), 1)


def _starts(row: Row) -> str:
    return str(row["starts_local"])
