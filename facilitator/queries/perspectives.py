"""How a side sees things: what it worries about, and how it likes to be told (E2)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.domain.words import PointKind
from facilitator.queries.concerns import ConcernRow, open_concerns
from facilitator.queries.engagement import parties, points
from facilitator.queries.jargon import Mark, lexicon
from facilitator.queries.needs import NeedRow, side_needs
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class Perspective:
    """One party: what it brings to the table, its open concerns, and what it wants and needs."""

    party_id: int
    party: str
    short: str
    colour: str
    focus: tuple[str, ...]
    answers_for: tuple[str, ...]
    success: tuple[str, ...]
    mindset: tuple[str, ...]
    worries: tuple[str, ...]
    evidence: tuple[str, ...]
    told_how: tuple[str, ...]
    concerns: tuple[ConcernRow, ...]
    needs: tuple[NeedRow, ...]

    @property
    def is_blank(self) -> bool:
        """Tell whether nobody wrote down how this side thinks."""
        return not (
            self.focus
            or self.answers_for
            or self.success
            or self.mindset
            or self.worries
            or self.evidence
            or self.told_how
        )


def perspective(reader: Reader, party_id: int) -> Perspective | None:
    """Return how one party sees things, None where there is no such party."""
    party = next((each for each in parties(reader, archived=True) if each.id == party_id), None)
    if party is None:
        return None
    found = points(reader, party_id)

    def of(kind: PointKind) -> tuple[str, ...]:
        return tuple(found.get(kind.value, ()))

    sides = side_needs(reader, open_of=party_id)
    needs = next((side for side in sides if side.party_id == party_id), None)
    return Perspective(
        party_id=party.id,
        party=party.name,
        short=party.short,
        colour=party.colour,
        focus=of(PointKind.FOCUS),
        answers_for=of(PointKind.ANSWERS_FOR),
        success=of(PointKind.SUCCESS),
        mindset=of(PointKind.MINDSET),
        worries=of(PointKind.WORRY),
        evidence=of(PointKind.EVIDENCE),
        told_how=of(PointKind.TOLD_HOW),
        concerns=tuple(open_concerns(reader, party_id)),
        needs=needs.rows if needs else (),
    )


def strange_words(reader: Reader, party_id: int, text: str) -> list[Mark]:
    """Return the words of a text that one side has to have explained, each of them once."""
    found: dict[int, Mark] = {}
    for mark in lexicon(reader).marks(text, frozenset({party_id})):
        found.setdefault(mark.word.id, mark)
    return list(found.values())


def perspectives(reader: Reader) -> list[Perspective]:
    """Return how each party at the table sees things, in their order."""
    found = (perspective(reader, party.id) for party in parties(reader))
    return [each for each in found if each is not None]
