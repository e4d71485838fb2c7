"""Numbers that are never re-used: given once, kept through undo (see `Store.issue_number`)."""

from __future__ import annotations

from facilitator.queries.engagement import day_of
from facilitator.store import Reader, Store


def issue_session_number(store: Store, session_id: int) -> int:
    """Give a session its number in the year in which it starts.

    Sessions before it that have none yet get theirs first, so that every session keeps the number
    under which it was announced.
    """
    starts = str(store.value("SELECT starts_local FROM session WHERE id = ?", (session_id,)))
    year = int(starts[:4])
    for row in store.all(
        "SELECT s.id FROM session s WHERE s.state <> 'cancelled'"
        " AND substr(s.starts_local, 1, 4) = ? AND (s.starts_local, s.id) < (?, ?)"
        " AND NOT EXISTS (SELECT 1 FROM issued_number n WHERE n.kind = 'session'"
        " AND n.row_id = s.id) ORDER BY s.starts_local, s.id",
        (starts[:4], starts, session_id),
    ):
        store.issue_number("session", year, row["id"])
    return store.issue_number("session", year, session_id)


def issue_capture_number(store: Store, capture_id: int) -> None:
    """Give a decision or an action its number; other kinds have none."""
    row = store.one(
        "SELECT c.kind, s.starts_local FROM capture c LEFT JOIN session s ON s.id = c.session_id"
        " WHERE c.id = ?",
        (capture_id,),
    )
    if row is None or row["kind"] not in ("decision", "action"):
        return
    year = int(row["starts_local"][:4]) if row["starts_local"] else day_of(store).year
    store.issue_number(row["kind"], year, capture_id)


def issue_request_number(store: Store, request_id: int) -> int:
    """Give a data request its number in the year in which it was asked."""
    asked = str(store.value("SELECT asked_on FROM data_request WHERE id = ?", (request_id,)))
    return store.issue_number("data_request", int(asked[:4]), request_id)


def unnumbered(reader: Reader, session_id: int) -> list[int]:
    """Return the decisions and actions of a session that have no number yet, oldest first."""
    rows = reader.all(
        "SELECT c.id FROM capture c LEFT JOIN issued_number n ON n.row_id = c.id"
        " AND n.kind = c.kind WHERE c.session_id = ? AND c.kind IN ('decision', 'action')"
        " AND n.row_id IS NULL ORDER BY c.at, c.id",
        (session_id,),
    )
    return [row["id"] for row in rows]


def issue_for_session(store: Store, session_id: int) -> None:
    """Give everything that a paper of this session prints its number."""
    with store.step("Issue numbers"):
        issue_session_number(store, session_id)
        for capture_id in unnumbered(store, session_id):
            issue_capture_number(store, capture_id)
