"""Agreed facts and wording with each side's standing (G8)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.domain.acceptance import Standing, standing
from facilitator.queries.engagement import parties
from facilitator.queries.numbers import decision_label
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class FactSide:
    """Where a side stands: `accepted_words` are those it accepted, also where they are stale."""

    party_id: int
    party: str
    colour: str
    standing: Standing
    accepted_on: str
    accepted_words: str
    accepted_by: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact or a wording; `goal` is empty for what holds over all."""

    id: int
    kind: str
    text: str
    goal_id: int | None
    goal: str
    source: str
    agreed_on: str
    decision_id: int | None
    decision_number: str
    decision: str
    retired_on: str
    sides: tuple[FactSide, ...]

    @property
    def is_agreed(self) -> bool:
        """Tell whether every side accepts the words of today."""
        return bool(self.sides) and all(side.standing is Standing.ACCEPTED for side in self.sides)

    @property
    def waits_for(self) -> tuple[FactSide, ...]:
        return tuple(side for side in self.sides if side.standing is not Standing.ACCEPTED)


_FACTS = """
  SELECT f.*, g.title AS goal, c.text AS decision, n.year, n.n FROM agreed_fact f
  LEFT JOIN goal g ON g.id = f.goal_id LEFT JOIN capture c ON c.id = f.decision_id
  LEFT JOIN issued_number n ON n.row_id = f.decision_id AND n.kind = 'decision'"""


def fact_count(reader: Reader) -> int:
    """Return how many facts and wordings hold today."""
    return int(reader.value("SELECT count(*) FROM agreed_fact WHERE retired_on IS NULL") or 0)


def facts(reader: Reader) -> list[Fact]:
    """Return the facts and wordings, those over all first, then by goal; retired ones last."""
    return _chosen(reader, "true")


def facts_of_goal(reader: Reader, goal_id: int) -> list[Fact]:
    """Return what is agreed on one goal and holds today."""
    return _chosen(reader, "f.goal_id = ? AND f.retired_on IS NULL", goal_id)


def _chosen(reader: Reader, where: str, *params: int) -> list[Fact]:
    rows = reader.all(
        f"{_FACTS} WHERE {where} ORDER BY f.retired_on IS NOT NULL, g.id IS NOT NULL, g.position,"
        " g.id, f.position, f.id",
        params,
    )
    known: dict[tuple[int, int], Row] = {
        (row["fact_id"], row["party_id"]): row
        for row in reader.all(
            "SELECT x.*, p.name AS by FROM fact_party x"
            " LEFT JOIN person p ON p.id = x.accepted_by_id"
        )
    }
    table = parties(reader, archived=True)
    return [
        Fact(
            row["id"],
            row["kind"],
            row["text"],
            row["goal_id"],
            row["goal"] or "",
            row["source"] or "",
            row["agreed_on"] or "",
            row["decision_id"],
            decision_label(row["year"], row["n"]) if row["n"] else "",
            row["decision"] or "",
            row["retired_on"] or "",
            tuple(
                _side(row, known.get((row["id"], party.id)), party.id, party.short, party.colour)
                for party in table
                if not party.is_archived or (row["id"], party.id) in known
            ),
        )
        for row in rows
    ]


def _side(fact: Row, row: Row | None, party_id: int, party: str, colour: str) -> FactSide:
    words = row["accepted_words"] if row else None
    return FactSide(
        party_id,
        party,
        colour,
        standing(words, fact["text"]),
        row["accepted_on"] if row else "",
        words or "",
        (row["by"] or "") if row else "",
    )
