"""What every page knows: the engagement, its parties, people, goals and agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facilitator.clock import today
from facilitator.domain.text import fold
from facilitator.errors import NotThere
from facilitator.store import Reader

MEMBERSHIP_ON = """
  SELECT person_id, party_id FROM (
    SELECT person_id, party_id, row_number() OVER (
      PARTITION BY person_id ORDER BY from_on IS NULL, from_on DESC, id DESC) AS n
    FROM membership WHERE (from_on IS NULL OR from_on <= :day) AND (to_on IS NULL OR to_on > :day))
  WHERE n = 1"""


@dataclass(frozen=True, slots=True)
class EngagementRow:
    id: int
    title: str
    organisation: str
    purpose: str
    success_sentence: str
    classification: str
    paper_size: str
    minutes_style: str
    zone: str
    scratch_notes: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party; `short` is what fits beside a dot."""

    id: int
    name: str
    short_name: str
    colour: str
    is_archived: bool

    @property
    def short(self) -> str:
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    name: str
    role: str
    email: str
    decides: str
    party_id: int | None
    party: str
    colour: str
    is_facilitator: bool
    is_archived: bool


@dataclass(frozen=True, slots=True)
class GoalName:
    id: int
    title: str
    horizon: str
    due_on: str
    state: str


def engagement(reader: Reader) -> EngagementRow:
    """Return the engagement of this file."""
    row = reader.one("SELECT * FROM engagement")
    if row is None:
        return EngagementRow(0, "", "", "", "", "", "A4", "reasons", "UTC", "keep")
    return EngagementRow(
        row["id"],
        row["title"],
        row["organisation"] or "",
        row["purpose"] or "",
        row["success_sentence"] or "",
        row["classification"] or "",
        row["paper_size"],
        row["minutes_style"],
        row["zone"],
        row["scratch_notes"],
    )


def zone_of(reader: Reader) -> str:
    """Return the engagement's zone."""
    return str(reader.value("SELECT zone FROM engagement") or "UTC")


def day_of(reader: Reader) -> date:
    """Return today's date where the engagement lives."""
    return today(reader.clock, zone_of(reader))


def parties(reader: Reader, archived: bool = False) -> list[PartyRow]:
    """Return the parties at the table in order; the archived ones too when asked."""
    rows = reader.all(
        "SELECT * FROM party WHERE archived_on IS NULL OR ? ORDER BY position, id", (archived,)
    )
    return [
        PartyRow(
            row["id"],
            row["name"],
            row["short_name"] or "",
            row["colour"],
            row["archived_on"] is not None,
        )
        for row in rows
    ]


def people(reader: Reader, archived: bool = False) -> list[PersonRow]:
    """Return people by party, then name; the facilitator and other neutral people first."""
    rows = reader.all(
        "SELECT p.*, m.party_id, y.name AS party, y.short_name, y.colour FROM person p"
        f" LEFT JOIN ({MEMBERSHIP_ON}) m ON m.person_id = p.id"
        " LEFT JOIN party y ON y.id = m.party_id"
        " WHERE p.archived_on IS NULL OR :archived"
        " ORDER BY y.position IS NOT NULL, y.position, p.id",
        {"day": day_of(reader).isoformat(), "archived": archived},
    )
    return [
        PersonRow(
            row["id"],
            row["name"],
            row["role"] or "",
            row["email"] or "",
            row["decides"] or "",
            row["party_id"],
            row["short_name"] or row["party"] or "",
            row["colour"] or "",
            bool(row["is_facilitator"]),
            row["archived_on"] is not None,
        )
        for row in rows
    ]


def goal_names(reader: Reader) -> list[GoalName]:
    """Return the goals in order, for linking."""
    rows = reader.all("SELECT id, title, horizon, due_on, state FROM goal ORDER BY position, id")
    return [
        GoalName(row["id"], row["title"], row["horizon"], row["due_on"] or "", row["state"])
        for row in rows
    ]


def agreements(reader: Reader) -> list[tuple[int, str]]:
    """Return the working agreements in force, each with its id."""
    rows = reader.all(
        "SELECT id, text FROM agreement WHERE retired_on IS NULL ORDER BY position, id"
    )
    return [(row["id"], row["text"]) for row in rows]


def points(reader: Reader, party_id: int) -> dict[str, list[str]]:
    """Return what a party brings to the table, by kind of point (E2)."""
    found: dict[str, list[str]] = {}
    for row in reader.all(
        "SELECT kind, text FROM party_point WHERE party_id = ? ORDER BY position, id", (party_id,)
    ):
        found.setdefault(row["kind"], []).append(row["text"])
    return found


def membership_history(reader: Reader, person_id: int) -> list[tuple[str, str, str]]:
    """Return (party or empty, from, to) of a person, oldest first."""
    rows = reader.all(
        "SELECT y.name, m.from_on, m.to_on FROM membership m LEFT JOIN party y ON y.id = m.party_id"
        " WHERE m.person_id = ? ORDER BY m.from_on IS NOT NULL, m.from_on, m.id",
        (person_id,),
    )
    return [(row["name"] or "", row["from_on"] or "", row["to_on"] or "") for row in rows]


def find_party(reader: Reader, name: str) -> int:
    """Return the party of that name or short name, in any case.

    Raises:
        NotThere: no party at the table is called so.
    """
    wanted = fold(name)
    for party in parties(reader):
        if wanted in (fold(party.name), fold(party.short)):
            return party.id
    raise NotThere("party", name)
