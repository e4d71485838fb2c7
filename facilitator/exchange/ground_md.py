"""What stands between the sides, as Markdown inside minutes, in the order of the paper."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.domain.words import TermRelation
from facilitator.exchange.markdown import bullet, escape, paragraph, table
from facilitator.exchange.wording import ANSWER, RELATION, SAYBACK_PART, STATE, short_day, word
from facilitator.projections.common_ground import (
    GoalSide,
    RequestEntry,
    RestatementEntry,
    SaidVersion,
    TermEntry,
    TouchedGoal,
)


def goal_table(goals: Iterable[TouchedGoal]) -> str:
    """Return the goals a session worked on, as a table; nothing where there are none."""
    rows = [goal_row(one) for one in goals]
    heads = ("Goal", "Common ground", "Where it stands", "Minutes", "What came of it")
    return table(heads, rows) if rows else ""


def goal_row(one: TouchedGoal) -> tuple[str, ...]:
    """Return a goal as the cells of a row."""
    goal = one.goal
    state = word(STATE, goal.state)
    ground = [goal.common_ground, *map(_interests, goal.sides)]
    if not goal.is_common:
        ground.append("Not yet common")
    return (
        goal.title,
        "\n".join(line for line in ground if line),
        f"{state}. {goal.state_reason}" if goal.state_reason else state,
        str(one.minutes) if one.minutes else "",
        ", ".join((*one.decisions, *one.actions)),
    )


def _interests(side: GoalSide) -> str:
    name = side.party.short_name or side.party.name
    return f"{name}: {'; '.join(side.interests)}" if side.interests else ""


def restatement_lines(entries: Iterable[RestatementEntry]) -> str:
    """Return say-it-backs with all their versions, as a list."""
    return "\n".join(_restatement(one) for one in entries)


def _restatement(one: RestatementEntry) -> str:
    state = word(STATE, one.state)
    when = f" {short_day(one.confirmed_on)}" if one.confirmed_on else ""
    title = escape(one.topic or one.about or "In other words")
    return "\n".join([bullet(f"**{title}**, {state}{when}"), *map(_version, one.versions)])


def _version(version: SaidVersion) -> str:
    who = ", ".join(filter(None, (version.party.name if version.party else "", version.person)))
    part = word(SAYBACK_PART, version.part)
    lead = f"{who} {part}".strip()
    return f"  - {escape(lead)}: {paragraph(version.text, '    ')}"


def request_lines(entries: Iterable[RequestEntry]) -> str:
    """Return data requests with the reasons of each side, as a list."""
    return "\n".join(_request(one) for one in entries)


def _request(one: RequestEntry) -> str:
    answer = word(ANSWER, one.answer) if one.answer else "not answered yet"
    lines = [bullet(f"**{one.number or 'Request'}** {paragraph(one.question, '  ')}")]
    facts = [
        ("Asked by", one.asked_by),
        ("Data set", one.data_set),
        ("For", one.purpose),
        ("Until", short_day(one.until_on)),
        *((f"Field {name}", why or "no reason given") for name, why in one.fields),
        *((s.party.name, ", ".join((word(ANSWER, s.answer), s.reason))) for s in one.sides),
        ("Answer", f"{answer}. {one.terms}" if one.terms else answer),
        ("Decision", one.decision_number),
    ]
    lines += [
        f"  - {escape(label)}: {paragraph(text.strip(', '), '    ')}"
        for label, text in facts
        if text
    ]
    return "\n".join(lines)


def term_lines(entries: Iterable[TermEntry]) -> str:
    """Return the words used, false friends first, as a list."""
    return "\n".join(_term(one) for one in entries)


def _term(one: TermEntry) -> str:
    name = f"{one.term} ({one.abbreviation})" if one.abbreviation else one.term
    is_false_friend = one.relation == TermRelation.ONE_WORD
    said = [word(RELATION, one.relation)] if one.relation else []
    if one.other_term:
        said.append(one.other_term)
    lines = [bullet(f"**{escape(name)}**" + (f", {escape(': '.join(said))}" if said else ""))]
    if is_false_friend:
        lines += [
            _meaning(each.party.name, each.meaning, each.say_instead) for each in one.meanings
        ]
    words = one.agreed_wording or ("" if is_false_friend else one.plain)
    for label, text in (
        ("In plain words", words),
        ("Why it matters", one.why_other),
        ("Say instead", one.say_instead),
    ):
        if text:
            lines.append(f"  - {label}: {paragraph(text, '    ')}")
    return "\n".join(lines)


def _meaning(party: str, meaning: str, say_instead: str) -> str:
    instead = f" (say: {say_instead})" if say_instead else ""
    return f"  - {escape(party)}: {paragraph(meaning + instead, '    ')}"
