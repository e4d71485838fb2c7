"""Where minutes stand between the sides: sent out, answered, corrected, approved (M2)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.projections.marks import PartyMark


@dataclass(frozen=True, slots=True)
class ObjectionEntry:
    """One thing that a side contests: `target` is the number of an item, decision or action."""

    target: str
    note: str


@dataclass(frozen=True, slots=True)
class SideAnswer:
    """What one side said to a version: a `MinutesAnswer`, empty as long as it was not heard.

    `came_by` is a `CameBy`; `on` the day on which it came.
    """

    party: PartyMark
    answer: str
    note: str = ""
    by_name: str = ""
    came_by: str = ""
    on: str = ""
    objections: tuple[ObjectionEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A numbered correction; `version` is the one it led to, or was added to after approval."""

    n: int
    version: int
    target: str
    before: str
    after: str
    because: str
    asked_by: PartyMark | None
    on: str
    is_after_approval: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """The standing of one version; `state` is a `MinutesState`.

    A draft that follows a circulated version says so in `went_out`, the number of that version.
    `approved_in` is the number of the session that approved it, `despite` why it was approved
    although a side contests something. `record_head` is the head of the file's record when the
    standing last changed, `record_number` its number.
    """

    state: str = "draft"
    version: int = 1
    went_out: int = 0
    circulated_on: str = ""
    comments_until: str = ""
    approved_on: str = ""
    approved_in: str = ""
    answers: tuple[SideAnswer, ...] = ()
    corrections: tuple[CorrectionEntry, ...] = ()
    despite: str = ""
    record_head: str = ""
    record_number: int = 0


DRAFT = Approval()
