"""Many sessions in one document: what it holds, both registers, then session after session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.documents import (
    action_table,
    decision_box,
    ground,
    look,
    minutes,
    parts,
    raised,
    wording,
)
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.lines import Span
from facilitator.projections.types import ActionEntry, DecisionEntry, Minutes, Record

STANDING = "RECORD"
_DECISIONS, _ACTIONS = "Register of decisions", "Register of actions"
_GOALS, _CONCERNS, _TERMS = "Goals", "Register of concerns", "Words used"


def compose(desk: Desk, record: Record) -> None:
    """Put the whole record on the desk."""
    for one in record.sessions:
        desk.places |= minutes.places_of(one)
    desk.places |= {_place(number) for number in range(len(record.sessions))}
    desk.places |= {"decisions", "actions", "goals", "concerns", "terms"}
    period = wording.period(record.from_on, record.to_on)
    title = record.engagement.title or "Record of sessions"
    parts.head(desk, replace(record.engagement, title=""), STANDING, title, period)
    parts.facts(desk, _facts(record))
    desk.prose(record.engagement.purpose, look.PLAIN)
    _contents(desk, record)
    for number, one in enumerate(record.sessions):
        _session(desk, one, number)
    _decisions(desk, record.decisions)
    _actions(desk, record.actions)
    _common_ground(desk, record)


def _common_ground(desk: Desk, record: Record) -> None:
    """Put what holds over all sessions: goals, concerns and words."""
    ground.goals(desk, record.goals, _GOALS, "goals")
    if record.concerns:
        desk.section(_CONCERNS, "concerns")
        raised.concern_table(desk, record.concerns)
    ground.terms(desk, record.terms, _TERMS, "terms")


def _facts(record: Record) -> list[parts.Fact]:
    counts = (
        ("Sessions", len(record.sessions)),
        ("Decisions", len(record.decisions)),
        ("Actions", len(record.actions)),
    )
    entries: list[parts.Fact] = [(label, parts.value(str(count))) for label, count in counts]
    if record.engagement.classification:
        entries.append(("Classification", parts.value(record.engagement.classification)))
    return entries


def _place(number: int) -> str:
    return f"session-{number}"


def _contents(desk: Desk, record: Record) -> None:
    sessions = record.sessions
    if not sessions:
        desk.paragraph([Span("No session was held in this time.", look.BODY)])
        return
    desk.section("Sessions", "sessions", before=16)
    table = Table(
        desk,
        [
            Column("Session", 56),
            Column("Date", 66),
            Column("Title"),
            Column("Decisions", 50, is_right=True),
            Column("Actions", 42, is_right=True),
            Column("Page", 30, is_right=True),
        ],
    )
    for number, one in enumerate(sessions):
        head = one.session
        table.row(
            [[say(head.number or "\u2013", look.DATA)]],
            [[Span(wording.short_day(head.starts), look.DATA)]],
            [[say(head.title, look.DATA_LINK, link=_place(number))]],
            [[Span(str(len(one.decisions)), look.DATA)]],
            [[Span(str(len(one.actions)), look.DATA)]],
            [[Span("", look.DATA)]],
        )
        table.page_number(_place(number), look.DATA)
    for title, place, entries in (
        (_DECISIONS, "decisions", record.decisions),
        (_ACTIONS, "actions", record.actions),
        (_GOALS, "goals", record.goals),
        (_CONCERNS, "concerns", record.concerns),
        (_TERMS, "terms", record.terms),
    ):
        if entries:
            empty: list[Rich] = [[Span("", look.DATA)]]
            name = [[Span(title, look.DATA_LINK, place)]]
            table.row(empty, empty, name, empty, empty, empty)
            table.page_number(place, look.DATA)
    table.close()


def _decisions(desk: Desk, decisions: Sequence[DecisionEntry]) -> None:
    if not decisions:
        return
    desk.section(_DECISIONS, "decisions")
    desk.blocks[-1].starts_page = True
    table = Table(
        desk,
        [Column("Number", 62), Column("Decision"), Column("Decided", 66), Column("State", 74)],
    )
    for one in decisions:
        number = say(one.number or "\u2013", look.DATA_DECISION, link=decision_box.place_of(one))
        state = [[Span(wording.of(wording.DECISION_STATE, one.state), look.DATA)]]
        if one.superseded_by:
            state.append([say(f"by {one.superseded_by}", look.DATA_SOFT)])
        table.row(
            [[number]],
            [[say(one.wording, look.DATA)]],
            [[Span(wording.short_day(one.decided_on), look.DATA)]],
            state,
        )
    table.close()


def _actions(desk: Desk, actions: Sequence[ActionEntry]) -> None:
    if actions:
        desk.section(_ACTIONS, "actions")
        action_table.put(desk, actions, places=True, sessions=True)


def _session(desk: Desk, one: Minutes, number: int) -> None:
    desk.depth = 0
    desk.open_section()
    session = one.session
    title = desk.title([say(session.title, look.CHAPTER)], desk.heading_role(1))
    bookmark = (0, parts.heading_text(f"{session.number} {session.title}"))
    desk.put(
        replace(
            title, after=1, keeps=True, place=_place(number), bookmark=bookmark, starts_page=True
        )
    )
    desk.paragraph([say(parts.session_line(session), look.SUBTITLE)], after=8, keeps=True)
    desk.depth = 1
    parts.facts(desk, minutes.fact_list(one))
    minutes.body(desk, one, prefix=f"session-{number}-", has_table=False)
    desk.depth = 0
