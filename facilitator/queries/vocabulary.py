"""The names that the capture line understands."""

from __future__ import annotations

from facilitator.domain.capture_line import Name, Vocabulary
from facilitator.queries.engagement import goal_names, parties, people
from facilitator.store import Reader


def vocabulary(reader: Reader) -> Vocabulary:
    """Return people, parties and goals by the names a line may call them."""
    return Vocabulary(
        people=tuple(Name(p.id, p.name, party_id=p.party_id) for p in people(reader)),
        parties=tuple(Name(p.id, p.name, short=p.short_name) for p in parties(reader)),
        goals=tuple(Name(g.id, g.title) for g in goal_names(reader)),
    )
