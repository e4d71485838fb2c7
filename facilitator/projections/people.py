"""Who came, and for which party: from the attendance as it was copied then (E3, V6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from facilitator.domain.words import Attendance
from facilitator.projections.moments import hour_of
from facilitator.projections.names import IN_LIST, Names, id_list
from facilitator.projections.types import PartyPresence, PersonMark
from facilitator.store import Reader, Row


class Attendances:
    """The attendance of some sessions, and whoever else gets their paper."""

    def __init__(self, reader: Reader, names: Names, session_ids: Iterable[int]) -> None:
        self._names = names
        self._rows: defaultdict[int, list[Row]] = defaultdict(list)
        for row in reader.all(
            "SELECT t.*, p.name, p.role FROM attendance t JOIN person p ON p.id = t.person_id"
            f" WHERE t.session_id {IN_LIST} ORDER BY t.id",
            (id_list(session_ids),),
        ):
            self._rows[row["session_id"]].append(row)
        self._members = reader.all(
            "SELECT p.id, p.name, p.archived_on, m.party_id, m.from_on, m.to_on FROM person p"
            " LEFT JOIN membership m ON m.person_id = p.id"
            " ORDER BY p.id, m.from_on IS NULL, m.from_on DESC, m.id DESC"
        )

    def by_party(self, session: Row) -> tuple[PartyPresence, ...]:
        """Return each party at the table that day and what its people did; neutral last."""
        rows = self._rows[session["id"]]
        seen = {row["party_id"] for row in rows}
        table = self._table(session)
        shown: list[int | None] = [
            key for key in self._names.parties if key in seen or key in table
        ]
        if seen - set(shown):
            shown.append(None)
        return tuple(self._presence(rows, party_id) for party_id in shown)

    def _presence(self, rows: list[Row], party_id: int | None) -> PartyPresence:
        mine = [row for row in rows if self._known(row["party_id"]) == party_id]
        return PartyPresence(
            party=self._names.party(party_id),
            present=_marks(mine, Attendance.PRESENT),
            apologies=_marks(mine, Attendance.APOLOGIES),
            absent=_marks(mine, Attendance.ABSENT),
            invited=_marks(mine, Attendance.INVITED),
        )

    def _known(self, party_id: int | None) -> int | None:
        return party_id if party_id in self._names.parties else None

    def _table(self, session: Row) -> set[int]:
        """Return the parties at the table of a session: those who had come and not yet gone.

        One with people on the list was there, also where it was written down only afterwards.
        """
        on, ended = session["starts_local"][:10], session["ended_at"]
        seen = {row["party_id"] for row in self._rows[session["id"]]}
        return {
            key
            for key in self._names.parties
            if not self._names.has_left(key, on)
            and (key in seen or self._names.had_joined(key, ended))
        }

    def is_represented(self, session: Row) -> bool:
        """Return whether every party at the table that day had somebody present."""
        rows = self._rows[session["id"]]
        here = {row["party_id"] for row in rows if row["state"] == "present"}
        table = self._table(session)
        return bool(table) and table <= here

    def readers(self, session: Row, party_id: int | None = None) -> tuple[str, ...]:
        """Return the names of all who were invited or belong to a side that day, by party.

        `party_id` leaves those of that side only.
        """
        ranked = self.ranked_readers(session)
        return tuple(name for _, name, side in ranked if party_id is None or side == party_id)

    def ranked_readers(self, session: Row) -> tuple[tuple[int, str, int | None], ...]:
        """Return who reads the minutes, by party: person, name, and the party's id."""
        on = session["starts_local"][:10]
        names: dict[int, str] = {}
        sides: dict[int, int | None] = {}
        for row in self._rows[session["id"]]:
            names[row["person_id"]] = row["name"]
            sides[row["person_id"]] = row["party_id"]
        for row in self._members:
            if row["id"] not in names and _belongs(row, on):
                names[row["id"]], sides[row["id"]] = row["name"], row["party_id"]
        order = {key: place for place, key in enumerate(self._names.parties)}
        ranked = sorted(names, key=lambda key: (order.get(sides[key] or 0, len(order)), key))
        return tuple((key, names[key], sides[key]) for key in ranked)


def _belongs(row: Row, on: str) -> bool:
    """Return whether this line of a person's membership holds on a day (none at all: neutral)."""
    if row["archived_on"] is not None and row["archived_on"] <= on:
        return False
    starts_before = row["from_on"] is None or row["from_on"] <= on
    return starts_before and (row["to_on"] is None or row["to_on"] > on)


def _marks(rows: list[Row], state: Attendance) -> tuple[PersonMark, ...]:
    return tuple(
        PersonMark(
            row["name"], row["role"] or "", hour_of(row["arrived_at"]), hour_of(row["left_at"])
        )
        for row in rows
        if row["state"] == state
    )
