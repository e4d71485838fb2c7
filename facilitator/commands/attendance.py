"""Who is in the room, for which party (V6)."""

from __future__ import annotations

from datetime import date

from facilitator.commands.fields import must_exist
from facilitator.commands.people import party_of
from facilitator.domain.words import Attendance, SessionState
from facilitator.store import Row, Store


def set_attendance(
    store: Store,
    session_id: int,
    person_id: int,
    state: Attendance,
    *,
    arrived_at: str | None = None,
    left_at: str | None = None,
) -> None:
    """Record one person's presence; times are local `HH:MM` for late and early, else None."""
    session = must_exist(store, "session", session_id)
    person = must_exist(store, "person", person_id)
    values = {"state": Attendance(state).value, "arrived_at": arrived_at, "left_at": left_at}
    row = store.one(
        "SELECT id FROM attendance WHERE session_id = ? AND person_id = ?",
        (session_id, person_id),
    )
    with store.step(f"Attendance of {person['name']}"):
        if row is not None:
            store.update("attendance", row["id"], **values)
            return
        store.insert(
            "attendance",
            session_id=session_id,
            person_id=person_id,
            party_id=party_of(store, person_id, _day(session)),
            **values,
        )


def _day(session: Row) -> date | None:
    """Return the day of a session that does not run; who joins one that does sits as of today."""
    if session["state"] == SessionState.RUNNING:
        return None
    return date.fromisoformat(session["starts_local"][:10])


def set_all_present(store: Store, session_id: int) -> None:
    """Record everybody as present whose presence is not known yet."""
    must_exist(store, "session", session_id)
    rows = store.all(
        "SELECT id FROM attendance WHERE session_id = ? AND state = ?",
        (session_id, Attendance.INVITED.value),
    )
    with store.step("Everybody is present"):
        for row in rows:
            store.update("attendance", row["id"], state=Attendance.PRESENT.value)


def uninvite(store: Store, session_id: int, person_id: int) -> None:
    """Take a person from the list of a session."""
    attendance_id = store.value(
        "SELECT id FROM attendance WHERE session_id = ? AND person_id = ?",
        (session_id, person_id),
    )
    if attendance_id is not None:
        with store.step("Take a person from the session"):
            store.delete("attendance", attendance_id)
