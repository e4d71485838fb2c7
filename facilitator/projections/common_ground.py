"""What stands between the sides, as paper and exports show it: goals, words, restatements, data.

The same rules as in `types`: nothing sealed has a field here, days are ISO dates, lengths whole
minutes, money whole cents of the engagement's currency, an empty string means: not said.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.projections.marks import PartyMark


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """`is_late` is what the calendar says of an open one on the day of the document."""

    title: str
    due_on: str
    done_on: str
    owner: str
    state: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class GoalSide:
    """One side of a goal (G2); `standing` is a `domain.acceptance.Standing`."""

    party: PartyMark
    position: str
    interests: tuple[str, ...]
    scope_in: str
    scope_out: str
    standing: str
    accepted_on: str
    accepted_by: str

    @property
    def is_empty(self) -> bool:
        """Tell whether this side has not said yet what it wants here, or why."""
        return not (self.position or self.interests)


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A line of the shared pot; `cents` is None while nobody named an amount."""

    name: str
    cents: int | None
    state: str
    shares: tuple[tuple[PartyMark, int], ...]


@dataclass(frozen=True, slots=True)
class GoalEntry:
    """A goal with both sides of it; `is_common` is False where a side is empty (G2)."""

    title: str
    horizon: str
    measure: str
    begins_on: str
    due_on: str
    owner: str
    sponsors: tuple[str, ...]
    state: str
    state_reason: str
    common_ground: str
    is_common: bool
    sides: tuple[GoalSide, ...]
    milestones: tuple[MilestoneLine, ...]
    money: tuple[MoneyLine, ...]


@dataclass(frozen=True, slots=True)
class TouchedGoal:
    """A goal that a session worked on: minutes spent, and the numbers of what came of it (G6)."""

    goal: GoalEntry
    minutes: int
    decisions: tuple[str, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermMeaning:
    """What a word means on one side."""

    party: PartyMark
    meaning: str
    say_instead: str


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A word that a document uses; `relation` is a `TermRelation`, empty for none (L2, L7)."""

    term: str
    abbreviation: str
    home: str
    plain: str
    why_other: str
    agreed_wording: str
    say_instead: str
    relation: str
    other_term: str
    meanings: tuple[TermMeaning, ...]


@dataclass(frozen=True, slots=True)
class Gloss:
    """A word that one side does not own, said shortly (L7).

    `written` holds each way in which the document writes it; `sides` what each side means by it
    where it is one word for two things, else `words` say it.
    """

    term: str
    written: tuple[str, ...]
    words: str
    sides: tuple[TermMeaning, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidVersion:
    """One version of a say-it-back: `part` is a `SaybackPart`."""

    part: str
    party: PartyMark | None
    person: str
    text: str


@dataclass(frozen=True, slots=True)
class RestatementEntry:
    """A say-it-back with all its versions (L5); `about` is the number of a decision (D4)."""

    topic: str
    about: str
    state: str
    confirmed_on: str
    item_number: str
    versions: tuple[SaidVersion, ...]


@dataclass(frozen=True, slots=True)
class SideAnswer:
    """One side's answer to a data request, with its reason (C5)."""

    party: PartyMark
    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class RequestEntry:
    """A data-request review; `fields` are pairs of a field and why it is needed (C5)."""

    number: str
    question: str
    purpose: str
    data_set: str
    asked_by: str
    until_on: str
    fields: tuple[tuple[str, str], ...]
    answer: str
    terms: str
    sides: tuple[SideAnswer, ...]
    decision_number: str


@dataclass(frozen=True, slots=True)
class PrimerEntry:
    """A card that explains one word or method of a session (L8)."""

    kind: str
    title: str
    text: str
    minutes: int
