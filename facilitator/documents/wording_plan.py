"""The words of the papers around the sessions: rhythms, levels, states of dates."""

from __future__ import annotations

from facilitator.documents.wording import DAYS, moment, short_day
from facilitator.domain.rule import Pattern, Rule, parse_rule
from facilitator.domain.words import (
    AdviceAnswer,
    AdviceRemark,
    Level,
    RoundAnswer,
    TensionState,
)

LEVEL: dict[str, str] = {Level.LEADERSHIP: "Leadership level", Level.WORKING: "Working level"}
DATE_STATE: dict[str, str] = {
    "free": "expected",
    "moved": "moved",
    "skipped": "skipped",
    "planned": "planned",
    "cancelled": "cancelled",
}
FLOW: dict[str, str] = {"decision": "Decisions", "action": "Actions", "concern": "Concerns"}
TENSION_STATE: dict[str, str] = {
    TensionState.HARD: "Pulls hard",
    TensionState.PULLS: "Pulls apart",
    TensionState.EASED: "Eased",
    TensionState.SETTLED: "Settled",
}
ROUND: dict[str, str] = {
    RoundAnswer.YES: "yes",
    RoundAnswer.PARTLY: "partly",
    RoundAnswer.NO: "no",
}
ADVICE_ANSWER: dict[str, str] = {
    AdviceAnswer.ACCEPTED: "Accepted",
    AdviceAnswer.DECLINED: "Declined",
}
LACKING: dict[str, str] = {
    "lead": "Nobody leads",
    "wanted_result": "No wanted result",
    "papers": "Paper awaited",
    "item": "Asked for nothing",
    "people": "Nobody comes",
    "over": "Too full",
}
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


def rhythm(rule: str, starts_local: str) -> str:
    """Return `every 4 weeks on Tuesday at 10:00`; a rule without DTSTART, and its first time."""
    at = moment(starts_local)
    time = f" at {at:%H:%M}" if at else ""
    return f"{_how_often(parse_rule(rule), DAYS[at.weekday()] if at else '')}{time}"


def how_often(rule: str) -> str:
    """Return `every 4 weeks`, without the day."""
    return _how_often(parse_rule(rule), "").partition(" on ")[0]


def _how_often(rule: Rule, first_day: str) -> str:
    if rule.pattern is Pattern.WORKING_DAYS:
        return "every working day"
    if rule.pattern is Pattern.WEEKS:
        every = "every week" if rule.every == 1 else f"every {rule.every} weeks"
        days = " and ".join(DAYS[day] for day in rule.weekdays) or first_day
        return f"{every} on {days}" if days else every
    what = "working day"
    if rule.pattern is Pattern.MONTH_WEEKDAY:
        what = DAYS[rule.weekdays[0]]
    often = "every month" if rule.every == 1 else f"every {rule.every} months"
    return f"{often} on the {_NTH[rule.nth]} {what}"


def in_force(starts_local: str, until_on: str) -> str:
    """Return `13 Jan to 14 Apr 2026`, or `from 23 Jun 2026` where no other rhythm follows."""
    if not until_on:
        return f"from {short_day(starts_local)}"
    return f"{short_day(starts_local)} to {short_day(until_on)}"


def interval(days: int) -> str:
    """Return `every 4 weeks` for 28 days, else `every 10 days`."""
    if days == 1:
        return "every day"
    if days == 7:
        return "every week"
    return f"every {days // 7} weeks" if days and not days % 7 else f"every {days} days"


def advised(remark: str, current: int, days: int) -> str:
    """Return what an advice said: `every 3 weeks instead of every 4 weeks`."""
    if remark == AdviceRemark.SKIP_NEXT:
        return "skip the next session"
    if remark == AdviceRemark.FIX_ATTENDANCE:
        return "keep the rhythm, and see why people stay away"
    if days == current:
        return f"keep {interval(current)}"
    return f"{interval(days)} instead of {interval(current)}"
