"""How often should they meet? The advice as a pure function: figures in, a rhythm and why out (K3).

Every threshold is a judgement, no study gives an optimum. What the rule leaves open is decided so:

- Sessions in a row that were thin or overfull correct what the minutes ask for by one step; when
  they were both (over early, and much carried over) the two cancel out. The caps come after that,
  so a cap is never lengthened, and an overfull session does not shorten what a cap shortened.
- A cap given in days holds the longest step not above them, at least the shortest step.
- A rhythm off the grid snaps to the nearest step. 21 lies between two and counts as 28: so a
  shorter advice shortens it, and no advice lengthens it beside one that is kept. Where the advice
  for the step is to stay, the people's own rhythm stays as it is, unless a cap forbids it.
- An incident shortens at once, whatever lies between; it never lengthens.
- A side that stays away keeps the rhythm only where the advice would shorten it.
- A decision that is due sooner than the rhythm that is proposed asks for one meeting more.
- The next session can be skipped when its agenda is empty, nothing waits, nothing is to be decided
  and no cap holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from facilitator.domain.words import AdviceRemark

STEPS = (7, 14, 28)
SHORTEST, LONGEST = STEPS[0], STEPS[-1]
Exact: TypeAlias = int | Fraction


class TermName(StrEnum):
    """What an advice is made of, in the order in which it is told."""

    NEW = "new"
    QUEUE = "queue"
    USABLE = "usable"
    NEED = "need"
    THIN = "thin"
    OVERFULL = "overfull"
    INCIDENT = "incident"
    CONCERN = "concern"
    AGE = "age"
    MILESTONE = "milestone"
    ATTENDANCE = "attendance"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The figures of one series on one day; minutes and days, shares between 0 and 1.

    `age`, `risky_milestone`, `attendance` and `decision_due` are None where there is nothing to
    tell: a group of unknown age, no milestone at risk, no session held, no decision waited for.
    """

    current: int
    length: Exact = 60
    fixed: Exact = 20
    new_per_week: Exact = 0
    queue: Exact = 0
    incident: bool = False
    red_flag: bool = False
    age: int | None = None
    risky_milestone: int | None = None
    thin: int = 0
    overfull: int = 0
    attendance: Exact | None = None
    decision_due: int | None = None
    next_is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The judgements behind the advice: settings of the engagement, all whole numbers.

    `usable_percent` and `least_usable` say what a session can handle, `clear_weeks` how soon the
    queue is to be cleared, `room_percent` how far a rhythm may stretch. `…_days` are caps.
    """

    usable_percent: int = 90
    least_usable: int = 10
    clear_weeks: int = 4
    room_percent: int = 115
    arrival_weeks: int = 4
    thin_percent: int = 50
    thin_sessions: int = 2
    overfull_percent: int = 25
    overfull_sessions: int = 2
    incident_days: int = 7
    concern_days: int = 14
    young_age: int = 56
    young_days: int = 14
    milestone_percent: int = 50
    attendance_percent: int = 70
    attendance_sessions: int = 4


# What each threshold may be: the smallest and the largest value.
RANGES: dict[str, tuple[int, int]] = {
    "usable_percent": (10, 100),
    "least_usable": (1, 120),
    "clear_weeks": (1, 52),
    "room_percent": (50, 200),
    "arrival_weeks": (1, 26),
    "thin_percent": (1, 100),
    "thin_sessions": (1, 12),
    "overfull_percent": (1, 100),
    "overfull_sessions": (1, 12),
    "incident_days": (SHORTEST, LONGEST),
    "concern_days": (SHORTEST, LONGEST),
    "young_age": (0, 365),
    "young_days": (SHORTEST, LONGEST),
    "milestone_percent": (1, 100),
    "attendance_percent": (0, 100),
    "attendance_sessions": (1, 12),
}
DEFAULTS = Thresholds()


@dataclass(frozen=True, slots=True)
class Cap:
    """An upper limit of the target. `holds`: without the caps it would be longer than this."""

    name: TermName
    days: int
    holds: bool


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of the advice and what it does.

    `value` is minutes, days, sessions, a share, or 1 and 0; None where there is nothing to tell.
    `limit` is the longest rhythm it allows, `shift` the steps by which it moves the target,
    `decides` whether the target is what it is because of this.
    """

    name: TermName
    value: Exact | None
    limit: int | None = None
    shift: int = 0
    decides: bool = False

    @property
    def is_idle(self) -> bool:
        """Tell whether there is nothing to say: no such thing, or none that limits."""
        if self.name in (TermName.AGE, TermName.MILESTONE):
            return self.limit is None
        return self.value is None or (self.name in _COUNTED and not self.value)


_COUNTED = (TermName.THIN, TermName.OVERFULL, TermName.INCIDENT, TermName.CONCERN)


@dataclass(frozen=True, slots=True)
class Advice:
    """The proposal (`days`), where it leads (`target`), and every figure behind it.

    `usable` is minutes per session, `need` minutes per week, `raw_days` what they come to (None:
    no limit). `days` equals the current rhythm where nothing is to change.
    """

    days: int
    target: int
    remark: AdviceRemark
    extra_meeting: bool
    skip_next: bool
    caps: tuple[Cap, ...]
    terms: tuple[Term, ...]
    usable: Exact
    need: Exact
    raw_days: Exact | None

    @property
    def naming(self) -> tuple[Cap, ...]:
        """Return the caps that hold the target down."""
        return tuple(cap for cap in self.caps if cap.holds)


def advise(inputs: Inputs, thresholds: Thresholds = DEFAULTS) -> Advice:
    """Return how often to meet, as the figures of `inputs` ask for."""
    sums = _reckon(inputs, thresholds)
    days = _proposal(inputs, sums)
    keeps = days < inputs.current and _stays_away(inputs, thresholds)
    days = inputs.current if keeps else days
    skip = _can_skip(inputs, sums)
    more = inputs.decision_due is not None and inputs.decision_due < days
    return Advice(
        days,
        sums.target,
        _remark(inputs.current, days, keeps, skip),
        more,
        skip,
        tuple(
            Cap(name, cap, cap == sums.target < sums.wished) for name, cap in sums.limits.items()
        ),
        (
            *_terms_of_work(inputs, sums),
            *_terms_of_caps(inputs, sums),
            Term(TermName.ATTENDANCE, inputs.attendance, None, 0, keeps),
            Term(TermName.DECISION, inputs.decision_due, None, 0, more),
        ),
        sums.usable,
        sums.need,
        sums.raw,
    )


@dataclass(frozen=True, slots=True)
class _Sums:
    """What the figures come to: `fitting` is what the minutes ask for, `wished` that corrected."""

    usable: Exact
    need: Exact
    raw: Exact | None
    fitting: int
    lengthen: bool
    shorten: bool
    wished: int
    limits: dict[TermName, int]
    target: int


def _reckon(inputs: Inputs, thresholds: Thresholds) -> _Sums:
    free = _share(thresholds.usable_percent) * (inputs.length - inputs.fixed)
    usable: Exact = free if free > thresholds.least_usable else thresholds.least_usable
    need = inputs.new_per_week + Fraction(inputs.queue) / thresholds.clear_weeks
    raw = Fraction(7 * usable) / need if need > 0 else None
    fitting = LONGEST if raw is None else step_within(raw * _share(thresholds.room_percent))
    lengthen = inputs.thin >= thresholds.thin_sessions
    shorten = inputs.overfull >= thresholds.overfull_sessions
    wished = _moved(fitting, lengthen - shorten)
    limits = _limits(inputs, thresholds)
    target = min([wished, *limits.values()])
    return _Sums(usable, need, raw, fitting, lengthen, shorten, wished, limits, target)


def step_within(days: Exact) -> int:
    """Return the longest step that is not above `days`, the shortest where none fits."""
    return max((step for step in STEPS if step <= days), default=SHORTEST)


def nearest_step(days: int) -> int:
    """Return the step nearest to a rhythm, of two the longer."""
    return min(STEPS, key=lambda step: (abs(step - days), -step))


def _share(percent: int) -> Fraction:
    return Fraction(percent, 100)


def _moved(step: int, by: int) -> int:
    at = STEPS.index(step) + by
    return STEPS[min(max(at, 0), len(STEPS) - 1)]


def _limits(inputs: Inputs, thresholds: Thresholds) -> dict[TermName, int]:
    """Return the caps that are there, each as a step."""
    found: dict[TermName, int] = {}
    if inputs.incident:
        found[TermName.INCIDENT] = step_within(thresholds.incident_days)
    if inputs.red_flag:
        found[TermName.CONCERN] = step_within(thresholds.concern_days)
    if inputs.age is not None and inputs.age < thresholds.young_age:
        found[TermName.AGE] = step_within(thresholds.young_days)
    if inputs.risky_milestone is not None:
        half = inputs.risky_milestone * _share(thresholds.milestone_percent)
        found[TermName.MILESTONE] = step_within(half * _share(thresholds.room_percent))
    return found


def _proposal(inputs: Inputs, sums: _Sums) -> int:
    current, here, target = inputs.current, nearest_step(inputs.current), sums.target
    if inputs.incident and target < current:
        return target
    if target == here:
        allowed = min(sums.limits.values(), default=LONGEST)
        return here if allowed < LONGEST and current > allowed else current
    return _moved(here, 1 if target > here else -1)


def _stays_away(inputs: Inputs, thresholds: Thresholds) -> bool:
    if inputs.incident or inputs.attendance is None:
        return False
    return inputs.attendance < _share(thresholds.attendance_percent)


def _can_skip(inputs: Inputs, sums: _Sums) -> bool:
    is_calm = all(cap >= LONGEST for cap in sums.limits.values()) and inputs.decision_due is None
    return inputs.next_is_empty and inputs.queue == 0 and is_calm


def _remark(current: int, days: int, keeps: bool, skip: bool) -> AdviceRemark:
    if keeps:
        return AdviceRemark.FIX_ATTENDANCE
    if days != current:
        return AdviceRemark.CHANGE
    return AdviceRemark.SKIP_NEXT if skip else AdviceRemark.KEEP


# --- every figure, in the order in which it is told ------------------------------------------


def _terms_of_work(inputs: Inputs, sums: _Sums) -> Iterator[Term]:
    yield Term(TermName.NEW, inputs.new_per_week)
    yield Term(TermName.QUEUE, inputs.queue)
    yield Term(TermName.USABLE, sums.usable)
    yield Term(TermName.NEED, sums.need, sums.fitting, 0, sums.fitting == sums.target)
    moved = sums.target == sums.wished != sums.fitting
    yield Term(TermName.THIN, inputs.thin, None, int(sums.lengthen), moved and sums.lengthen)
    yield Term(TermName.OVERFULL, inputs.overfull, None, -int(sums.shorten), moved and sums.shorten)


def _terms_of_caps(inputs: Inputs, sums: _Sums) -> Iterator[Term]:
    for name, value in (
        (TermName.INCIDENT, int(inputs.incident)),
        (TermName.CONCERN, int(inputs.red_flag)),
        (TermName.AGE, inputs.age),
        (TermName.MILESTONE, inputs.risky_milestone),
    ):
        limit = sums.limits.get(name)
        yield Term(name, value, limit, 0, limit == sums.target)
