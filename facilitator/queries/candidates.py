"""What could return to an agenda, as a preview shows it (P5): the types, and their usual sizes."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator.store import Reader, Row

PARKED_S, CONCERN_S, REVIEW_S, ACTION_S = 600, 900, 600, 300  # judgement: usual sizes
QUESTION_S, SAYBACK_S, DECISION_S = 300, 300, 900
MOST = 60  # of one kind in one preview; more are counted, not listed


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could return. `source` is the table it comes from; `why` is a cause:

    standing, not_reached, skipped, cancelled, open_actions, overdue, due, concern, parked, review,
    deferred, undecided, needed, question, sayback. `since` is the ISO date that belongs to the
    cause, `label` the number of what it is about, `party` whose it is. `times` tells how often it
    was parked, or how many actions of an item are open; `first_since` is the first of these days.
    """

    source: str
    source_id: int
    title: str
    why: str
    since: str
    label: str
    party: str
    is_serious: bool
    length_s: int
    is_ticked: bool
    purpose: str
    asked_by_party_id: int | None
    goal_id: int | None
    times: int = 1
    first_since: str = ""
    needed_on: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Something that stays where it is, and why:

    done, not_due, on_agenda, settled, with_item (`about` is the title it returns with), delivered,
    answered, let_go, same. Where `title` is empty it stands for `count` more of the kind.
    """

    title: str
    why: str
    label: str
    about: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class CarryOver:
    """The preview: nothing moves until somebody says so."""

    from_session_id: int | None
    from_label: str
    candidates: tuple[Candidate, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """For which agenda is asked. `day` is its day, `today` the day of asking (ISO)."""

    reader: Reader
    series_id: int | None
    target_id: int | None
    previous: Row | None
    previous_day: str
    day: str
    today: str
    is_leaving: bool

    @property
    def overdue_before(self) -> str:
        """Return the day before which an action is overdue."""
        return min(self.day, self.today)


@dataclass(slots=True)
class Found:
    """What one rule found: what it offers, and what it names as staying.

    `covers` tells, by the id of what it came from, the title of the item that brings it back.
    """

    candidates: list[Candidate] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    covers: dict[int, str] = field(default_factory=dict)


def short_of(row: Row, name: str = "party") -> str:
    """Return the name of a side, empty where there is none."""
    return str(row[name] or "")
