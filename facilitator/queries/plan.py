"""The written plan, and who takes part in it by side (K1)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.engagement import parties, people
from facilitator.store import Reader

PAPERS_DAYS = 5
FIXED_S = 1200
PREPARATION_S = 1200


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What the plan says; the defaults hold as long as nothing was written."""

    purpose: str = ""
    participants: str = ""
    contact_between: str = ""
    escalation: str = ""
    papers_days: int = PAPERS_DAYS
    fixed_s: int = FIXED_S
    preparation_s: int = PREPARATION_S
    is_written: bool = False


@dataclass(frozen=True, slots=True)
class Seats:
    """A side and its people; `party_id` is None for those who sit on no side."""

    party_id: int | None
    party: str
    colour: str
    people: tuple[str, ...]
    has_facilitator: bool = False


def plan(reader: Reader) -> PlanRow:
    """Return the written plan, with the defaults where there is none."""
    row = reader.one("SELECT * FROM plan ORDER BY id LIMIT 1")
    if row is None:
        return PlanRow()
    return PlanRow(
        row["purpose"] or "",
        row["participants"] or "",
        row["contact_between"] or "",
        row["escalation"] or "",
        row["papers_days"],
        row["fixed_s"],
        row["preparation_s"],
        True,
    )


def seats(reader: Reader) -> list[Seats]:
    """Return every side at the table with its people, then who sits on no side."""
    everybody = people(reader)
    found = [
        Seats(
            party.id,
            party.short,
            party.colour,
            tuple(each.name for each in everybody if each.party_id == party.id),
            any(each.is_facilitator for each in everybody if each.party_id == party.id),
        )
        for party in parties(reader)
    ]
    known = {side.party_id for side in found}
    neutral = [each for each in everybody if each.party_id not in known]
    if neutral:
        names = tuple(each.name for each in neutral)
        found.append(Seats(None, "", "", names, any(each.is_facilitator for each in neutral)))
    return found
