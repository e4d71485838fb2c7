"""The type of the handover pack for a stand-in facilitator (E8), and of what only it holds.

The same rules as in `types`: nothing sealed has a field here. Every list is bounded; what stands
in the file besides is counted in `left_out`.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.projections.common_ground import (
    GoalEntry,
    RequestEntry,
    RestatementEntry,
    TermEntry,
)
from facilitator.projections.marks import PartyMark
from facilitator.projections.plan_papers import PlanPaper
from facilitator.projections.types import (
    ActionEntry,
    DecisionEntry,
    EngagementHead,
    ItemEntry,
    RaisedEntry,
    SessionHead,
    SideBrief,
)


@dataclass(frozen=True, slots=True)
class TensionSide:
    """What one side wants, and why."""

    party: PartyMark
    objective: str
    interests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TensionEntry:
    """Two objectives that pull apart: `state` is a `TensionState` (G4)."""

    title: str
    state: str
    sides: tuple[TensionSide, ...]
    eases: str
    question: str
    eased_by: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a coming session lacks: `kind` is lead, wanted_result, papers, over, item or people.

    `names` are the items or the sides where it lacks, `minutes` by how many it is too full.
    """

    kind: str
    names: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class AgendaAhead:
    """The next session with its agenda, and what is missing before it can start well (P9)."""

    session: SessionHead
    items: tuple[ItemEntry, ...]
    lacking: tuple[Lacking, ...]


@dataclass(frozen=True, slots=True)
class BacklogLine:
    """A request that waits for an agenda (P6)."""

    title: str
    party: PartyMark | None
    asked_by: str
    minutes: int
    arrived_on: str
    needed_on: str
    series: str


@dataclass(frozen=True, slots=True)
class RoundLine:
    """What one side said when a session closed: `useful` and `heard` are a `RoundAnswer` (V13)."""

    party: PartyMark
    useful: str
    heard: str
    note: str


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session that was held, in short; `next_reason` says why the next date was chosen."""

    session: SessionHead
    decisions: tuple[DecisionEntry, ...]
    next_reason: str
    rounds: tuple[RoundLine, ...]


@dataclass(frozen=True, slots=True)
class HandoverPack:
    """What a stand-in facilitator needs, in the order in which it is needed (E8).

    `left_out` are pairs: the list, and how many of it stand in the file besides.
    """

    engagement: EngagementHead
    on: str
    facilitator: str
    success_sentence: str
    plan: PlanPaper
    sides: tuple[SideBrief, ...]
    ahead: AgendaAhead | None
    goals: tuple[GoalEntry, ...]
    tensions: tuple[TensionEntry, ...]
    decisions: tuple[DecisionEntry, ...]
    actions: tuple[ActionEntry, ...]
    concerns: tuple[RaisedEntry, ...]
    questions: tuple[RaisedEntry, ...]
    restatements: tuple[RestatementEntry, ...]
    requests: tuple[RequestEntry, ...]
    backlog: tuple[BacklogLine, ...]
    last: tuple[PastSession, ...]
    terms: tuple[TermEntry, ...]
    left_out: tuple[tuple[str, int], ...]
