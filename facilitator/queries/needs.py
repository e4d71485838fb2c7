"""Wants, needs and challenges per side: what is new, and who had a turn (C2)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.engagement import parties
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader

KINDS = ("want", "need", "challenge")


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One want, need or challenge; `is_new` where it was said in the last session, or since."""

    id: int
    kind: str
    text: str
    party_id: int | None
    person: str
    goal: str
    since: str
    session_label: str
    is_new: bool
    settled_on: str
    settled_words: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a side had its turn in a session.

    `said` counts its wants, needs, challenges and concerns there; `note` is what was recorded
    apart, and `is_recorded` tells that something was.
    """

    party_id: int
    party: str
    colour: str
    said: int
    is_recorded: bool
    note: str

    @property
    def had_turn(self) -> bool:
        return self.is_recorded or self.said > 0


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of one session; no session means that none was held yet."""

    session_id: int | None
    label: str
    day: str
    is_running: bool
    sides: tuple[Turn, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """Return the sides that had no turn."""
        return tuple(side.party for side in self.sides if not side.had_turn)


@dataclass(frozen=True, slots=True)
class SideNeeds:
    """What one side wants, needs and is challenged by; `party_id` None: said by nobody's side."""

    party_id: int | None
    party: str
    colour: str
    rows: tuple[NeedRow, ...]

    def of(self, kind: str) -> tuple[NeedRow, ...]:
        """Return what is open of one kind, the newest last."""
        return tuple(row for row in self.rows if row.kind == kind and not row.settled_on)


def side_needs(reader: Reader, *, open_of: int | None = None) -> list[SideNeeds]:
    """Return the sides at the table with theirs, then what belongs to none of them.

    With `open_of` only what is open of that side is read.
    """
    rows = reader.all(
        "SELECT c.id, c.kind, c.text, c.party_id, c.session_id, c.at, c.settled_on,"
        " c.settled_words, p.name AS person, g.title AS goal, s.starts_local, s.started_at, s.zone"
        " FROM capture c LEFT JOIN person p ON p.id = c.person_id"
        " LEFT JOIN goal g ON g.id = c.goal_id LEFT JOIN session s ON s.id = c.session_id"
        " WHERE c.kind IN ('want', 'need', 'challenge')"
        " AND (:open_of IS NULL OR (c.settled_on IS NULL AND c.party_id = :open_of))"
        " ORDER BY c.at, c.id",
        {"open_of": open_of},
    )
    labels = session_labels(reader, {row["session_id"] for row in rows})
    last, begun = _last_session(reader)
    found: dict[int | None, list[NeedRow]] = {}
    table = parties(reader)
    ids = {party.id for party in table}
    for row in rows:
        label = labels.get(row["session_id"] or 0)
        day = begin_of(row["starts_local"], row["started_at"], row["zone"]) or row["at"]
        is_new = last is not None and (row["session_id"] == last or row["at"] >= begun)
        party_id = row["party_id"] if row["party_id"] in ids else None
        found.setdefault(party_id, []).append(
            NeedRow(
                row["id"],
                row["kind"],
                row["text"],
                party_id,
                row["person"] or "",
                row["goal"] or "",
                day[:10],
                label.label if label else "",
                is_new,
                row["settled_on"] or "",
                row["settled_words"] or "",
            )
        )
    sides = [
        SideNeeds(party.id, party.short, party.colour, tuple(found.get(party.id, ())))
        for party in table
    ]
    if None in found:
        sides.append(SideNeeds(None, "", "", tuple(found[None])))
    return sides


def _last_session(reader: Reader) -> tuple[int | None, str]:
    row = reader.one(
        "SELECT id, coalesce(started_at, starts_local) AS begun FROM session"
        " WHERE state IN ('closed', 'running')"
        " ORDER BY state = 'running' DESC, coalesce(started_at, starts_local) DESC, id DESC"
    )
    return (None, "") if row is None else (row["id"], row["begun"])


def turns(reader: Reader, session_id: int | None = None) -> Turns:
    """Return who had a turn in a session; the last one, running or held, where none is named."""
    if session_id is None:
        session_id, _begun = _last_session(reader)
    row = reader.one("SELECT * FROM session WHERE id = ?", (session_id,))
    if session_id is None or row is None:
        return Turns(None, "", "", False, ())
    recorded = {
        each["party_id"]: each["note"] or ""
        for each in reader.all("SELECT * FROM turn WHERE session_id = ?", (session_id,))
    }
    said = {
        each["party_id"]: each["n"]
        for each in reader.all(
            "SELECT party_id, count(*) AS n FROM capture WHERE session_id = ?"
            " AND kind IN ('want', 'need', 'challenge', 'concern') GROUP BY party_id",
            (session_id,),
        )
    }
    sides = tuple(
        Turn(
            each.id,
            each.short,
            each.colour,
            said.get(each.id, 0),
            each.id in recorded,
            recorded.get(each.id, ""),
        )
        for each in parties(reader)
    )
    label = session_labels(reader, [session_id]).get(session_id)
    day = begin_of(row["starts_local"], row["started_at"], row["zone"])[:10]
    return Turns(session_id, label.label if label else "", day, row["state"] == "running", sides)
