"""The head of a session, its neighbours in time, and how long things took."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from facilitator.projections.moments import (
    later,
    local_of,
    minutes_of,
    stamp_of,
    to_utc,
)
from facilitator.projections.names import Names
from facilitator.projections.standing import previous_minutes
from facilitator.projections.types import NextSession, PreviousMinutes, SessionHead
from facilitator.queries.minutes import outcomes
from facilitator.queries.opening import opener
from facilitator.store import Reader, Row

HELD = ("running", "closed")


class Sessions:
    """Every session that was not cancelled, in the order in which they take place."""

    def __init__(self, reader: Reader, names: Names) -> None:
        self._outcomes = outcomes(reader)
        self._names = names
        rows = reader.all("SELECT * FROM session ORDER BY starts_local, id")
        self.by_id = {row["id"]: row for row in rows}
        self.begins = {row["id"]: stamp_of(_begin(row)) for row in rows}
        self._order = sorted((row for row in rows if row["state"] != "cancelled"), key=self._place)

    def _place(self, row: Row) -> tuple[str, int]:
        return self.begins[row["id"]], row["id"]

    def began(self, session_id: int) -> str:
        """Return when a session began, or is to begin, as a UTC stamp."""
        return self.begins[session_id]

    def began_next(self, session_id: int) -> str | None:
        """Return when the session held after this one began; None where none was yet."""
        return next((self.begins[row["id"]] for row in self._after(session_id, HELD)), None)

    def _after(self, session_id: int, states: Iterable[str]) -> Iterable[Row]:
        place = self._place(self.by_id[session_id])
        return (row for row in self._order if row["state"] in states and self._place(row) > place)

    def previous(self, session_id: int) -> PreviousMinutes | None:
        """Return whose minutes come up for approval: those of the session held before.

        What another series held is for others to approve.
        """
        this = self.by_id[session_id]
        place = self._place(this)
        row = next(
            (
                row
                for row in reversed(self._order)
                if row["state"] == "closed"
                and self._place(row) < place
                and not _of_other_series(this, row)
            ),
            None,
        )
        if row is None:
            return None
        number = self._names.session(row["id"])
        return previous_minutes(self._outcomes.get(row["id"]), number, row["starts_local"][:10])

    def following(self, session_id: int) -> NextSession | None:
        """Return the session after this one, with the reason for the interval.

        One of another series counts only where there is no other.
        """
        this = self.by_id[session_id]
        later = list(self._after(session_id, ("planned", *HELD)))
        own = (row for row in later if not _of_other_series(this, row))
        row = next(own, later[0] if later else None)
        if row is None:
            return None
        return NextSession(
            number=self._names.session(row["id"]),
            title=row["title"],
            starts=row["starts_local"],
            zone=row["zone"],
            minutes=minutes_of(row["length_s"]),
            place=row["place"] or "",
            reason=this["next_reason"] or "",
        )

    def head(self, session_id: int, used_s: int | None = None) -> SessionHead:
        """Return a session's head; `used_s` is what its clock counted, where it ran."""
        row = self.by_id[session_id]
        return SessionHead(
            number=self._names.session(session_id),
            title=row["title"],
            kind=row["kind"],
            starts=local_of(row["started_at"], row["zone"]) or row["starts_local"],
            ends=_ends(row),
            zone=row["zone"],
            place=row["place"] or "",
            link=row["link"] or "",
            facilitator=self._names.person(row["facilitator_id"]),
            minute_taker=self._names.person(row["minute_taker_id"]),
            state=row["state"],
            planned_minutes=minutes_of(row["length_s"]),
            used_minutes=None if used_s is None else minutes_of(used_s),
            without_facilitator=bool(row["without_facilitator"]),
        )


def opens_name(reader: Reader, session_id: int) -> str:
    """Return the side that opens a session first; empty where there is no second side."""
    found = opener(reader, session_id)
    return "" if found is None else found.name


def _of_other_series(this: Row, row: Row) -> bool:
    """Return whether both belong to a series, and not to the same one."""
    return None not in (this["series_id"], row["series_id"]) and (
        this["series_id"] != row["series_id"]
    )


def _begin(row: Row) -> datetime:
    if row["started_at"]:
        return datetime.fromisoformat(row["started_at"])
    return to_utc(row["starts_local"], row["zone"])


def _ends(row: Row) -> str:
    """Return the end in local time: as planned, empty while it runs, as it was once it closed."""
    if row["state"] == "closed":
        return local_of(row["ended_at"], row["zone"])
    if row["state"] == "running":
        return ""
    return later(row["starts_local"], row["zone"], row["length_s"])
