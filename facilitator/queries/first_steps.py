"""What a young engagement still lacks before its first session (E6), from what is in the file."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.engagement import MEMBERSHIP_ON, day_of
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Each step as a fact; `lacking` names the parties at the table with nobody in them."""

    parties: int
    people: int
    lacking: tuple[str, ...]
    goals: int
    agreements: int
    sessions: int

    @property
    def has_everybody(self) -> bool:
        return self.parties >= 2 and not self.lacking

    @property
    def is_over(self) -> bool:
        """Tell whether the path is behind: a session was planned and its sides have people."""
        return self.sessions > 0 and self.has_everybody


def first_steps(reader: Reader) -> FirstSteps:
    """Return how far the first steps are."""
    row = reader.one(
        "SELECT (SELECT count(*) FROM party WHERE archived_on IS NULL) AS parties,"
        " (SELECT count(*) FROM person WHERE archived_on IS NULL) AS people,"
        " (SELECT count(*) FROM goal) AS goals,"
        " (SELECT count(*) FROM agreement WHERE retired_on IS NULL) AS agreements,"
        " (SELECT count(*) FROM session) AS sessions"
    )
    lacking = reader.all(
        "SELECT coalesce(y.short_name, y.name) AS name FROM party y WHERE y.archived_on IS NULL"
        f" AND NOT EXISTS (SELECT 1 FROM ({MEMBERSHIP_ON}) m JOIN person p ON p.id = m.person_id"
        "  WHERE m.party_id = y.id AND p.archived_on IS NULL) ORDER BY y.position, y.id",
        {"day": day_of(reader).isoformat()},
    )
    counts = row or {}
    return FirstSteps(
        int(counts.get("parties") or 0),
        int(counts.get("people") or 0),
        tuple(each["name"] for each in lacking),
        int(counts.get("goals") or 0),
        int(counts.get("agreements") or 0),
        int(counts.get("sessions") or 0),
    )
