"""What becomes the one page on a session for the executives (M3). The rules of `types` hold here.

It holds every decision and every action of the session, so that whatever the page has no room for
is counted, and so that it can be proven to say the same as the minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.projections.marks import PartyMark
from facilitator.projections.types import EngagementHead, NextSession, SessionHead


@dataclass(frozen=True, slots=True)
class Dissent:
    """A side that did not simply agree; `position` is one of `words.Position`."""

    party: PartyMark
    position: str
    reason: str


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """A decision in its exact wording, with the reason in one sentence."""

    number: str
    wording: str
    why: str
    state: str
    review_on: str
    dissent: tuple[Dissent, ...]


@dataclass(frozen=True, slots=True)
class PromisedLine:
    number: str
    text: str
    owner: str
    owner_party: PartyMark | None
    asked_by: str
    due_on: str
    due_is_next: bool
    state: str


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Something open or at risk: `kind` is concern, overdue, goal or not_reached."""

    kind: str
    text: str
    party: PartyMark | None = None
    detail: str = ""
    due_on: str = ""


@dataclass(frozen=True, slots=True)
class NeededLine:
    """What waits for somebody above the table: `kind` is decision, goal or handed_up."""

    kind: str
    number: str
    text: str
    detail: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class ExecutiveSummary:
    """One session on one page; `parties` are the sides at the table that day.

    `version` and `state` (a `MinutesState`) are those of the minutes that it is made from.
    """

    audience: str
    engagement: EngagementHead
    session: SessionHead
    version: int
    state: str
    is_represented: bool
    parties: tuple[PartyMark, ...]
    decisions: tuple[DecidedLine, ...]
    actions: tuple[PromisedLine, ...]
    open: tuple[OpenLine, ...]
    needed: tuple[NeededLine, ...]
    next_session: NextSession | None
