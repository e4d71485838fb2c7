"""The agenda of one session for the room: when, what for, who leads, and what to read before."""

from __future__ import annotations

from facilitator.documents import action_table, look, parts, wording
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.lines import Span
from facilitator.documents.text import paragraphs
from facilitator.projections.types import Agenda, ItemEntry

STANDING = "AGENDA"


def compose(desk: Desk, agenda: Agenda) -> None:
    """Put the agenda of one session on the desk."""
    session = agenda.session
    parts.head(desk, agenda.engagement, STANDING, session.title, parts.session_line(session))
    parts.facts(desk, _facts(agenda))
    desk.prose(agenda.engagement.purpose, look.PLAIN)
    _items(desk, agenda)
    _agreements(desk, agenda)
    _invited(desk, agenda)
    if agenda.open_actions:
        desk.section("Open actions", "actions")
        action_table.put(desk, agenda.open_actions, places=False)
    parts.closing(desk, (), agenda.engagement.classification)


def _facts(agenda: Agenda) -> list[parts.Fact]:
    session = agenda.session
    entries: list[parts.Fact] = [
        ("Date", parts.value(wording.day(session.starts))),
        ("Time", parts.value(wording.time_span(session.starts, session.ends, session.zone))),
        ("Place", parts.place_of(session)),
        ("Facilitator", parts.value(session.facilitator)),
        ("Minutes", parts.value(session.minute_taker)),
        ("Planned", parts.value(_planned(agenda))),
    ]
    return parts.known(entries)


def _planned(agenda: Agenda) -> str:
    """Return how the items fill the session; an over-run is said."""
    total = sum(item.minutes for item in agenda.items)
    length = agenda.session.planned_minutes
    if not length or not agenda.items:
        return wording.minutes(length) if length else ""
    over = f", {wording.minutes(total - length)} over" if total > length else ""
    return f"{total} of {wording.minutes(length)}{over}"


def _items(desk: Desk, agenda: Agenda) -> None:
    if not agenda.items:
        return
    desk.section("Agenda", "items", before=16)
    table = Table(
        desk, [Column("Time", 34), Column("Item"), Column("Lead", 92), Column("Minutes", 44)]
    )
    for item in agenda.items:
        table.row(
            [[Span(wording.clock_time(item.starts), look.VALUE_STRONG)]],
            _item_lines(item),
            [[say(item.lead, look.DATA)]],
            _length_lines(item),
        )
    table.close()


def _length_lines(item: ItemEntry) -> list[Rich]:
    lines: list[Rich] = [[Span(str(item.minutes), look.VALUE_STRONG)]]
    if item.box:
        lines.insert(0, [Span(wording.of(wording.BOX, item.box), look.DATA_SOFT)])
    return lines


def _item_lines(item: ItemEntry) -> list[Rich]:
    lines: list[Rich] = [[say(item.title, look.VALUE_STRONG)]]
    purpose: list[Rich] = [[Span(wording.of(wording.PURPOSE, item.purpose), look.META)]]
    asked = parts.asked_for(item, look.META)
    if asked:
        purpose.append([Span("asked for by ", look.META), *asked])
    if item.came_from:
        purpose.append([say(item.came_from, look.META)])
    lines.append(parts.joined(purpose, look.META, " \u00b7 "))
    if item.wanted_result:
        result = say(item.wanted_result, look.DATA)
        lines.append([Span("Wanted result: ", look.DATA_STRONG), result])
    lines += [[Span(part, look.DATA)] for part in paragraphs(item.agenda_text)]
    if item.goal:
        lines.append([say(f"Goal: {item.goal}", look.META)])
    for paper in item.papers:
        lines.append([say(f"Paper: {paper.name}, {wording.size(paper.size)}", look.META)])
    return lines


def _agreements(desk: Desk, agenda: Agenda) -> None:
    if not agenda.agreements:
        return
    desk.section("How we work together", "agreements")
    bullet = [Span("\u2022", look.STRONG)]
    desk.listing([(bullet, [[say(text, look.BODY)]]) for text in agenda.agreements], 18, after=2)


def _invited(desk: Desk, agenda: Agenda) -> None:
    if any(one.invited or one.present or one.apologies for one in agenda.invited):
        desk.section("Who is invited", "invited")
        parts.people(desk, agenda.invited, is_planned=True)
