"""One session on one page for the executives: decided, promised, open, needed, next (M3).

The page holds as many whole entries as there is room for; what is left out is counted and stands
in the minutes. No decision is ever cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from facilitator.documents import look, parts, wording
from facilitator.documents.desk import Desk, Rich, say
from facilitator.documents.flow import Block
from facilitator.documents.lines import Span
from facilitator.documents.roles import Element, Role
from facilitator.domain.words import DecisionState, MinutesState
from facilitator.projections.executive_papers import (
    DecidedLine,
    ExecutiveSummary,
    NeededLine,
    OpenLine,
    PromisedLine,
)
from facilitator.projections.types import NextSession

STANDING = "EXECUTIVE SUMMARY"
KINDS = ("needed", "decisions", "actions", "open")
_LABEL = 74.0
_LONGEST, _ONE_LINE, _TITLE = 170, 96, 120
_MOST = 40  # more than a page could hold of anything
_OPEN_KIND = {
    "concern": "Concern",
    "overdue": "Late",
    "not_reached": "Not reached",
}
_NEEDED_KIND = {"decision": "Decision", "goal": "Goal", "handed_up": "Handed up"}

Shares = dict[str, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """How many entries of a kind stand on the page, and how many there are."""

    shown: int
    there: int


def compose(desk: Desk, summary: ExecutiveSummary) -> None:
    """Put the page on the desk, with as many entries of each kind as it holds."""
    _write(desk, summary, _shares(desk, summary))


def listed(desk: Desk, summary: ExecutiveSummary) -> dict[str, Listed]:
    """Return how much of each kind a page of this desk's size holds."""
    shares, there = _shares(desk, summary), _there(summary)
    return {kind: Listed(shares[kind], there[kind]) for kind in KINDS}


def _there(summary: ExecutiveSummary) -> Shares:
    return {
        "needed": len(summary.needed),
        "decisions": len(summary.decisions),
        "actions": len(summary.actions),
        "open": len(summary.open),
    }


def _shares(desk: Desk, summary: ExecutiveSummary) -> Shares:
    """Return how many entries of each kind there is room for: each kind in turn gets one more."""
    there = _there(summary)
    shares = dict.fromkeys(KINDS, 0)
    growing = [kind for kind in KINDS if there[kind]]
    while growing:
        for kind in list(growing):
            more = shares | {kind: shares[kind] + 1}
            if _fits(desk, summary, more):
                shares = more
            if shares != more or shares[kind] >= min(there[kind], _MOST):
                growing.remove(kind)
    while not _fits(desk, summary, shares):  # what no font can draw is known only now
        shares = shares | {_largest(shares): max(shares.values()) - 1}
    return shares


def _largest(shares: Shares) -> str:
    return max(reversed(KINDS), key=shares.__getitem__)


def _fits(desk: Desk, summary: ExecutiveSummary, shares: Shares) -> bool:
    trial = Desk(desk.sheet, desk.book, desk.tick)
    _write(trial, summary, shares)
    if desk.book.missing:
        parts.notice(trial, desk.book.missing)
        trial.rule(after=look.NOTICE.leading)  # the names in the foot may make it a line longer
    return not any(shares.values()) or _height(trial.blocks) <= desk.sheet.room


def _height(blocks: Sequence[Block]) -> float:
    total = sum(block.height for block in blocks)
    return total + sum(max(one.after, two.before) for one, two in pairwise(blocks))


def _write(desk: Desk, summary: ExecutiveSummary, shares: Shares) -> None:
    session = summary.session
    head = replace(
        summary.engagement,
        title=_short(summary.engagement.title, _ONE_LINE),
        organisation=_short(summary.engagement.organisation, _ONE_LINE),
    )
    parts.head(desk, head, STANDING, _short(session.title, _TITLE), _under(summary))
    desk.rule(after=4)
    desk.paragraph([Span(_counted(summary), look.BODY)], after=4)
    _needed(desk, summary.needed, shares["needed"])
    _decisions(desk, summary.decisions, shares["decisions"])
    _actions(desk, summary.actions, shares["actions"])
    _open(desk, summary.open, shares["open"])
    _foot(desk, summary)


def _under(summary: ExecutiveSummary) -> str:
    session = summary.session
    words = [parts.session_line(session), wording.long_day(session.starts)]
    sides = ", ".join(_short(mark.short_name or mark.name, 24) for mark in summary.parties[:4])
    if len(summary.parties) > 4:
        sides += f" and {len(summary.parties) - 4} more"
    return " \u00b7 ".join(word for word in (*words, sides) if word)


def _counted(summary: ExecutiveSummary) -> str:
    decisions = wording.counted(len(summary.decisions), "decision", "decisions")
    actions = wording.counted(len(summary.actions), "action", "actions")
    there = wording.represented_label(len(summary.parties)).lower()
    if not summary.is_represented:
        there = "not " + there
    return f"{decisions}, {actions}; {there}. {_source(summary)}"


def _source(summary: ExecutiveSummary) -> str:
    """Return which minutes the page is made from."""
    if summary.state == MinutesState.APPROVED:
        return f"From the approved minutes, version {summary.version}."
    draft = "draft minutes" if summary.state == MinutesState.DRAFT else "the minutes"
    return f"From {draft}, version {summary.version}; not approved yet."


def _section(desk: Desk, title: str, place: str) -> None:
    desk.section(title, place, before=11)


# --- what is needed ------------------------------------------------------------------------------


def _needed(desk: Desk, lines: Sequence[NeededLine], most: int) -> None:
    _section(desk, "What is needed from you", "needed")
    if not lines:
        desk.paragraph([Span("Nothing waits for somebody outside the table.", look.BODY)], after=2)
        return
    rows = []
    for one in lines[:most]:
        label = Span(f"{wording.of(_NEEDED_KIND, one.kind)}: ", look.LABEL)
        row = desk.line([label, *_needed_words(one)], Role.P, width=desk.box_measure)
        row.after = 2
        rows.append(row)
    if len(lines) > most:
        words = [Span(_left_out(len(lines) - most, "point", "points"), look.META)]
        rows.append(desk.line(words, Role.P, width=desk.box_measure))
    desk.put(desk.box(rows, decided=False, after=4))


def _needed_words(one: NeededLine) -> Rich:
    if one.kind == "decision":
        state = wording.of(wording.DECISION_STATE, one.detail).lower()
        until = f" until {wording.short_day(one.on)}" if one.on else ""
        number = f"{one.number}  " if one.number else ""
        return [
            say(number, look.NUMBER_DECISION),
            say(one.text, look.VALUE),
            Span(f" ({state}{until})", look.META),
        ]
    due = f" (due {wording.short_day(one.on)})" if one.on else ""
    detail = f": {_short(one.detail)}" if one.detail else ""
    return [say(_short(one.text), look.VALUE), say(f"{detail}{due}", look.META)]


# --- decided, promised, open ---------------------------------------------------------------------


def _decisions(desk: Desk, decisions: Sequence[DecidedLine], most: int) -> None:
    _section(desk, "Decided, and why", "decisions")
    if not decisions:
        desk.paragraph([Span("No decision was taken.", look.BODY)], after=2)
        return
    listing = Element(Role.L, desk.sect)
    for one in decisions[:most]:
        label = [say(one.number or "Decision", look.NUMBER_DECISION)]
        lines: list[Rich] = [[say(one.wording, look.VALUE_STRONG)]]
        if under := _decision_under(one):
            lines.append([say(under, look.META)])
        row = desk.item(label, lines, listing, _LABEL, desk.measure)
        desk.put(replace(row, after=4))
    _more(desk, len(decisions) - most, "decision", "decisions")


def _decision_under(one: DecidedLine) -> str:
    words = []
    if one.state != DecisionState.AGREED:
        words.append(wording.of(wording.DECISION_STATE, one.state) + ".")
    if one.why:
        words.append(f"Why: {_ended(_short(one.why, _LONGEST))}")
    for each in one.dissent:
        name = each.party.short_name or each.party.name
        reason = f": {_short(each.reason, _ONE_LINE)}" if each.reason else ""
        words.append(
            _ended(f"{name} {wording.of(wording.POSITION, each.position).lower()}{reason}")
        )
    return " ".join(words)


def _actions(desk: Desk, actions: Sequence[PromisedLine], most: int) -> None:
    _section(desk, "Promised", "actions")
    if not actions:
        desk.paragraph([Span("No action was agreed.", look.BODY)], after=2)
        return
    entries: list[tuple[Rich, Sequence[Rich]]] = []
    for one in actions[:most]:
        label = [say(one.number or "Action", look.NUMBER_ACTION)]
        entries.append((label, [[say(one.text, look.VALUE)], _promise(one)]))
    desk.listing(entries, _LABEL, after=3)
    _more(desk, len(actions) - most, "action", "actions")


def _promise(one: PromisedLine) -> Rich:
    mark = one.owner_party
    name = _short(one.owner or (mark.name if mark else "Nobody yet"), 48)
    dot = look.party_colour(mark.colour) if mark else ""
    to = f" to {_short(one.asked_by, 48)}" if one.asked_by else ""
    if one.due_on:
        due = f", by {wording.short_day(one.due_on)}"
    else:
        due = ", by the next session" if one.due_is_next else ", no date yet"
    state = wording.of(wording.ACTION_STATE, one.state).lower()
    return [say(name, look.META, dot=dot), say(f"{to}{due} ({state})", look.META)]


def _open(desk: Desk, lines: Sequence[OpenLine], most: int) -> None:
    if not lines:
        return
    _section(desk, "Open or at risk", "open")
    entries: list[tuple[Rich, Sequence[Rich]]] = []
    for one in lines[:most]:
        lines_of: list[Rich] = [[say(_short(one.text), look.VALUE)]]
        if under := _open_under(one):
            lines_of.append(under)
        entries.append(([Span(wording.of(_OPEN_KIND, one.kind), look.LABEL)], lines_of))
    if entries:
        desk.listing(entries, _LABEL, after=2.5)
    _more(desk, len(lines) - most, "point", "points")


def _open_under(one: OpenLine) -> Rich:
    """Return whose it is and how bad."""
    words = []
    if one.kind == "concern" and one.detail:
        words.append(wording.of(wording.SEVERITY, one.detail))
    if one.kind == "overdue":
        if one.detail:
            words.append(_short(one.detail, 48))
        words.append(f"was due {wording.short_day(one.due_on)}")
    bits: list[Rich] = []
    if one.party is not None:
        bits.append([parts.party(one.party, look.META, short=True)])
    bits += [[say(word, look.META)] for word in words]
    return parts.joined(bits, look.META)


# --- the foot ------------------------------------------------------------------------------------


def _foot(desk: Desk, summary: ExecutiveSummary) -> None:
    desk.open_section()
    desk.rule(before=10, after=4, keeps=True)
    lead = Span("Next session: ", look.VALUE_STRONG)
    desk.paragraph([lead, say(_next(summary.next_session), look.VALUE)], after=0)


def _next(upcoming: NextSession | None) -> str:
    if upcoming is None:
        return "none planned yet."
    words = [wording.day(upcoming.starts)]
    if time := wording.clock_time(upcoming.starts):
        words.append(f"{time} ({upcoming.zone})" if upcoming.zone else time)
    if upcoming.title:
        words.append(_short(upcoming.title, _ONE_LINE))
    reason = f" {_ended(_short(upcoming.reason, _LONGEST))}" if upcoming.reason else ""
    return f"{_ended(', '.join(words))}{reason}"


def _left_out(count: int, one: str, many: str) -> str:
    return f"and {wording.counted(count, one, many)} more in the minutes"


def _more(desk: Desk, count: int, one: str, many: str) -> None:
    if count > 0:
        desk.paragraph([Span(_left_out(count, one, many), look.META)], after=2)


def _ended(text: str) -> str:
    return text if text[-1:] in ".!?\u2026" else f"{text}."


def _short(text: str, longest: int = _LONGEST) -> str:
    """Return a text as one line that leaves room for the others."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "\u2026"
