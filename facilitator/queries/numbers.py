"""How things are called by number: session 2026/04, item 2026/04-3, decision D-2026-017.

Issued numbers stand in `issued_number`. A session that is still to come shows the number it will
get if nothing changes; sealed things never take part, so no gap tells of them.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from facilitator.errors import NotThere
from facilitator.queries.engagement import day_of
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class SessionLabel:
    """`is_issued` is False for the number a planned session will get if nothing changes."""

    label: str
    is_issued: bool


def session_label(year: int, n: int) -> str:
    """Return `2026/04`."""
    return f"{year}/{n:02d}"


def item_label(session: str, position: int) -> str:
    """Return `2026/04-3` for the third item, empty where the session has no number."""
    return f"{session}-{position}" if session else ""


def decision_label(year: int, n: int) -> str:
    """Return `D-2026-017`."""
    return f"D-{year}-{n:03d}"


def action_label(year: int, n: int) -> str:
    """Return `A-2026-031`."""
    return f"A-{year}-{n:03d}"


def request_label(year: int, n: int) -> str:
    """Return `R-2026-001`, the number of a data request."""
    return f"R-{year}-{n:03d}"


def capture_label(kind: str, year: int | None, n: int | None) -> str:
    """Return the number of a decision or an action, empty for other kinds and unissued ones."""
    if year is None or n is None:
        return ""
    if kind == "decision":
        return decision_label(year, n)
    return action_label(year, n) if kind == "action" else ""


def session_labels(
    reader: Reader, ids: Iterable[int | None] | None = None
) -> dict[int, SessionLabel]:
    """Return the number of every session (or of those) that has or will get one, by its id."""
    if ids is None:
        return _issued(reader, "true") | _provisional(reader)
    wanted = {each for each in ids if each is not None}
    labels = _issued(reader, "s.id IN (SELECT value FROM json_each(?))", json.dumps([*wanted]))
    if wanted <= labels.keys():
        return labels
    to_come = _provisional(reader, wanted - labels.keys())
    return labels | {key: to_come[key] for key in wanted & to_come.keys()}


def _issued(reader: Reader, where: str, *params: str) -> dict[int, SessionLabel]:
    rows = reader.all(
        "SELECT s.id, n.year, n.n FROM session s"
        " JOIN issued_number n ON n.kind = 'session' AND n.row_id = s.id"
        f" WHERE {where} ORDER BY s.starts_local, s.id",
        params,
    )
    return {row["id"]: SessionLabel(session_label(row["year"], row["n"]), True) for row in rows}


def _highest(reader: Reader) -> dict[int, int]:
    """Return the highest session number of each year, those of deleted sessions included."""
    rows = reader.all(
        "SELECT year, max(n) AS n FROM issued_number WHERE kind = 'session' GROUP BY year"
    )
    return {row["year"]: row["n"] for row in rows}


def _provisional(reader: Reader, ids: Iterable[int] | None = None) -> dict[int, SessionLabel]:
    """Return what sessions will be called; with `ids`, those of the same years alone."""
    first, last = "", ":"  # behind every digit
    if ids is not None:
        found = reader.one(
            "SELECT min(starts_local) AS first, max(starts_local) AS last FROM session"
            " WHERE id IN (SELECT value FROM json_each(?)) AND state <> 'cancelled'",
            (json.dumps([*ids]),),
        )
        if found is None or found["first"] is None:
            return {}
        first, last = found["first"][:4], f"{found['last'][:4]}:"
    rows = reader.all(
        "SELECT id, starts_local FROM session WHERE state <> 'cancelled'"
        " AND starts_local >= ? AND starts_local < ? AND NOT EXISTS"
        " (SELECT 1 FROM issued_number n WHERE n.kind = 'session' AND n.row_id = session.id)"
        " ORDER BY starts_local, id",
        (first, last),
    )
    highest = defaultdict(int, _highest(reader))
    labels = {}
    for row in rows:
        year = int(row["starts_local"][:4])
        highest[year] += 1
        labels[row["id"]] = SessionLabel(session_label(year, highest[year]), False)
    return labels


def lacks_numbers(reader: Reader, session_id: int) -> bool:
    """Return whether the session, or a decision or action of it, has no number yet."""
    label = session_labels(reader, [session_id]).get(session_id)
    return label is None or not label.is_issued or bool(_unnumbered(reader, session_id))


def without_number(reader: Reader, kind: str) -> list[int]:
    """Return the decisions, or the actions, of the file that have no number yet, oldest first."""
    rows = reader.all(
        "SELECT c.id FROM capture c WHERE c.kind = ? AND NOT EXISTS (SELECT 1"
        " FROM issued_number n WHERE n.kind = c.kind AND n.row_id = c.id) ORDER BY c.at, c.id",
        (kind,),
    )
    return [row["id"] for row in rows]


def _unnumbered(reader: Reader, session_id: int) -> Any:
    return reader.value(
        "SELECT 1 FROM capture c WHERE c.session_id = ? AND c.kind IN ('decision', 'action')"
        " AND NOT EXISTS (SELECT 1 FROM issued_number n WHERE n.kind = c.kind"
        " AND n.row_id = c.id)",
        (session_id,),
    )


def has_begun(reader: Reader, session_id: int) -> bool:
    """Return whether a session runs or was held."""
    state = reader.value("SELECT state FROM session WHERE id = ?", (session_id,))
    return state in ("running", "closed")


def find_session(reader: Reader, text: str) -> int:
    """Return the id of the session called `2026/04`, `last` or `next`.

    `last` is the running session, else the one that closed last; `next` is the running session,
    else the first that is planned from today on, else the first that was planned and never held.

    Raises:
        NotThere: no session is called that.
    """
    wanted = text.strip().lower()
    found = _BY_WORD[wanted](reader) if wanted in _BY_WORD else _by_number(reader, wanted)
    if found is None:
        raise NotThere("session", f"“{text}”")
    return found


def _by_number(reader: Reader, text: str) -> int | None:
    match = re.fullmatch(r"(\d{4})/(\d{1,6})", text)
    if match is None:
        return None
    wanted = session_label(int(match[1]), int(match[2]))
    labels = session_labels(reader)
    return next((key for key, label in labels.items() if label.label == wanted), None)


def _last(reader: Reader) -> int | None:
    return _first_id(
        reader,
        "SELECT id FROM session WHERE state IN ('running', 'closed')"
        " ORDER BY state = 'running' DESC, coalesce(started_at, starts_local) DESC, id DESC",
    )


def _next(reader: Reader) -> int | None:
    return _first_id(
        reader,
        "SELECT id FROM session WHERE state IN ('running', 'planned')"
        " ORDER BY state = 'running' DESC, starts_local < ?, starts_local, id",
        day_of(reader).isoformat(),
    )


def _first_id(reader: Reader, sql: str, *params: str) -> int | None:
    found = reader.value(f"{sql} LIMIT 1", params)
    return None if found is None else int(found)


_BY_WORD = {"last": _last, "next": _next}
