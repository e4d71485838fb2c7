"""The agenda of one session for the room: when, what for, who leads, and what to read before."""

from __future__ import annotations

from dataclasses import replace

from facilitator.documents import action_table, ground, look, parts, shown, wording
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.lines import Span
from facilitator.documents.roles import Element, Role
from facilitator.projections.types import Agenda, ItemEntry

STANDING = "AGENDA"


def compose(desk: Desk, agenda: Agenda) -> None:
    """Put the agenda of one session on the desk."""
    session = agenda.session
    under = f"{parts.session_line(session)} \u00b7 {wording.ROOM_COPY}"
    parts.head(desk, agenda.engagement, STANDING, session.title, under)
    parts.facts(desk, _facts(agenda))
    desk.prose(agenda.engagement.purpose, look.PLAIN)
    desk.places |= {_place(n) for n, item in enumerate(agenda.items) if _says_more(item)}
    _items(desk, agenda)
    ground.primers(desk, agenda.primers, "primers")
    ground.goals(desk, agenda.goals, "Goals on this agenda", "goals")
    _agreements(desk, agenda)
    _details(desk, agenda)
    _invited(desk, agenda)
    if agenda.open_actions:
        desk.section("Open actions", "actions")
        action_table.put(desk, agenda.open_actions, places=False)
    ground.terms(desk, agenda.terms, "Words on this agenda", "terms")
    parts.closing(desk, (), agenda.engagement.classification)


def _facts(agenda: Agenda) -> list[parts.Fact]:
    session = agenda.session
    entries: list[parts.Fact] = [
        ("Date", parts.value(wording.day(session.starts))),
        ("Time", parts.value(wording.time_span(session.starts, session.ends, session.zone))),
        ("Place", parts.place_of(session)),
        ("Facilitator", parts.facilitator_of(session)),
        ("Opens", parts.value(session.opens)),
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
    over = f" ({total - length} over)" if total > length else ""
    return f"{total} of {wording.minutes(length)}{over}"


def _items(desk: Desk, agenda: Agenda) -> None:
    """Put the overview: when, what for, who leads, how long."""
    if not agenda.items:
        return
    desk.section("Agenda", "items", before=16)
    table = Table(
        desk, [Column("Time", 34), Column("Item"), Column("Lead", 84), Column("Minutes", 54)]
    )
    for place, item in enumerate(agenda.items):
        link = _place(place) if _says_more(item) else ""
        table.row(
            [[Span(wording.clock_time(item.starts), look.VALUE_STRONG)]],
            _item_lines(item, link),
            [[say(item.lead, look.DATA)]],
            [[Span(wording.boxed(item.minutes, item.box), look.DATA)]],
        )
    table.close()


def _item_lines(item: ItemEntry, link: str) -> list[Rich]:
    lines: list[Rich] = [[say(item.title, look.VALUE_STRONG, link=link)]]
    purpose: list[Rich] = [[Span(wording.of(wording.PURPOSE, item.purpose), look.META)]]
    asked = parts.asked_for(item, look.META)
    if asked:
        purpose.append([Span("asked for by ", look.META), *asked])
    lines.append(parts.joined(purpose, look.META, " \u00b7 "))
    if item.wanted_result:
        result = say(item.wanted_result, look.DATA)
        lines.append([Span("Wanted result: ", look.DATA_STRONG), result])
    return lines


def _place(number: int) -> str:
    return f"item-{number}"


def _says_more(item: ItemEntry) -> bool:
    return bool(item.agenda_text or item.goal or item.came_from or item.papers or item.handed)


def _details(desk: Desk, agenda: Agenda) -> None:
    """Put what to know and to read before, under each item that has any."""
    if not any(_says_more(item) for item in agenda.items):
        return
    desk.section("To know and to read before", "details")
    section = desk.sect
    for place, item in enumerate(agenda.items):
        if _says_more(item):
            desk.sect = Element(Role.SECT, section)
            _detail(desk, item, place)
    desk.sect = section


def _detail(desk: Desk, item: ItemEntry, place: int) -> None:
    time = wording.clock_time(item.starts)
    title = " ".join(word for word in (time, item.title) if word)
    heading = desk.title([say(title, look.HEADING)], desk.heading_role(2), before=10)
    bookmark = (desk.depth + 1, parts.heading_text(title))
    context = _context(item)
    prose = bool(item.agenda_text or item.papers)
    desk.put(replace(heading, after=1, keeps=True, place=_place(place), bookmark=bookmark))
    if context:
        desk.paragraph(context, after=4, keeps=prose)
    desk.prose(item.agenda_text, look.BODY, after=4)
    if item.papers:
        papers = [[say(f"{one.name}, {wording.size(one.size)}", look.VALUE)] for one in item.papers]
        label = "Paper" if len(papers) == 1 else "Papers"
        desk.listing([([Span(label, look.LABEL)], papers)], 52, after=3)
        shown.put(desk, item.papers)


def _context(item: ItemEntry) -> Rich:
    """Return what an item serves and where it comes from."""
    bits: list[Rich] = []
    if item.goal:
        bits.append([say(f"Goal: {item.goal}", look.META)])
    if item.came_from:
        bits.append([say(f"from {item.came_from}", look.META)])
    bits += [[say(line, look.META)] for line in item.handed]
    return parts.joined(bits, look.META, " \u00b7 ")


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
