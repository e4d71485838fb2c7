"""The papers around the sessions: the plan (K1), the handover pack (E8), the report (M6).

The same rules as in `types`: nothing sealed has a field here. Rules are RRULE texts beside the
local wall time of their first occurrence; lengths are whole minutes, money whole cents.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.projections.common_ground import GoalEntry
from facilitator.projections.marks import PartyMark
from facilitator.projections.types import DecisionEntry, EngagementHead, RaisedEntry


@dataclass(frozen=True, slots=True)
class MoneyAsked:
    """A line of the shared pot nobody has approved yet; `cents` is None where none is named."""

    name: str
    cents: int | None
    goal: str


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """Something that waits for a decision: a number or none, and the day it is needed by."""

    number: str
    text: str
    state: str
    needed_on: str
    review_on: str


@dataclass(frozen=True, slots=True)
class PotState:
    """What the lines of the shared pot in one state add up to; `state` is a `BudgetState`."""

    state: str
    cents: int
    lines: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened within the time of a report, as counts and never as scores."""

    sessions: int
    decisions: int
    actions_done: int
    actions_open: int
    actions_overdue: int
    concerns_raised: int
    concerns_answered: int


@dataclass(frozen=True, slots=True)
class EngagementReport:
    """One page for the executives (M6): goals, decisions, concerns eased, money, what is needed.

    `from_on` and `on` are the first and the last day that it tells of.
    """

    engagement: EngagementHead
    success_sentence: str
    currency: str
    from_on: str
    on: str
    facilitator: str
    parties: tuple[PartyMark, ...]
    counts: Counts
    goals: tuple[GoalEntry, ...]
    decisions: tuple[DecisionEntry, ...]
    eased: tuple[RaisedEntry, ...]
    serious: tuple[RaisedEntry, ...]
    pot: tuple[PotState, ...]
    money_asked: tuple[MoneyAsked, ...]
    choices: tuple[OpenChoice, ...]
    next_starts: str
    next_title: str


@dataclass(frozen=True, slots=True)
class RhythmLine:
    """A rhythm of a series: in force from `from_on`; `until_on` is empty for the last one."""

    rule: str
    starts_local: str
    zone: str
    minutes: int
    because: str
    until_on: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series with its rhythms, the earliest first; `level` is a `Level` or empty."""

    title: str
    purpose: str
    place: str
    link: str
    level: str
    ends_on: str
    rhythms: tuple[RhythmLine, ...]


@dataclass(frozen=True, slots=True)
class DateLine:
    """A coming date: `state` is free, moved, skipped, planned or cancelled; papers go out by then.

    `moved_from` is where the rhythm had it, empty where it stands there.
    """

    starts: str
    zone: str
    minutes: int
    number: str
    title: str
    series: str
    state: str
    moved_from: str
    reason: str
    papers_on: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at the table, what they do and what they decide on."""

    name: str
    role: str
    is_facilitator: bool
    decides: str = ""


@dataclass(frozen=True, slots=True)
class SideSeats:
    """The people of a side; `party` is None for those who sit on neither."""

    party: PartyMark | None
    people: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class LoadBar:
    """A session in the pictures of rhythm and load, in minutes; `used` is None before it was held.

    `arrived` is what came in since the one before it, `handled` what it settled, `waiting` what
    waited when it was over: None where nobody can know yet.
    """

    starts: str
    number: str
    planned: int
    length: int
    used: int | None
    state: str
    arrived: int | None = None
    handled: int | None = None
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class FlowLine:
    """How many of a kind came and went: `kind` is decision, action or concern."""

    kind: str
    opened: int
    closed: int
    open: int


@dataclass(frozen=True, slots=True)
class TurnoverLine:
    """What was opened and closed up to a session; without a number: since the last one."""

    on: str
    number: str
    flows: tuple[FlowLine, ...]


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """An advice that was answered, in days between sessions, and the reason of the answer.

    `remark` is an `AdviceRemark`, `answer` an `AdviceAnswer`.
    """

    made_on: str
    series: str
    current: int
    advised: int
    chosen: int
    remark: str
    answer: str
    reason: str
    starts_on: str


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """The communication plan (K1): who meets, how often, where, and what happens in between."""

    engagement: EngagementHead
    on: str
    purpose: str
    participants: str
    contact_between: str
    escalation: str
    papers_days: int
    fixed_minutes: int
    seats: tuple[SideSeats, ...]
    series: tuple[SeriesLine, ...]
    dates: tuple[DateLine, ...]
    agreements: tuple[str, ...]
    bars: tuple[LoadBar, ...]
    turnover: tuple[TurnoverLine, ...] = ()
    advices: tuple[AdviceLine, ...] = ()
