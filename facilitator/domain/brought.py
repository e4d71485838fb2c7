"""What minutes that came back as a PDF offer to take over: values that fit, and nothing sealed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BroughtParty:
    name: str
    short_name: str
    colour: str


@dataclass(frozen=True, slots=True)
class BroughtPerson:
    """Somebody on the attendance list; `party` is a name, empty for the neutral people."""

    name: str
    role: str
    party: str
    state: str


@dataclass(frozen=True, slots=True)
class BroughtOption:
    text: str
    effect: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BroughtPosition:
    party: str
    position: str
    reason: str
    consideration: str
    passed_reason: str


@dataclass(frozen=True, slots=True)
class BroughtDecision:
    """`item` is the number of its agenda item in the paper, empty for none."""

    number: str
    wording: str
    plain: str
    context: str
    because: str
    consequences: str
    method: str
    state: str
    decided_on: str
    review_on: str
    item: str
    options: tuple[BroughtOption, ...]
    positions: tuple[BroughtPosition, ...]


@dataclass(frozen=True, slots=True)
class BroughtAction:
    """`owner`, `party` and `asked_by` are names."""

    number: str
    text: str
    owner: str
    party: str
    asked_by: str
    due_on: str
    is_due_next: bool
    done_when: str
    state: str
    state_reason: str
    delivered_on: str
    accepted_on: str
    item: str


@dataclass(frozen=True, slots=True)
class BroughtItem:
    number: str
    title: str
    purpose: str
    box: str
    minutes: int
    used_minutes: int | None
    wanted_result: str
    outcome: str
    state: str
    party: str


@dataclass(frozen=True, slots=True)
class BroughtTopic:
    """Something for a later agenda: parked, asked or feared, or an item that was not reached.

    `kind` is parked, question, concern or item.
    """

    kind: str
    text: str
    party: str
    minutes: int = 10


@dataclass(frozen=True, slots=True)
class BroughtEngagement:
    title: str
    organisation: str
    purpose: str
    classification: str
    language: str
    paper_size: str
    style: str


@dataclass(frozen=True, slots=True)
class BroughtMinutes:
    """The minutes of one session as a PDF told them; `code` is that of its data."""

    code: str
    engagement: BroughtEngagement
    number: str
    title: str
    kind: str
    starts: str
    ends: str
    zone: str
    minutes: int
    place: str
    link: str
    facilitator: str
    minute_taker: str
    parties: tuple[BroughtParty, ...]
    people: tuple[BroughtPerson, ...]
    items: tuple[BroughtItem, ...]
    decisions: tuple[BroughtDecision, ...]
    actions: tuple[BroughtAction, ...]
    open_actions: tuple[BroughtAction, ...]
    topics: tuple[BroughtTopic, ...]
