"""One page for the executives: what the sides did, and what is needed from those above (M6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from facilitator.documents import look, parts, wording
from facilitator.documents.desk import Desk, Rich, say
from facilitator.documents.flow import Block, Row
from facilitator.documents.lines import Span
from facilitator.documents.roles import Role
from facilitator.domain.money import show
from facilitator.projections.common_ground import GoalEntry
from facilitator.projections.plan_papers import EngagementReport, OpenChoice
from facilitator.projections.types import DecisionEntry, RaisedEntry

STANDING = "REPORT FOR THE EXECUTIVES"
_LABEL = 92.0
_FIRST = {"decisions": 1, "needed": 1, "goals": 3, "serious": 1, "eased": 1}
_NEEDED_FIRST = 5  # what is needed from the reader comes before more of anything else
_MOST = 40  # more than a page could hold of anything
_LONGEST, _ONE_LINE = 150, 84
_NEEDS_SOMEBODY = ("late", "at_risk")


Shares = dict[str, int]


def compose(desk: Desk, report: EngagementReport) -> None:
    """Put the report on the desk, with as many entries of each kind as one page holds."""
    _write(desk, report, _shares(desk, report))


def _shares(desk: Desk, report: EngagementReport) -> Shares:
    """Return how many entries of each kind there is room for: each kind in turn gets one more."""
    shares = dict(_FIRST)
    there = {
        "needed": len(_lines_needed(report)),
        "goals": len(report.goals),
        "serious": len(report.serious),
        "eased": len(report.eased),
        "decisions": len(report.decisions),
    }
    while shares["needed"] < min(there["needed"], _NEEDED_FIRST):
        more = shares | {"needed": shares["needed"] + 1}
        if not _fits(desk, report, more):
            break
        shares = more
    growing = [kind for kind in shares if there[kind] > shares[kind]]
    while growing:
        for kind in list(growing):
            more = shares | {kind: shares[kind] + 1}
            if _fits(desk, report, more):
                shares = more
            if shares != more or shares[kind] >= min(there[kind], _MOST):
                growing.remove(kind)
    return shares


def _fits(desk: Desk, report: EngagementReport, shares: Shares) -> bool:
    trial = Desk(desk.sheet, desk.book, desk.tick)
    _write(trial, report, shares)
    return _height(trial.blocks) <= desk.sheet.room


def _height(blocks: Sequence[Block]) -> float:
    total = sum(block.height for block in blocks)
    return total + sum(max(one.after, two.before) for one, two in pairwise(blocks))


def _write(desk: Desk, report: EngagementReport, shares: Shares) -> None:
    head = replace(report.engagement, title="")
    title = report.engagement.title or "Our work together"
    parts.head(desk, head, STANDING, title, wording.period(report.from_on, report.on))
    if report.success_sentence:
        desk.paragraph([say(_short(report.success_sentence, 2 * _LONGEST), look.PLAIN)], after=4)
    desk.paragraph([Span(_counted(report), look.BODY)], after=4)
    _needed(desk, report, shares["needed"])
    _goals(desk, report.goals, shares["goals"])
    _decisions(desk, report.decisions, shares["decisions"])
    _concerns(desk, report, shares["eased"], shares["serious"])
    _money(desk, report)
    _foot(desk, report)


def _counted(report: EngagementReport) -> str:
    counts = report.counts
    late = f" ({counts.actions_overdue} past their day)" if counts.actions_overdue else ""
    answered = wording.counted(counts.concerns_answered, "concern", "concerns")
    return (
        f"{wording.counted(counts.sessions, 'session', 'sessions')} held, "
        f"{wording.counted(counts.decisions, 'decision', 'decisions')} taken, "
        f"{wording.counted(counts.actions_done, 'action', 'actions')} kept and accepted, "
        f"{counts.actions_open} open{late}, {answered} answered."
    )


def _section(desk: Desk, title: str, place: str) -> None:
    desk.section(title, place, before=9)


def _lines_needed(report: EngagementReport) -> list[tuple[str, str]]:
    """Return what waits for somebody above the table: money, decisions, goals that slip."""
    lines: list[tuple[str, str]] = []
    for goal in report.goals:
        if goal.state in _NEEDS_SOMEBODY:
            because = f": {_short(goal.state_reason)}" if goal.state_reason else ""
            lines.append(("Goal", f"{_short(goal.title)}{because}"))
    for choice in report.choices:
        number = f"{choice.number}: " if choice.number else ""
        lines.append(("Decision", f"{number}{_short(choice.text)}{_waits(choice)}"))
    for asked in report.money_asked:
        amount = show(asked.cents, report.currency) if asked.cents else "an amount to be named"
        goal_words = f" for “{_short(asked.goal, _ONE_LINE)}”" if asked.goal else ""
        lines.append(("Money", f"{_short(asked.name, _ONE_LINE)}: {amount}{goal_words}"))
    return lines


def _waits(choice: OpenChoice) -> str:
    """Return ` (deferred until 2 Jun 2026, needed by 7 Aug 2026)`, empty where no day is known."""
    until = f" until {wording.short_day(choice.review_on)}" if choice.review_on else ""
    words = [
        f"deferred{until}" if choice.state == "deferred" else "",
        f"needed by {wording.short_day(choice.needed_on)}" if choice.needed_on else "",
    ]
    told = ", ".join(word for word in words if word)
    return f" ({told})" if told else ""


def _needed(desk: Desk, report: EngagementReport, most: int) -> None:
    lines = _lines_needed(report)
    _section(desk, "What is needed from you", "needed")
    if not lines:
        desk.paragraph([Span("Nothing waits for somebody outside the table.", look.BODY)])
        return
    rows = [_boxed(desk, label, text) for label, text in lines[:most]]
    if len(lines) > most:
        rows.append(_boxed(desk, "", f"and {len(lines) - most} more"))
    desk.put(desk.box(rows, decided=False, after=4))


def _boxed(desk: Desk, label: str, text: str) -> Row:
    spans = [Span(f"{label}  ", look.LABEL)] if label else []
    row = desk.line([*spans, say(text, look.VALUE)], Role.P, width=desk.box_measure)
    row.after = 1.5
    return row


def _goals(desk: Desk, goals: Sequence[GoalEntry], most: int) -> None:
    if not goals:
        return
    _section(desk, "Goals", "goals")
    entries: list[tuple[Rich, Sequence[Rich]]] = [
        (
            [Span(wording.of(wording.GOAL_STATE, goal.state), look.DATA_STRONG)],
            [[say(_short(goal.title, _ONE_LINE), look.DATA)], *_next(goal)],
        )
        for goal in goals[:most]
    ]
    desk.listing(entries, _LABEL, after=1.5)
    _more(desk, len(goals) - most)


def _next(goal: GoalEntry) -> Sequence[Rich]:
    upcoming = next((one for one in goal.milestones if one.state == "open"), None)
    if upcoming is None:
        return ()
    when = f", {wording.short_day(upcoming.due_on)}" if upcoming.due_on else ""
    late = ", late" if upcoming.is_late else ""
    return ([say(f"Next: {_short(upcoming.title, _ONE_LINE)}{when}{late}", look.DATA_SOFT)],)


def _decisions(desk: Desk, decisions: Sequence[DecisionEntry], most: int) -> None:
    if not decisions:
        return
    _section(desk, "Decided", "decisions")
    desk.listing(
        [
            (
                [Span(one.number or "–", look.NUMBER_DECISION)],
                [[say(_short(one.plain or one.wording, _ONE_LINE), look.DATA)]],
            )
            for one in decisions[:most]
        ],
        _LABEL,
        after=0.5,
    )
    _more(desk, len(decisions) - most)


def _concerns(desk: Desk, report: EngagementReport, eased: int, serious: int) -> None:
    if not report.eased and not report.serious:
        return
    _section(desk, "Concerns", "concerns")
    told = [("Open", one) for one in report.serious[:serious]]
    told += [("Eased", one) for one in report.eased[:eased]]
    desk.listing([_concern(label, one) for label, one in told], _LABEL, after=1.5)
    _more(desk, len(report.serious) + len(report.eased) - len(told))


def _concern(label: str, one: RaisedEntry) -> tuple[Rich, Sequence[Rich]]:
    name: list[Span] = [Span(label, look.LABEL)]
    if one.party is not None:
        name += [Span(" ", look.LABEL), parts.party(one.party, look.LABEL, short=True)]
    answer = f" {_short(one.answer, _ONE_LINE)}" if one.answer else ""
    line: Rich = [say(_short(one.plain or one.text), look.DATA), say(answer, look.DATA_SOFT)]
    return name, [line]


def _money(desk: Desk, report: EngagementReport) -> None:
    if not report.pot:
        return
    _section(desk, "Money", "money")
    words = [
        f"{show(one.cents, report.currency)} {one.state}"  # asked, approved, spent, refused
        for one in report.pot
    ]
    desk.paragraph([Span(", ".join(words) + ".", look.VALUE)], after=3)


def _foot(desk: Desk, report: EngagementReport) -> None:
    sides = _short(", ".join(mark.name for mark in report.parties), 2 * _LONGEST)
    words = [sides, f"facilitated by {report.facilitator}" if report.facilitator else ""]
    if report.next_starts:
        when = wording.long_day(report.next_starts)
        words.append(f"next session on {when}")
    line = "; ".join(word for word in words if word)
    desk.open_section()
    desk.rule(before=8, after=4, keeps=True)
    desk.paragraph([say(line, look.META)], after=0)


def _more(desk: Desk, count: int) -> None:
    if count > 0:
        desk.paragraph([Span(f"and {count} more", look.META)], after=2)


def _short(text: str, longest: int = _LONGEST) -> str:
    """Return a text as one line that leaves room for the others."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
