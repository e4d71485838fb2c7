"""What returns to an agenda, and why; and what does not, and why (P5).

Every open thing is offered, stands on an agenda or in the backlog already, or is named as staying.
"""

from __future__ import annotations

import json

from facilitator.queries.candidates import (
    ACTION_S,
    CONCERN_S,
    PARKED_S,
    REVIEW_S,
    Candidate,
    CarryOver,
    Found,
    Left,
    Scope,
)
from facilitator.queries.carry_captures import every, parked_alike
from facilitator.queries.carry_items import IS_OTHER, items
from facilitator.queries.engagement import day_of
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader, Row

__all__ = [
    "ACTION_S", "CONCERN_S", "PARKED_S", "REVIEW_S", "Candidate", "CarryOver", "Left",
    "carry_over", "following_session", "leaving", "previous_session", "waiting_topics",
]  # fmt: skip

# From items up to all that they came from, through every copy; no more than 50 copies.
_UP = """
  WITH RECURSIVE up(start, id, kind, n) AS (
    SELECT i.id, i.came_from_id, i.came_from_kind, 1 FROM agenda_item i
    WHERE ({0}) AND i.came_from_id IS NOT NULL
    UNION ALL SELECT up.start, i.came_from_id, i.came_from_kind, n + 1
    FROM up JOIN agenda_item i ON i.id = up.id
    WHERE up.kind = 'agenda_item' AND i.came_from_id IS NOT NULL AND n < 50)
  SELECT start, id FROM up"""
_ASKED = (
    "SELECT id, agenda_item_id FROM question"
    " WHERE agenda_item_id IS NOT NULL AND confirmed_on IS NULL"
)
_LATEST = 50  # held sessions that are looked at for the last one: zones reorder but few


def _begin(row: Row) -> str:
    return begin_of(row["starts_local"], row["started_at"], row["zone"])


def previous_session(reader: Reader, session_id: int) -> Row | None:
    """Return the last session held before this one; that of another series is none."""
    this = reader.one("SELECT * FROM session WHERE id = ?", (session_id,))
    if this is None:
        return None
    return _last_held(reader, this["series_id"], session_id, _begin(this))


def _last_held(reader: Reader, series_id: int | None, but: int, until: str) -> Row | None:
    # No zone is further from UTC than a day: the index on when sessions began leads to the last.
    rows = reader.all(
        "SELECT * FROM session WHERE started_at IS NOT NULL"
        " AND started_at < date(:until, '+2 days') AND id <> :id"
        f" AND +state IN ('closed', 'running') AND NOT {IS_OTHER.format('')}"
        " ORDER BY started_at DESC LIMIT :most",
        {"id": but, "series": series_id, "until": until[:10], "most": _LATEST},
    )
    before = [row for row in reversed(rows) if _begin(row) <= until]
    return max(before, key=_begin, default=None)


def following_session(reader: Reader, session_id: int) -> Row | None:
    """Return the earliest planned session behind this one, from the day on which it was held.

    One of another series counts only where there is no other.
    """
    this = reader.one("SELECT * FROM session WHERE id = ?", (session_id,))
    if this is None:
        return None
    return reader.one(
        "SELECT *, (SELECT coalesce(sum(i.length_s), 0) FROM agenda_item i"
        " WHERE i.session_id = session.id) AS planned_s"
        " FROM session WHERE id <> :id AND state = 'planned' AND starts_local >= :begin"
        f" ORDER BY {IS_OTHER.format('')}, starts_local, id LIMIT 1",
        {"id": session_id, "series": this["series_id"], "begin": _begin(this)},
    )


def carry_over(reader: Reader, session_id: int) -> CarryOver:
    """Preview what could return to a planned session."""
    this = reader.one("SELECT * FROM session WHERE id = ?", (session_id,))
    day = str(this["starts_local"])[:10] if this else day_of(reader).isoformat()
    series_id = this["series_id"] if this else None
    return _preview(reader, previous_session(reader, session_id), series_id, session_id, day)


def leaving(reader: Reader, session_id: int) -> CarryOver:
    """Preview, while a session runs or closes, what will return to the next one."""
    previous = reader.one("SELECT * FROM session WHERE id = ?", (session_id,))
    following = following_session(reader, session_id)
    day = following["starts_local"][:10] if following else day_of(reader).isoformat()
    target = following["id"] if following else None
    series_id = previous["series_id"] if previous else None
    return _preview(reader, previous, series_id, target, day, is_leaving=True)


def waiting_topics(reader: Reader, series_id: int | None) -> CarryOver:
    """Preview what waits and stands on no agenda of any kind, for a series (None: any)."""
    today = day_of(reader).isoformat()
    following = reader.one(
        "SELECT * FROM session WHERE state = 'planned' AND starts_local >= :today"
        f" ORDER BY {IS_OTHER.format('')}, starts_local, id LIMIT 1",
        {"today": today, "series": series_id},
    )
    day = following["starts_local"][:10] if following else today
    last = _last_held(reader, series_id, 0, f"{today}T99")
    return _preview(reader, last, series_id, None, day)


def _preview(
    reader: Reader,
    previous: Row | None,
    series_id: int | None,
    target: int | None,
    day: str,
    *,
    is_leaving: bool = False,
) -> CarryOver:
    last = _begin(previous)[:10] if previous else ""
    today = day_of(reader).isoformat()
    scope = Scope(reader, series_id, target, previous, last, day, today, is_leaving)
    found = [items(scope), *every(scope)]
    candidates, again = _sorted(scope, found, _taken(scope))
    label = session_labels(reader, [previous["id"]])[previous["id"]].label if previous else ""
    left = [each for part in found for each in part.left]
    return CarryOver(
        previous["id"] if previous else None, label, tuple(candidates), (*again, *left)
    )


def _sorted(
    scope: Scope, found: list[Found], taken: set[int]
) -> tuple[list[Candidate], list[Left]]:
    """Part what is offered from what stands somewhere already, or returns with its item."""
    covers = _covers(scope, found)
    alike = parked_alike(scope)
    covers |= {alike[key]: title for key, title in covers.items() if key in alike}
    taken = taken | {alike[key] for key in taken if key in alike}
    named = {(each.why, each.title, each.label) for part in found for each in part.left}
    free: list[Candidate] = []
    again: list[Left] = []
    for each in (one for part in found for one in part.candidates):
        if each.source_id in taken:
            again.append(Left(each.title, "on_agenda", each.label))
        elif each.source_id in covers and each.why != "overdue":
            again.append(Left(each.title, "with_item", each.label, covers[each.source_id]))
        else:
            free.append(each)
    return free, [each for each in again if (each.why, each.title, each.label) not in named]


def _covers(scope: Scope, found: list[Found]) -> dict[int, str]:
    """Return what an offered item brings back with it, and the title of that item."""
    titles = {
        each.source_id: each.title
        for part in found
        for each in part.candidates
        if each.source == "agenda_item"
    }
    out = {key: title for part in found for key, title in part.covers.items()}
    for row in scope.reader.all(
        _UP.format("i.id IN (SELECT value FROM json_each(:ids))"),
        {"ids": json.dumps([*titles])},
    ):
        out.setdefault(row["id"], titles[row["start"]])
    for row in scope.reader.all(_ASKED):
        if row["agenda_item_id"] in titles or row["agenda_item_id"] in out:
            item_id = row["agenda_item_id"]
            out.setdefault(row["id"], titles.get(item_id) or out[item_id])
    return out


def _taken(scope: Scope) -> set[int]:
    """Return what is on a planned or running agenda, or in the backlog, already.

    What stands on the agenda that is being left is not: it was its turn today.
    """
    but = scope.previous["id"] if scope.is_leaving and scope.previous is not None else 0
    states = "('planned')" if scope.is_leaving else "('planned', 'running')"
    live = (
        "i.session_id IS NULL OR i.session_id IN"
        f" (SELECT s.id FROM session s WHERE s.state IN {states} AND s.id <> :but)"
    )
    out = {row["id"] for row in scope.reader.all(_UP.format(live), {"but": but})}
    standing = {
        row["id"] for row in scope.reader.all(f"SELECT i.id FROM agenda_item i WHERE {live}",
                                              {"but": but})
    }  # fmt: skip
    return out | {
        row["id"]
        for row in scope.reader.all(_ASKED)
        if row["agenda_item_id"] in out or row["agenda_item_id"] in standing
    }
