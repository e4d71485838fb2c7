"""The advice in plain English: a headline, and each figure as a sentence (K3).

For the command line and paper; the window has its own words, for it speaks more than one language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from facilitator.cadence.advice import Advice, Exact, Inputs, Term, TermName, Thresholds
from facilitator.domain.words import AdviceRemark

JUDGEMENT = "A judgement from the figures in this file. No study gives an optimum."

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_WAITING = {
    "backlog": ("in the backlog", "in the backlog"),
    "not_reached": ("not reached", "not reached"),
    "skipped": ("skipped", "skipped"),
    "parked": ("parked", "parked"),
    "concern": ("concern", "concerns"),
    "deferred": ("deferred decision", "deferred decisions"),
    "overdue": ("overdue action", "overdue actions"),
    "too_long": ("agenda too long", "agendas too long"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One figure as a person reads it: '17 min', what it is, how it came about, what it allows."""

    figure: str
    sentence: str
    note: str
    limit: str


# --- numbers -----------------------------------------------------------------------------------


def number(count: int) -> str:
    """Return 'four', or '14'."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def rounded(value: Exact, places: int = 0) -> str:
    """Return a figure with at most so many decimals, half of the last one rounded up."""
    scaled = Fraction(value) * 10**places
    whole = int(abs(scaled) + Fraction(1, 2))
    digits = str(whole).rjust(places + 1, "0")
    head, tail = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    text = f"{int(head):,}" + (f".{tail}" if tail else "")
    return f"-{text}" if scaled < 0 and whole else text


def minutes(value: Exact) -> str:
    """Return '17 min'."""
    return f"{rounded(value)} min"


def stretch(days: int) -> str:
    """Return 'a week', 'two weeks', '10 days'."""
    if days == 7:
        return "a week"
    if days % 7 == 0 and days:
        return f"{number(days // 7)} weeks"
    return "1 day" if days == 1 else f"{days:,} days"


def every(days: int) -> str:
    """Return 'every week', 'every two weeks', 'every 10 days', 'every working day'."""
    if days == 1:
        return "every working day"
    return "every week" if days == 7 else f"every {stretch(days)}"


# --- the headline --------------------------------------------------------------------------------


def headline(advice: Advice, current: int) -> str:
    """Return what the advice comes to, as one sentence."""
    if advice.remark == AdviceRemark.CHANGE:
        return f"Meet {every(advice.days)} instead of {every(current)}."
    if advice.remark == AdviceRemark.FIX_ATTENDANCE:
        return f"Stay with {every(current)}, and fix the slot or the list of people first."
    if advice.remark == AdviceRemark.SKIP_NEXT:
        return f"Stay with {every(current)}, and skip the next one: nothing is due."
    return f"Stay with {every(current)}."


def remarks(advice: Advice) -> list[str]:
    """Return what else the advice says, a sentence each."""
    found = []
    if advice.remark == AdviceRemark.CHANGE and advice.days != advice.target:
        found.append(f"One step at a time: the figures lead to {every(advice.target)}.")
    names = [_CAPS[cap.name] for cap in advice.naming]
    if names:
        found.append(f"Not longer than {stretch(advice.target)} because of {_joined(names)}.")
    if advice.extra_meeting:
        found.append("Add one short meeting for the decision that is due; the rhythm stays.")
    if advice.skip_next and advice.remark != AdviceRemark.SKIP_NEXT:
        found.append("Nothing is due for the next session: it can be skipped.")
    return found


_CAPS = {
    TermName.INCIDENT: "the open incident",
    TermName.CONCERN: "the serious concern that is open",
    TermName.AGE: "the first weeks of a group",
    TermName.MILESTONE: "the milestone at risk",
}


_NONE = {
    TermName.INCIDENT: "No incident is open",
    TermName.CONCERN: "No serious concern is open",
    TermName.MILESTONE: "No milestone is at risk or late",
    TermName.ATTENDANCE: "Nobody’s attendance is known yet",
    TermName.DECISION: "No decision is needed before the next session",
}


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


# --- each figure ---------------------------------------------------------------------------------


def said(
    term: Term, advice: Advice, inputs: Inputs, thresholds: Thresholds, subject: str = ""
) -> Said:
    """Return one figure in words. `subject` is what it is about: a concern, a milestone, a side."""
    if term.is_idle and term.name in _NONE:
        return Said(_figure(term), _NONE[term.name], "no limit from this", "")
    return Said(
        _figure(term),
        _sentence(term, subject),
        _note(term, advice, inputs, thresholds),
        f"at most {stretch(term.limit)}" if term.limit else "",
    )


def waiting(causes: Iterable[str], more: int = 0) -> str:
    """Return '3 parked, 1 deferred decision' for the causes of what waits."""
    parts = [
        f"{count:,} {_WAITING[why][count > 1]}"
        for why, count in Counter(causes).items()
        if why in _WAITING
    ]
    return ", ".join([*parts, f"{more:,} more"] if more else parts)


def _figure(term: Term) -> str:
    value = term.value
    if value is None:
        return "-"
    if term.name in (TermName.NEW, TermName.QUEUE, TermName.USABLE, TermName.NEED):
        return minutes(value)
    if term.name in (TermName.AGE, TermName.MILESTONE, TermName.DECISION):
        return "1 day" if abs(value) == 1 else f"{abs(int(value)):,} days"
    return f"{rounded(value * 100)} %" if term.name == TermName.ATTENDANCE else f"{int(value):,}"


def _sentence(term: Term, subject: str) -> str:
    about = f" “{subject}”" if subject else ""
    return {
        TermName.NEW: "New topics that arrive each week",
        TermName.QUEUE: f"Topics waiting: {subject}" if subject else "Nothing is waiting",
        TermName.USABLE: "One session can handle",
        TermName.NEED: "Needed per week, new plus waiting",
        TermName.THIN: "Sessions in a row that were called off or used under half their time",
        TermName.OVERFULL: "Sessions in a row that carried much over",
        TermName.INCIDENT: f"Incident open:{about}",
        TermName.CONCERN: f"Serious concern open:{about}",
        TermName.AGE: "Since the first session",
        TermName.MILESTONE: (
            f"Late: the milestone{about}"
            if _is_past(term)
            else f"To the milestone{about}, at risk or late"
        ),
        TermName.ATTENDANCE: f"Of the last sessions attended by {subject or 'every side'}",
        TermName.DECISION: f"{_decision(term)}:{about}",
    }[term.name]


def _is_past(term: Term) -> bool:
    return term.value is not None and term.value < 0


def _decision(term: Term) -> str:
    return "Late, a decision was needed" if _is_past(term) else "Until a decision is needed"


def _note(term: Term, advice: Advice, inputs: Inputs, thresholds: Thresholds) -> str:
    own = thresholds
    half = "half of it" if own.milestone_percent == 50 else f"{own.milestone_percent} % of it"
    return {
        TermName.NEW: f"mean of the last {number(own.arrival_weeks)} weeks",
        TermName.QUEUE: f"to be cleared within {number(own.clear_weeks)} weeks",
        TermName.USABLE: (
            f"{rounded(Fraction(own.usable_percent, 100), 2)} × ({minutes(inputs.length)} − "
            f"{minutes(inputs.fixed)} fixed), at least {own.least_usable} min"
        ),
        TermName.NEED: _covers(advice, inputs, thresholds),
        TermName.THIN: f"{number(own.thin_sessions)} or more lengthen by one step",
        TermName.OVERFULL: (
            f"{number(own.overfull_sessions)} or more with {own.overfull_percent} % or more "
            "shorten by one step"
        ),
        TermName.INCIDENT: "met at once",
        TermName.CONCERN: f"not longer than {stretch(own.concern_days)} while it is open",
        TermName.AGE: f"under {own.young_age} days not longer than {stretch(own.young_days)}",
        TermName.MILESTONE: _half(term, half),
        TermName.ATTENDANCE: (
            "fix the slot or the list of people before meeting more often"
            if term.decides
            else f"under {own.attendance_percent} % this would have to be fixed first"
        ),
        TermName.DECISION: (
            "sooner than the rhythm: one short meeting more"
            if term.decides
            else "within the rhythm"
        ),
    }[term.name]


def _half(term: Term, half: str) -> str:
    if _is_past(term) and term.limit:
        return f"a late milestone allows {stretch(term.limit)} at most"
    return f"{half} with room to spare"


def _covers(advice: Advice, inputs: Inputs, thresholds: Thresholds) -> str:
    if advice.raw_days is None:
        return "nothing arrives and nothing waits: no limit"
    return (
        f"{rounded(inputs.new_per_week, 1)} + {rounded(inputs.queue, 1)} ÷ "
        f"{thresholds.clear_weeks}, so one session covers {rounded(advice.raw_days, 1)} days"
    )
