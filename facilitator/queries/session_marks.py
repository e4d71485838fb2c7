"""What a session says of itself: its level, and whether the facilitator is part of it (K1, E10)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class SessionMarks:
    """`level` is its own, else that of its series; empty where none was said.

    `is_alone` tells that nothing in the engagement stands on another level.
    """

    state: str
    level: str
    without_facilitator: bool
    is_alone: bool


def session_marks(reader: Reader, session_id: int) -> SessionMarks:
    """Return the marks of a session; of one that is gone, none."""
    row = reader.one(
        "SELECT s.state, coalesce(s.level, r.level, '') AS level, s.without_facilitator,"
        " NOT EXISTS (SELECT 1 FROM series o WHERE o.level <> coalesce(s.level, r.level))"
        " AND NOT EXISTS (SELECT 1 FROM session o WHERE o.level <> coalesce(s.level, r.level))"
        " AS is_alone"
        " FROM session s LEFT JOIN series r ON r.id = s.series_id WHERE s.id = ?",
        (session_id,),
    )
    if row is None:
        return SessionMarks("", "", without_facilitator=False, is_alone=True)
    return SessionMarks(
        row["state"], row["level"], bool(row["without_facilitator"]), bool(row["is_alone"])
    )
