"""What a session says of itself: its level, and whether the facilitator is part of it (K1, E10)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class SessionMarks:
    """`level` is its own, else that of its series; empty where none was said."""

    state: str
    level: str
    without_facilitator: bool


def session_marks(reader: Reader, session_id: int) -> SessionMarks:
    """Return the marks of a session; of one that is gone, none."""
    row = reader.one(
        "SELECT s.state, coalesce(s.level, r.level, '') AS level, s.without_facilitator"
        " FROM session s LEFT JOIN series r ON r.id = s.series_id WHERE s.id = ?",
        (session_id,),
    )
    if row is None:
        return SessionMarks("", "", without_facilitator=False)
    return SessionMarks(row["state"], row["level"], bool(row["without_facilitator"]))
