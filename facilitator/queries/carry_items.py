"""Agenda items that could return: not reached, skipped, standing, with open actions (P5)."""

from __future__ import annotations

import json

from facilitator.domain.text import fold
from facilitator.domain.words import ItemState, Purpose
from facilitator.queries.candidates import ACTION_S, MOST, Candidate, Found, Left, Scope
from facilitator.queries.held import begin_of
from facilitator.store import Row

# A session that stands alone, such as the kickoff, is of no other series.
IS_OTHER = "coalesce({0}series_id <> :series, 0)"
_MOST_COUNTED = 1000  # items of earlier sessions; nobody counts on
_STANDING_SESSIONS = 12  # how far back a standing item is looked for

# While a session runs, used minutes are not written yet: its clock says what was on the table.
_WAS_ON_TABLE = "EXISTS (SELECT 1 FROM clock_event e WHERE e.item_id = i.id)"
_ITEM = f"""
  SELECT i.*, {_WAS_ON_TABLE} AS was_on_table, s.state AS session_state, s.starts_local,
    s.started_at, s.zone, y.colour, coalesce(y.short_name, y.name) AS party,
    EXISTS (SELECT 1 FROM agenda_item n WHERE n.id = i.carried_to_id) AS is_carried
  FROM agenda_item i JOIN session s ON s.id = i.session_id
  LEFT JOIN party y ON y.id = i.asked_by_party_id"""


def items(scope: Scope) -> Found:
    """Return the items of the last session, and those of earlier ones that nobody took up."""
    found = Found()
    if scope.previous is not None:
        rows = scope.reader.all(
            f"{_ITEM} WHERE i.session_id = ? ORDER BY i.position, i.id", (scope.previous["id"],)
        )
        for row in rows:
            _sort_in(scope, found, row)
    _earlier(scope, found)
    _standing(scope, found)
    found.candidates.sort(key=_is_discussed)  # what was not discussed comes first
    return found


def _is_discussed(candidate: Candidate) -> bool:
    return candidate.why == "open_actions"


def _sort_in(scope: Scope, found: Found, row: Row) -> None:
    """Offer an item of the last session, or name it among what stays."""
    why = "standing" if row["is_standing"] else not_reached(row)
    actions = _open_actions(scope, row)
    if row["let_go_on"]:
        found.left.append(Left(row["title"], "let_go", ""))
    elif row["is_carried"] or (why == "standing" and _stands_already(scope, row["title"])):
        found.covers |= _covered(row, actions)
        found.left.append(Left(row["title"], "on_agenda", ""))
    elif why:
        found.candidates.append(_candidate(row, why, is_ticked=True))
        found.covers |= _covered(row, actions)
    elif actions:
        found.candidates.append(_with_actions(scope, row, actions))
        found.covers |= _covered(row, actions)
    else:
        found.left.append(Left(row["title"], "done", ""))


def _covered(row: Row, actions: list[Row]) -> dict[int, str]:
    """Return which actions come back with their item."""
    return {action["id"]: row["title"] for action in actions}


def not_reached(item: Row) -> str:
    """Return why an item was not discussed; empty where it was."""
    if item["state"] == ItemState.SKIPPED:
        return "skipped"
    if item["state"] == ItemState.DONE or item["used_s"] or item["was_on_table"]:
        return ""
    return "cancelled" if item["session_state"] == "cancelled" else "not_reached"


def _candidate(row: Row, why: str, *, is_ticked: bool) -> Candidate:
    return Candidate(
        "agenda_item", row["id"], row["title"], why,
        begin_of(row["starts_local"], row["started_at"], row["zone"])[:10], "",
        row["party"] or "", False, row["length_s"], is_ticked, row["purpose"],
        row["asked_by_party_id"], row["goal_id"], needed_on=row["needed_on"] or "",
        colour=row["colour"] or "",
    )  # fmt: skip


def _open_actions(scope: Scope, item: Row) -> list[Row]:
    """Return the open actions of an item; an overdue one is offered by itself."""
    return scope.reader.all(
        "SELECT c.id, a.due_on FROM capture c JOIN action a ON a.id = c.id WHERE c.item_id = ?"
        " AND +c.kind = 'action' AND a.state IN ('asked', 'promised')"
        " AND (a.due_on IS NULL OR a.due_on >= ?) ORDER BY a.due_on IS NULL, a.due_on, c.id",
        (item["id"], scope.overdue_before),
    )


def _with_actions(scope: Scope, row: Row, actions: list[Row]) -> Candidate:
    """Offer an item whose actions are open; ticked where one is due by the next session."""
    first = actions[0]["due_on"] or ""
    return Candidate(
        "agenda_item", row["id"], row["title"], "open_actions", first, "", row["party"] or "",
        False, min(row["length_s"], ACTION_S * len(actions)), bool(first) and first <= scope.day,
        Purpose.REVIEW.value, row["asked_by_party_id"], row["goal_id"], times=len(actions),
        colour=row["colour"] or "",
    )  # fmt: skip


def _earlier(scope: Scope, found: Found) -> None:
    """Offer what earlier sessions did not reach, and what a cancelled one left behind."""
    last = scope.previous["id"] if scope.previous is not None else 0
    # From the latest session backwards, so that a long history is not read for its last rows.
    ids = (
        "SELECT i.id FROM session s CROSS JOIN agenda_item i INDEXED BY agenda_item_waiting"
        " WHERE i.session_id = s.id AND i.state <> 'done' AND i.let_go_on IS NULL"
        " AND i.carried_to_id IS NULL AND s.id <> :last AND i.is_standing = 0"
        f" AND +s.state IN ('closed', 'cancelled') AND NOT {IS_OTHER.format('s.')}"
        f" AND NOT coalesce(i.used_s, 0) AND NOT {_WAS_ON_TABLE}"
        " ORDER BY s.starts_local DESC LIMIT :most"
    )
    values = {"last": last, "series": scope.series_id, "most": _MOST_COUNTED}
    waiting = [row["id"] for row in scope.reader.all(ids, values)]
    rows = scope.reader.all(
        f"{_ITEM} WHERE i.id IN (SELECT value FROM json_each(?))"
        " ORDER BY s.starts_local DESC, i.position, i.id",
        (json.dumps(waiting[:MOST]),),
    )
    for row in rows:
        is_new = row["session_state"] == "cancelled" and row["starts_local"][:10] >= (
            scope.previous_day or "0"
        )
        found.candidates.append(_candidate(row, not_reached(row), is_ticked=is_new))
    if len(waiting) > MOST:
        found.left.append(Left("", "not_reached", "", count=len(waiting) - MOST))


def _standing(scope: Scope, found: Found) -> None:
    """Offer standing items that the last session did not have, one for each title."""
    last = scope.previous["id"] if scope.previous is not None else 0
    rows = scope.reader.all(
        f"{_ITEM} WHERE i.is_standing = 1 AND i.let_go_on IS NULL AND i.carried_to_id IS NULL"
        f" AND s.id <> :last AND s.id IN (SELECT id FROM session t WHERE t.state = 'closed'"
        f" AND NOT {IS_OTHER.format('t.')} ORDER BY t.starts_local DESC LIMIT :sessions)"
        " ORDER BY s.starts_local DESC, i.position, i.id",
        {"last": last, "series": scope.series_id, "sessions": _STANDING_SESSIONS},
    )
    seen = {fold(each.title) for each in found.candidates if each.why == "standing"}
    seen |= {fold(each.title) for each in found.left}
    for row in rows:
        name = fold(row["title"])
        if name not in seen and not _stands_already(scope, row["title"]):
            found.candidates.append(_candidate(row, "standing", is_ticked=False))
        seen.add(name)


def _stands_already(scope: Scope, title: str) -> bool:
    """Tell whether the agenda in question has a standing item of this title."""
    rows = scope.reader.all(
        "SELECT title FROM agenda_item WHERE session_id = ? AND is_standing = 1",
        (scope.target_id,),
    )
    return fold(title) in {fold(row["title"]) for row in rows}
