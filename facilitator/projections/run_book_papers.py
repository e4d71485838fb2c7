"""The types of the run book: the only ones that may hold sealed text, for the facilitator alone.

They are no `Paper`: whatever prints, exports or sends papers refuses them. One door lets a run book
out, `handover.hand_over(…, for_facilitator=True)`, and nothing travels inside it (P7, S2).
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.projections.common_ground import GoalEntry, PrimerEntry, TermEntry
from facilitator.projections.marks import PartyMark
from facilitator.projections.types import (
    ActionEntry,
    EngagementHead,
    ItemEntry,
    PartyPresence,
    SessionHead,
    SideBrief,
)

# Stands on every page of it; a file without it is no run book.
BAND = "FACILITATOR ONLY \u00b7 RUN BOOK \u00b7 do not share"


@dataclass(frozen=True, slots=True)
class SealedLine:
    """A sealed note; `disclosure` is kept or usable, `guidance` how it may be used."""

    text: str
    disclosure: str
    guidance: str
    party: PartyMark | None
    person: str
    on: str


@dataclass(frozen=True, slots=True)
class RunItem:
    """An agenda item as the facilitator runs it; `ends` is a local moment.

    `words` are the terms in it that may trip somebody, false friends first; `waits_for` names the
    papers that are not in yet.
    """

    item: ItemEntry
    ends: str
    preparation: str
    prompt: str
    notes: tuple[SealedLine, ...]
    words: tuple[str, ...]
    is_not_clear: bool
    waits_for: str


@dataclass(frozen=True, slots=True)
class RunSide:
    """A side at the table: how it sees things, what was said in private, what it owes.

    `more_notes` counts older sealed notes that have no place here.
    """

    brief: SideBrief
    notes: tuple[SealedLine, ...]
    more_notes: int
    owes: tuple[ActionEntry, ...]


@dataclass(frozen=True, slots=True)
class FloorShare:
    """How much of the speaking time a side had lately."""

    party: PartyMark
    percent: int


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """Something that could return and is not on the agenda; `why` is a cause of `candidates`."""

    title: str
    why: str
    since: str
    label: str
    party: str
    is_serious: bool


@dataclass(frozen=True, slots=True)
class MethodCard:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RunBook:
    """What the facilitator has on the table, and nobody else (P7)."""

    audience: str
    engagement: EngagementHead
    session: SessionHead
    invited: tuple[PartyPresence, ...]
    items: tuple[RunItem, ...]
    notes: tuple[SealedLine, ...]
    sides: tuple[RunSide, ...]
    floor: tuple[FloorShare, ...]
    floor_sessions: int
    returns: tuple[ReturnLine, ...]
    more_returns: int
    methods: tuple[MethodCard, ...]
    primers: tuple[PrimerEntry, ...]
    agreements: tuple[str, ...]
    goals: tuple[GoalEntry, ...]
    terms: tuple[TermEntry, ...]

    @property
    def sealed_count(self) -> int:
        """Return how many sealed notes, preparations and prompts are in it."""
        every = [*self.notes]
        for one in self.items:
            every += one.notes
        for side in self.sides:
            every += side.notes
        own = sum(bool(one.preparation) + bool(one.prompt) for one in self.items)
        return len(every) + own
