"""What is missing before a session can start well: facts, not a score (P9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facilitator.domain.words import Attendance
from facilitator.domain.working_days import working_days_before
from facilitator.queries.engagement import day_of, parties
from facilitator.queries.opening import Opener, opener
from facilitator.queries.plan import plan
from facilitator.store import Reader

_COMES = (Attendance.INVITED.value, Attendance.PRESENT.value)


@dataclass(frozen=True, slots=True)
class SideTime:
    """A side before a session: what it asked for, and who of it is able to come."""

    party_id: int
    party: str
    colour: str
    items: int
    asked_s: int
    coming: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is missing, by the ids of the items where it is.

    `papers_due_on` is the day on which papers go out (ISO), `is_late` tells that it has passed.
    """

    without_lead: tuple[int, ...] = ()
    without_wanted_result: tuple[int, ...] = ()
    waiting_for_papers: tuple[int, ...] = ()
    over_s: int = 0
    papers: int = 0
    sides: tuple[SideTime, ...] = ()
    opener: Opener | None = None
    papers_due_on: str = ""
    is_late: bool = False

    @property
    def parties_without_item(self) -> tuple[str, ...]:
        """Return the sides that asked for nothing on a filled agenda."""
        return tuple(side.party for side in self.sides if not side.items)

    @property
    def parties_without_people(self) -> tuple[str, ...]:
        """Return the sides of which nobody is able to come."""
        return tuple(side.party for side in self.sides if not side.coming)


def readiness(reader: Reader, session_id: int) -> Readiness:
    """Return what is missing before the session."""
    session = reader.one("SELECT starts_local, length_s FROM session WHERE id = ?", (session_id,))
    if session is None:
        return Readiness()
    rows = reader.all(
        "SELECT i.*, (SELECT count(*) FROM paper p WHERE p.item_id = i.id) AS papers"
        " FROM agenda_item i WHERE i.session_id = ? ORDER BY i.position, i.id",
        (session_id,),
    )
    starts = date.fromisoformat(session["starts_local"][:10])
    due = working_days_before(starts, plan(reader).papers_days)
    waiting = [row["id"] for row in rows if row["papers_wanted"] and not row["papers"]]
    return Readiness(
        tuple(row["id"] for row in rows if row["lead_id"] is None),
        tuple(row["id"] for row in rows if not row["wanted_result"]),
        tuple(waiting),
        sum(row["length_s"] for row in rows) - session["length_s"] if rows else 0,
        sum(row["papers"] for row in rows),
        tuple(_sides(reader, session_id)) if rows else (),
        opener(reader, session_id),
        due.isoformat(),
        due < day_of(reader),
    )


def _sides(reader: Reader, session_id: int) -> list[SideTime]:
    """Return each side with the minutes it asked for and how many of it are able to come."""
    asked = {
        row["asked_by_party_id"]: row
        for row in reader.all(
            "SELECT asked_by_party_id, count(*) AS n, sum(length_s) AS s FROM agenda_item"
            " WHERE session_id = ? GROUP BY asked_by_party_id",
            (session_id,),
        )
    }
    coming = {
        row["party_id"]: row["n"]
        for row in reader.all(
            "SELECT party_id, count(*) AS n FROM attendance WHERE session_id = ?"
            " AND state IN (?, ?) GROUP BY party_id",
            (session_id, *_COMES),
        )
    }
    return [
        SideTime(
            party.id, party.short, party.colour,
            asked[party.id]["n"] if party.id in asked else 0,
            asked[party.id]["s"] if party.id in asked else 0,
            coming.get(party.id, 0),
        )
        for party in parties(reader)
    ]  # fmt: skip
