"""The types from which all paper and every export is made.

None of them has a field for sealed text, and nothing in `documents` or `exchange` sees anything
else. Days are ISO dates (`2026-06-23`), moments ISO local wall time (`2026-06-23T10:00`) beside the
IANA zone of the session, lengths whole minutes. Enumerated fields hold the values of
`facilitator.domain.words`; paper and exports find the word for them in their own wording.
An empty string means: not said.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.projections.approval import (
    DRAFT,
    Approval,
    CorrectionEntry,
    ObjectionEntry,
    SideAnswer,
)
from facilitator.projections.common_ground import (
    Gloss,
    GoalEntry,
    PrimerEntry,
    RequestEntry,
    RestatementEntry,
    TermEntry,
    TouchedGoal,
)
from facilitator.projections.marks import PartyMark

__all__ = ["CorrectionEntry", "ObjectionEntry", "PartyMark", "SideAnswer"]


@dataclass(frozen=True, slots=True)
class EngagementHead:
    title: str
    organisation: str
    purpose: str
    classification: str
    language: str
    paper_size: str


@dataclass(frozen=True, slots=True)
class SessionHead:
    """`state` is a `SessionState`; `starts` and `ends` are what happened once the session ran."""

    number: str
    title: str
    kind: str
    starts: str
    ends: str
    zone: str
    place: str
    link: str
    facilitator: str
    minute_taker: str
    state: str
    planned_minutes: int
    used_minutes: int | None
    without_facilitator: bool = False
    opens: str = ""


@dataclass(frozen=True, slots=True)
class PersonMark:
    """`arrived` and `left` are local times (`10:12`) when late or early, else empty."""

    name: str
    role: str
    arrived: str
    left: str


@dataclass(frozen=True, slots=True)
class PartyPresence:
    """Who came for one party; `party` is None for the neutral people."""

    party: PartyMark | None
    present: tuple[PersonMark, ...]
    apologies: tuple[PersonMark, ...]
    absent: tuple[PersonMark, ...]
    invited: tuple[PersonMark, ...]


@dataclass(frozen=True, slots=True)
class PreviousMinutes:
    """`state` is draft, circulated, approved or approved_with_corrections.

    `comments_until` is the day until which comments on circulated minutes are awaited.
    """

    number: str
    date: str
    state: str
    comments_until: str = ""


@dataclass(frozen=True, slots=True)
class PaperMark:
    """A paper of an item; a picture that prints has its SHA-256 here and what it shows in `alt`."""

    name: str
    size: int
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class OptionLine:
    text: str
    effect: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PartyPosition:
    """A party's position with its reason, and its consideration: words, or a pass with a reason."""

    party: PartyMark
    position: str
    reason: str
    consideration: str
    passed_reason: str

    @property
    def is_heard(self) -> bool:
        """Tell whether a consideration is recorded, with or without a position (D2)."""
        return bool(self.consideration or self.passed_reason)


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """`wording` is exact. `number` is empty until one is issued."""

    number: str
    wording: str
    plain: str
    context: str
    because: str
    consequences: str
    method: str
    method_note: str
    decider: str
    state: str
    decided_on: str
    review_on: str
    goal: str
    item_number: str
    session_number: str
    options: tuple[OptionLine, ...]
    positions: tuple[PartyPosition, ...]
    supersedes: str
    superseded_by: str
    restatements: tuple[RestatementEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """`was_due` holds earlier due dates, oldest first; `topic` is its item or goal.

    `uid` is its name in calendars: the same in every paper and export, and no id of the file.
    """

    number: str
    text: str
    topic: str
    owner: str
    owner_party: PartyMark | None
    asked_by: str
    due_on: str
    was_due: tuple[str, ...]
    due_is_next: bool
    done_when: str
    state: str
    state_reason: str
    delivered_on: str
    accepted_on: str
    decision_number: str
    goal: str
    session_number: str
    uid: str = ""


@dataclass(frozen=True, slots=True)
class RaisedEntry:
    """Something said: `kind` is a `CaptureKind`; `answer` tells how it was settled, if it was."""

    kind: str
    text: str
    plain: str
    party: PartyMark | None
    person: str
    item_number: str
    state: str
    answer: str
    category: str = ""
    severity: str = ""


@dataclass(frozen=True, slots=True)
class ParkedEntry:
    """`goes_to` names the session that takes it up, empty while it waits."""

    text: str
    party: PartyMark | None
    person: str
    goes_to: str


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """One agenda item; `notes` holds only what may print in the chosen style."""

    number: str
    title: str
    purpose: str
    wanted_result: str
    asked_by: str
    asked_party: PartyMark | None
    lead: str
    starts: str
    minutes: int
    box: str
    used_minutes: int | None
    agenda_text: str
    outcome: str
    state: str
    goal: str
    came_from: str
    is_standing: bool
    papers: tuple[PaperMark, ...]
    notes: tuple[str, ...]
    decisions: tuple[DecisionEntry, ...]
    actions: tuple[ActionEntry, ...]
    handed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NextSession:
    number: str
    title: str
    starts: str
    zone: str
    minutes: int
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The room's agenda of one session (P7)."""

    audience: str
    engagement: EngagementHead
    session: SessionHead
    invited: tuple[PartyPresence, ...]
    agreements: tuple[str, ...]
    items: tuple[ItemEntry, ...]
    open_actions: tuple[ActionEntry, ...]
    goals: tuple[GoalEntry, ...] = ()
    primers: tuple[PrimerEntry, ...] = ()
    terms: tuple[TermEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What makes minutes one side's own copy (M3, L7); all of it stands in the joint copy as well.

    `promised` are its own open actions, soonest first, `to_accept` what was delivered to it,
    `expected` what others promised it; `questions` others asked it, `understood` is how others
    said its words or the decisions back, `glosses` say shortly what words it does not own mean.
    """

    party: PartyMark
    promised: tuple[ActionEntry, ...]
    to_accept: tuple[ActionEntry, ...]
    expected: tuple[ActionEntry, ...]
    questions: tuple[RaisedEntry, ...]
    understood: tuple[RestatementEntry, ...]
    glosses: tuple[Gloss, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one session, running or closed (M1).

    `style` is decisions, reasons or discussion. `decisions` and `actions` are all of the session,
    those outside any item included; `items` repeats each under its item. `answered` are concerns
    of earlier sessions that this one answered; `terms` the words used here, false friends first.
    `approval` is where this version stands between the sides (M2); `version` repeats its number.
    `reading` is there in the copy of one side, whose `audience` begins with `party:` (M3).
    """

    audience: str
    style: str
    version: int
    engagement: EngagementHead
    session: SessionHead
    is_represented: bool
    attendance: tuple[PartyPresence, ...]
    previous: PreviousMinutes | None
    matters_arising: tuple[ActionEntry, ...]
    items: tuple[ItemEntry, ...]
    decisions: tuple[DecisionEntry, ...]
    actions: tuple[ActionEntry, ...]
    raised: tuple[RaisedEntry, ...]
    parked: tuple[ParkedEntry, ...]
    next_session: NextSession | None
    distribution: tuple[str, ...]
    goals: tuple[TouchedGoal, ...] = ()
    answered: tuple[RaisedEntry, ...] = ()
    restatements: tuple[RestatementEntry, ...] = ()
    requests: tuple[RequestEntry, ...] = ()
    terms: tuple[TermEntry, ...] = ()
    approval: Approval = DRAFT
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Many sessions in one document, oldest first, with registers of what they hold together."""

    audience: str
    engagement: EngagementHead
    from_on: str
    to_on: str
    sessions: tuple[Minutes, ...]
    decisions: tuple[DecisionEntry, ...]
    actions: tuple[ActionEntry, ...]
    goals: tuple[GoalEntry, ...] = ()
    concerns: tuple[RaisedEntry, ...] = ()
    terms: tuple[TermEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionRegister:
    """Every decision, for `export decisions`."""

    engagement: EngagementHead
    decisions: tuple[DecisionEntry, ...]


@dataclass(frozen=True, slots=True)
class ActionRegister:
    """Every action, for `export actions`."""

    engagement: EngagementHead
    actions: tuple[ActionEntry, ...]


@dataclass(frozen=True, slots=True)
class GoalRegister:
    """Every goal with both sides of it, for `export goals` and the goals on paper."""

    engagement: EngagementHead
    currency: str
    on: str
    goals: tuple[GoalEntry, ...]


@dataclass(frozen=True, slots=True)
class SideBrief:
    """How one side sees things, for those who will meet it (E2); each list is in its own words."""

    party: PartyMark
    answers_for: tuple[str, ...]
    worries: tuple[str, ...]
    evidence: tuple[str, ...]
    told_how: tuple[str, ...]
    concerns: tuple[RaisedEntry, ...]
    needs: tuple[RaisedEntry, ...]


@dataclass(frozen=True, slots=True)
class PreBrief:
    """What one party reads before a session (P7): the others' view, concerns and words.

    `terms` are words of the agenda that this party does not own; `to_explain` words that it used
    and was asked to put plainly; `questions` what others asked it; `owed` its open actions.
    """

    audience: str
    engagement: EngagementHead
    session: SessionHead
    party: PartyMark
    items: tuple[ItemEntry, ...]
    goals: tuple[GoalEntry, ...]
    others: tuple[SideBrief, ...]
    terms: tuple[TermEntry, ...]
    to_explain: tuple[str, ...]
    questions: tuple[RaisedEntry, ...]
    owed: tuple[ActionEntry, ...]
