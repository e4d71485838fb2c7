"""What stands first in one side's own copy of the minutes: its promises, and what waits (M3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.documents import action_table, ground, look, parts, wording
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.lines import Span
from facilitator.projections.types import ActionEntry, Minutes, Reading

_LABEL = 104.0


def first(desk: Desk, minutes: Minutes, reading: Reading) -> None:
    """Put what this side reads before anything else."""
    name = parts.party(reading.party, look.STRONG)
    desk.paragraph([name, Span(f" {wording.COPY_IS_EQUAL}", look.BODY)], before=4, after=2)
    desk.section("What you promised", "promised", before=10)
    if reading.promised:
        _promised(desk, minutes, reading.promised)
    else:
        desk.paragraph([Span("Nothing that is still open.", look.BODY)])
    _waits(desk, reading)


def _promised(desk: Desk, minutes: Minutes, actions: Sequence[ActionEntry]) -> None:
    """Put the side's open actions, those of this session as links to their row."""
    table = Table(
        desk,
        [
            Column("Number", 64),
            Column("Action"),
            Column("Owner", 96),
            Column("Due", 66),
        ],
    )
    for one in actions:
        link = action_table.place_of(one) if one in minutes.actions else ""
        style = look.DATA_LINK if link else look.DATA
        table.row(
            [[say(one.number or "\u2013", style, link=link)]],
            [[say(one.text, look.DATA)], *_under(one), *action_table.notes_of(desk, one)],
            [action_table.owner(one, look.DATA)],
            _due(one, minutes.session.starts[:10]),
        )
    table.close()


def _under(one: ActionEntry) -> list[Rich]:
    lines: list[Rich] = []
    if one.done_when:
        lines.append([say(f"Done when: {one.done_when}", look.DATA_SOFT)])
    if one.asked_by:
        lines.append([say(f"Asked by {one.asked_by}", look.DATA_SOFT)])
    return lines


def _due(one: ActionEntry, on: str) -> list[Rich]:
    lines: list[Rich] = [[Span(action_table.due(one), look.DATA_STRONG)]]
    if one.due_on and one.due_on < on:
        lines.append([Span("late", look.DATA_SOFT)])
    return lines


def _waits(desk: Desk, reading: Reading) -> None:
    """Put what waits for this side: to be accepted, to be answered, and what it was promised."""
    entries: list[tuple[Rich, Sequence[Rich]]] = []
    for one in reading.to_accept:
        entries.append(([Span("To accept", look.LABEL)], _from_others(desk, one)))
    for question in reading.questions:
        asked: Rich = (
            [parts.party(question.party, look.LABEL, short=True)] if question.party else []
        )
        label = [Span("A question from ", look.LABEL), *asked] if asked else []
        notes = desk.notes.of(question.text)
        lines = [[say(question.text, look.VALUE)], *notes]
        entries.append((label or [Span("A question", look.LABEL)], lines))
    for one in reading.expected:
        entries.append(([Span("Promised to you", look.LABEL)], _from_others(desk, one)))
    if entries:
        desk.section("What waits for you", "waits", before=14)
        desk.listing(entries, _LABEL, after=4)


def _from_others(desk: Desk, one: ActionEntry) -> list[Rich]:
    number = f"{one.number}  " if one.number else ""
    when = f"due {action_table.due(one)}"
    if one.delivered_on:
        when = f"delivered {wording.short_day(one.delivered_on)}"
    under = [*action_table.owner(one, look.META), Span(f", {when}", look.META)]
    lines: list[Rich] = [
        [say(number, look.NUMBER_ACTION), say(one.text, look.VALUE)],
        under,
    ]
    return [*lines, *action_table.notes_of(desk, one)]


def understood(desk: Desk, reading: Reading) -> None:
    """Put how the others said it back: this side's words, then the decisions (L5, D4)."""
    if reading.understood:
        desk.section("What the others understood", "understood")
        named = [replace(one, topic=one.about) if one.about else one for one in reading.understood]
        ground.restatement_list(desk, named)
