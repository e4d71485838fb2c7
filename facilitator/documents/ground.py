"""What stands between the sides, on paper: goals, words, restatements, data requests, primers."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.documents import look, parts, wording
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.lines import Span
from facilitator.documents.text import paragraphs
from facilitator.domain.acceptance import Standing
from facilitator.domain.words import TermRelation
from facilitator.projections.common_ground import (
    GoalEntry,
    PrimerEntry,
    RequestEntry,
    RestatementEntry,
    SaidVersion,
    SideAnswer,
    TermEntry,
    TermMeaning,
    TouchedGoal,
)

_LABEL = 132.0


# --- goals ---------------------------------------------------------------------------------------


def touched_goals(desk: Desk, goals: Sequence[TouchedGoal], place: str) -> None:
    """Put the goals that a session worked on, with what came of it (G6)."""
    if not goals:
        return
    desk.section("Goals we worked on", place)
    table = Table(
        desk, [Column("Goal"), Column("Where it stands", 132), Column("What came of it", 92)]
    )
    for one in goals:
        table.row(_goal_lines(one.goal), _state_lines(one.goal), _came_of(one))
    table.close()


def goals(desk: Desk, entries: Sequence[GoalEntry], title: str, place: str) -> None:
    """Put goals with their common ground and where they stand."""
    if not entries:
        return
    desk.section(title, place)
    table = Table(desk, [Column("Goal"), Column("Where it stands", 150)])
    for goal in entries:
        table.row(_goal_lines(goal), _state_lines(goal))
    table.close()


def _goal_lines(goal: GoalEntry) -> list[Rich]:
    lines: list[Rich] = [[say(goal.title, look.DATA_STRONG)]]
    if goal.common_ground:
        ground = say(f"Common ground: {goal.common_ground}", look.DATA)
        lines.append([ground, Span(_accepted(goal), look.DATA_SOFT)])
    for side in goal.sides:
        if side.interests:
            mark = parts.party(side.party, look.DATA_SOFT, short=True)
            lines.append([mark, say(f": {'; '.join(side.interests)}", look.DATA_SOFT)])
    if not goal.is_common:
        lines.append([Span("Not yet common: one side has not said why.", look.DATA_SOFT)])
    return lines


def _accepted(goal: GoalEntry) -> str:
    """Return who accepted today's words of the sentence."""
    accepted = [one.party for one in goal.sides if one.standing == Standing.ACCEPTED]
    if not accepted:
        return " (not accepted yet)"
    if len(accepted) == len(goal.sides) > 1:
        return " (accepted by both sides)" if len(accepted) == 2 else " (accepted by all sides)"
    names = ", ".join(mark.short_name or mark.name for mark in accepted)
    return f" (accepted by {names})"


def _state_lines(goal: GoalEntry) -> list[Rich]:
    state = wording.of(wording.GOAL_STATE, goal.state)
    due = f", due {wording.short_day(goal.due_on)}" if goal.due_on else ""
    lines: list[Rich] = [[Span(state, look.DATA_STRONG), Span(due, look.DATA)]]
    if goal.state_reason:
        lines.append([say(goal.state_reason, look.DATA)])
    upcoming = next((one for one in goal.milestones if one.state == "open"), None)
    if upcoming is not None:
        when = f", {wording.short_day(upcoming.due_on)}" if upcoming.due_on else ""
        late = ", late" if upcoming.is_late else ""
        lines.append([say(f"Next: {upcoming.title}{when}{late}", look.DATA_SOFT)])
    return lines


def _came_of(one: TouchedGoal) -> list[Rich]:
    lines: list[Rich] = []
    if one.minutes:
        lines.append([Span(wording.minutes(one.minutes), look.DATA)])
    for number in one.decisions:
        lines.append([say(number, look.DATA_DECISION, link=f"decision-{number}")])
    for number in one.actions:
        lines.append([say(number, look.DATA_LINK, link=f"action-{number}")])
    return lines or [[Span("\u2013", look.DATA)]]


# --- words ---------------------------------------------------------------------------------------


def terms(desk: Desk, entries: Sequence[TermEntry], title: str, place: str) -> None:
    """Put the words that a document uses; false friends come first (L2, L7)."""
    if not entries:
        return
    desk.section(title, place)
    desk.listing([(_term_label(one), _term_lines(one)) for one in entries], _LABEL, after=5)


def _term_label(term: TermEntry) -> Rich:
    label = [say(term.term, look.VALUE_STRONG)]
    if term.abbreviation:
        label.append(say(f" {term.abbreviation}", look.META))
    return label


def _term_lines(term: TermEntry) -> list[Rich]:
    lines: list[Rich] = []
    if term.relation == TermRelation.ONE_WORD:
        lines.append([Span("One word, two things.", look.NOTICE_STRONG)])
        lines += [_meaning(one) for one in term.meanings if one.meaning]
    elif term.relation and term.other_term:
        lines.append([say(f"{_relation(term)} {term.other_term}.", look.VALUE_STRONG)])
    words = term.agreed_wording or term.plain
    if words and (term.relation != TermRelation.ONE_WORD or term.agreed_wording):
        lines += [[Span(part, look.VALUE)] for part in paragraphs(words)]
    if term.why_other:
        lines += [[Span(part, look.META)] for part in paragraphs(term.why_other)]
    if term.say_instead:
        lines.append([Span("Say instead: ", look.LABEL), say(term.say_instead, look.VALUE)])
    return lines or [[Span("Not explained yet.", look.VALUE)]]


def _relation(term: TermEntry) -> str:
    return "The same as" if term.relation == TermRelation.SAME else "Another word for"


def _meaning(one: TermMeaning) -> Rich:
    spans = [parts.party(one.party, look.VALUE_STRONG, short=True)]
    spans.append(say(f": {one.meaning}", look.VALUE))
    if one.say_instead:
        spans.append(say(f" (say: {one.say_instead})", look.VALUE))
    return spans


# --- said back -----------------------------------------------------------------------------------


def restatements(desk: Desk, entries: Sequence[RestatementEntry], place: str) -> None:
    """Put every say-it-back with all its versions, and whether the speaker confirmed (L5)."""
    if not entries:
        return
    desk.section("Said back", place)
    restatement_list(desk, entries)


def restatement_list(desk: Desk, entries: Sequence[RestatementEntry]) -> None:
    """Put say-it-backs without a heading."""
    desk.listing([(_topic(one), _version_lines(one)) for one in entries], _LABEL, after=5)


def _topic(one: RestatementEntry) -> Rich:
    return [say(one.topic or one.about or "In other words", look.VALUE_STRONG)]


def _version_lines(one: RestatementEntry) -> list[Rich]:
    lines = [_version(version) for version in one.versions]
    state = wording.of(wording.SAYBACK_STATE, one.state)
    if one.confirmed_on:
        state += f", {wording.short_day(one.confirmed_on)}"
    return [*lines, [Span(state, look.META)]]


def _version(version: SaidVersion) -> Rich:
    part = wording.of(wording.SAYBACK_PART, version.part)
    spans = []
    if version.party is not None:
        spans.append(parts.party(version.party, look.LABEL, short=True))
    if version.person:
        spans.append(say(f", {version.person}" if spans else version.person, look.LABEL))
    lead = f" {part}: " if spans else f"{part.capitalize()}: "
    return [*spans, Span(lead, look.LABEL), say(f"\u201c{version.text}\u201d", look.VALUE)]


def decision_restatement(one: RestatementEntry) -> tuple[Rich, list[Rich]]:
    """Return how one side restated a decision, as a line of the decision's box (D4)."""
    last = next((version for version in reversed(one.versions)), None)
    mark = last.party if last else None
    label = [parts.party(mark, look.LABEL)] if mark is not None else [Span("Said", look.LABEL)]
    return label, [
        [Span("What it means for us:", look.LABEL)],
        *_version_lines(one),
    ]


# --- data requests -------------------------------------------------------------------------------


def requests(desk: Desk, entries: Sequence[RequestEntry], place: str) -> None:
    """Put the data requests that a session reviewed, with the reasons of each side (C5)."""
    if not entries:
        return
    desk.section("Data requests", place)
    request_list(desk, entries)


def request_list(desk: Desk, entries: Sequence[RequestEntry]) -> None:
    """Put data requests without a heading."""
    for one in entries:
        desk.listing(
            [([say(one.number or "Request", look.VALUE_STRONG)], _request_lines(one))],
            _LABEL,
            after=6,
        )


def _request_lines(one: RequestEntry) -> list[Rich]:
    lines: list[Rich] = [[say(one.question, look.VALUE_STRONG)]]
    facts = [
        ("Asked by", one.asked_by),
        ("Data set", one.data_set),
        ("For", one.purpose),
        ("Until", wording.long_day(one.until_on)),
    ]
    for label, text in facts:
        if text:
            lines.append([Span(f"{label}: ", look.LABEL), say(text, look.VALUE)])
    for name, why in one.fields:
        reason = say(f": {why}" if why else ": no reason given", look.VALUE)
        lines.append([say(f"Field {name}", look.VALUE_STRONG), reason])
    lines += [_side_answer(side) for side in one.sides]
    answer = wording.of(wording.DATA_ANSWER, one.answer) if one.answer else "Not answered yet"
    total = [Span(f"Answer: {answer}", look.VALUE_STRONG)]
    if one.terms:
        total.append(say(f". {one.terms}", look.VALUE))
    lines.append(total)
    if one.decision_number:
        link = f"decision-{one.decision_number}"
        number = say(one.decision_number, look.DATA_DECISION, link=link)
        lines.append([Span("By decision ", look.LABEL), number])
    return lines


def _side_answer(side: SideAnswer) -> Rich:
    spans = [parts.party(side.party, look.VALUE, short=True)]
    spans.append(Span(f": {wording.of(wording.DATA_ANSWER, side.answer).lower()}", look.VALUE))
    if side.reason:
        spans.append(say(f", {side.reason}", look.VALUE))
    return spans


# --- primers -------------------------------------------------------------------------------------


def primers(desk: Desk, entries: Sequence[PrimerEntry], place: str) -> None:
    """Put the cards that explain a word or a method of the session (L8)."""
    if not entries:
        return
    desk.section("In five minutes", place)
    for one in entries:
        title = [say(one.title, look.STRONG)]
        if one.minutes:
            title.append(Span(f" \u00b7 {wording.minutes(one.minutes)}", look.META))
        desk.paragraph(title, after=2, keeps=bool(one.text))
        desk.prose(one.text, look.BODY, after=6)
