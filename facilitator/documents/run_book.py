"""The facilitator's run book: how to run each item, what to keep in mind, what to keep silent (P7).

For nobody else: a heavy band on every page says so, in print as in black and white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.documents import action_table, ground, look, parts, prebrief, wording
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.flow import Row
from facilitator.documents.lines import Span
from facilitator.documents.roles import Element, Role
from facilitator.documents.text import paragraphs
from facilitator.domain.words import Disclosure, ItemState, Purpose
from facilitator.projections.run_book_papers import (
    BAND,
    FloorShare,
    RunBook,
    RunItem,
    RunSide,
    SealedLine,
)

__all__ = ["BAND", "COPY", "STANDING", "compose"]

STANDING = "RUN BOOK"
COPY = "Facilitator only"
_LABEL = 104.0
_FAR = 5  # per cent above an even share, from which on the quietest side is asked first
_DISCLOSURE = {
    Disclosure.USABLE: "Say it, not from whom",
    Disclosure.KEPT: "Keep to yourself",
}
_WHY = {
    "standing": "standing item",
    "not_reached": "not reached",
    "skipped": "left out",
    "cancelled": "its session was cancelled",
    "open_actions": "has open actions",
    "overdue": "action is late",
    "due": "action is due",
    "concern": "concern without an answer",
    "parked": "parked",
    "review": "decision to review",
    "deferred": "decision was deferred",
    "undecided": "not decided yet",
    "needed": "decision is needed",
    "question": "question without an answer",
    "sayback": "not said back yet",
}


def compose(desk: Desk, book: RunBook) -> None:
    """Put the run book of one session on the desk."""
    session = book.session
    under = f"{parts.session_line(session)} \u00b7 {COPY}"
    parts.head(desk, book.engagement, STANDING, session.title, under)
    parts.facts(desk, _facts(book))
    desk.places |= {_place(n) for n, _ in enumerate(book.items)}
    _timeline(desk, book)
    _before(desk, book)
    _items(desk, book)
    for number, side in enumerate(book.sides):
        _side(desk, side, f"side-{number}")
    _returns(desk, book)
    ground.goals(desk, book.goals, "Goals on this agenda", "goals")
    _methods(desk, book)
    ground.primers(desk, book.primers, "primers")
    ground.terms(desk, book.terms, "Words that may trip", "terms")


def _facts(book: RunBook) -> list[parts.Fact]:
    session = book.session
    planned = sum(one.item.minutes for one in book.items)
    length = f"{planned} of {wording.minutes(session.planned_minutes)}"
    entries: list[parts.Fact] = [
        ("Date", parts.value(wording.day(session.starts))),
        ("Time", parts.value(wording.time_span(session.starts, session.ends, session.zone))),
        ("Place", parts.place_of(session)),
        ("Opens", parts.value(session.opens)),
        ("Planned", parts.value(length if book.items else "")),
        ("Minutes", parts.value(session.minute_taker)),
    ]
    return parts.known(entries)


# --- the whole at a glance -----------------------------------------------------------------------


def _timeline(desk: Desk, book: RunBook) -> None:
    if not book.items:
        return
    desk.section("Timeline", "timeline", before=14)
    table = Table(
        desk,
        [
            Column("From", 34),
            Column("To", 34),
            Column("Item"),
            Column("Lead", 92),
            Column("Minutes", 54),
        ],
    )
    for place, one in enumerate(book.items):
        item = one.item
        purpose: list[Rich] = [[Span(wording.of(wording.PURPOSE, item.purpose), look.META)]]
        asked = parts.asked_for(item, look.META)
        if asked:
            purpose.append([Span("asked for by ", look.META), *asked])
        purpose += [[Span(word, look.META)] for word in _flags(one)]
        table.row(
            [[Span(wording.clock_time(item.starts), look.VALUE_STRONG)]],
            [[Span(wording.clock_time(one.ends), look.VALUE)]],
            [
                [say(item.title, look.VALUE_STRONG, link=_place(place))],
                parts.joined(purpose, look.META, " \u00b7 "),
            ],
            [[say(item.lead or "\u2013", look.DATA)]],
            [[Span(wording.boxed(item.minutes, item.box), look.DATA)]],
        )
    table.close()


def _flags(one: RunItem) -> list[str]:
    words = []
    if one.item.state == ItemState.DONE:
        words.append("done")
    elif one.item.state == ItemState.SKIPPED:
        words.append("left out")
    if one.is_not_clear:
        words.append("not clear yet")
    if one.waits_for:
        words.append("papers are missing")
    return words


def _before(desk: Desk, book: RunBook) -> None:
    """Put what to have in mind before it begins."""
    entries: list[tuple[Rich, Sequence[Rich]]] = []
    if book.session.opens:
        who = f"{book.session.opens} speaks first today."
        entries.append(([Span("Opens", look.LABEL)], [[say(who, look.VALUE)]]))
    if book.floor:
        entries.append(([Span("Speaking time", look.LABEL)], _floor_lines(book)))
    for agreement in book.agreements:
        entries.append(([Span("Agreed", look.LABEL)], [[say(agreement, look.VALUE)]]))
    if not entries and not book.notes:
        return
    desk.section("Before you begin", "before")
    if entries:
        desk.listing(_merged(entries), _LABEL, after=4)
    _notes(desk, book.notes, "From private talks, for this session")


def _merged(
    entries: Sequence[tuple[Rich, Sequence[Rich]]],
) -> list[tuple[Rich, Sequence[Rich]]]:
    """Return entries with those under one label as one."""
    out: dict[str, tuple[Rich, list[Rich]]] = {}
    for label, lines in entries:
        out.setdefault(label[0].text, (label, []))[1].extend(lines)
    return list(out.values())


def _floor_lines(book: RunBook) -> list[Rich]:
    spans: list[Rich] = [
        [
            parts.party(share.party, look.VALUE, short=True),
            Span(f" {share.percent}\xa0%", look.VALUE_STRONG),
        ]
        for share in book.floor
    ]
    count = wording.counted(book.floor_sessions, "session", "sessions")
    lines: list[Rich] = [
        [*parts.joined(spans, look.VALUE), Span(f" (last {count})", look.META)],
    ]
    if quiet := _quietest(book.floor):
        name = quiet.party.short_name or quiet.party.name
        lines.append([say(f"Ask {name} first; leave a pause after each question.", look.VALUE)])
    return lines


def _quietest(floor: Sequence[FloorShare]) -> FloorShare | None:
    """Return the side that had the least, where that is far less than its share."""
    if len(floor) < 2:
        return None
    least, most = (pick(floor, key=lambda each: each.percent) for pick in (min, max))
    fair = 100 // len(floor)
    return least if most.percent >= fair + _FAR else None


# --- item by item --------------------------------------------------------------------------------


def _place(number: int) -> str:
    return f"item-{number}"


def _items(desk: Desk, book: RunBook) -> None:
    if not book.items:
        return
    desk.section("Item by item", "items")
    section = desk.sect
    for place, one in enumerate(book.items):
        desk.sect = Element(Role.SECT, section)
        _item(desk, one, place)
        desk.tick()
    desk.sect = section


def _item(desk: Desk, one: RunItem, place: int) -> None:
    item = one.item
    times = f"{wording.clock_time(item.starts)} to {wording.clock_time(one.ends)}"
    title = f"{parts.ordinal(item.number)}. {item.title}" if item.number else item.title
    heading = desk.title([say(title, look.HEADING)], desk.heading_role(2), before=12)
    bookmark = (desk.depth + 1, parts.heading_text(title))
    desk.put(replace(heading, after=1, keeps=True, place=_place(place), bookmark=bookmark))
    desk.paragraph(_item_meta(one, times), after=4, keeps=True)
    _private(desk, one)
    desk.listing(_item_entries(one), _LABEL, after=3)
    _notes(desk, one.notes, "From private talks, on this item")


def _item_meta(one: RunItem, times: str) -> Rich:
    item = one.item
    bits: list[Rich] = [
        [Span(times, look.DATA_STRONG)],
        [Span(wording.boxed(item.minutes, item.box) + " min", look.META)],
        [Span(wording.of(wording.PURPOSE, item.purpose), look.META)],
    ]
    asked = parts.asked_for(item, look.META)
    if asked:
        bits.append([Span("asked for by ", look.META), *asked])
    if item.lead:
        bits.append([say(f"led by {item.lead}", look.META)])
    bits += [[Span(word, look.META)] for word in _flags(one)]
    return parts.joined(bits, look.META, " \u00b7 ")


def _private(desk: Desk, one: RunItem) -> None:
    """Put the private preparation and the prompt in a box that nobody takes for shared text."""
    rows: list[Row] = []
    for label, text in (("Private preparation", one.preparation), ("Prompt", one.prompt)):
        if text.strip():
            rows.append(_boxed(desk, [Span(label, look.DATA_STRONG)], before=4 if rows else 0))
            rows += [_boxed(desk, [Span(part, look.BODY)]) for part in paragraphs(text)]
    if rows:
        desk.put(desk.box(rows, decided=False, after=6))


def _boxed(desk: Desk, spans: Rich, before: float = 0.0) -> Row:
    row = desk.line(spans, Role.P, width=desk.box_measure, before=before)
    row.after = 1.5
    return row


def _item_entries(one: RunItem) -> list[tuple[Rich, Sequence[Rich]]]:
    item = one.item
    entries: list[tuple[Rich, Sequence[Rich]]] = []

    def add(label: str, *texts: str) -> None:
        lines = [[say(text, look.VALUE)] for text in texts if text]
        if lines:
            entries.append(([Span(label, look.LABEL)], lines))

    add("Wanted result", item.wanted_result)
    add("Serves the goal", item.goal)
    add("On the agenda", *paragraphs(item.agenda_text))
    add("Papers", *(paper.name for paper in item.papers))
    if one.waits_for:
        add("Papers missing", one.waits_for)
    if one.words:
        add("Watch these words", ", ".join(one.words))
    if item.purpose == Purpose.DECIDE:
        add("To close it", "Read the exact words aloud; ask every side for its consideration.")
    return entries


def _notes(desk: Desk, notes: Sequence[SealedLine], title: str) -> None:
    """Put sealed notes, what may be used first; each says what may be done with it."""
    if not notes:
        return
    ordered = sorted(notes, key=lambda note: note.disclosure != Disclosure.USABLE)
    rows = [_boxed(desk, [Span(title, look.DATA_STRONG)])]
    for note in ordered:
        told = _DISCLOSURE.get(Disclosure(note.disclosure), note.disclosure)
        lead: list[Span] = [Span(f"{told}: ", look.VALUE_STRONG)]
        rows.append(_boxed(desk, [*lead, say(note.text, look.VALUE)], before=3))
        under: list[Rich] = []
        if note.party is not None:
            under.append([parts.party(note.party, look.META, short=True)])
        under += [
            [say(text, look.META)] for text in (note.person, wording.long_day(note.on)) if text
        ]
        if note.guidance:
            under.append([say(f"How: {note.guidance}", look.META)])
        rows.append(_boxed(desk, parts.joined(under, look.META, " \u00b7 ")))
    desk.put(desk.box(rows, decided=False, after=8))


# --- the sides, and what else is at hand ---------------------------------------------------------


def _side(desk: Desk, side: RunSide, place: str) -> None:
    desk.section(f"{side.brief.party.name}: how it sees things", place)
    prebrief.mindset(desk, side.brief)
    if side.owes:
        desk.paragraph([Span("What it promised", look.HEADING)], before=6, after=4, keeps=True)
        entries: list[tuple[Rich, Sequence[Rich]]] = []
        for one in side.owes:
            label = [say(one.number or "Action", look.NUMBER_ACTION)]
            who = [
                *action_table.owner(one, look.META),
                Span(f", {action_table.due(one)}", look.META),
            ]
            entries.append((label, [[say(one.text, look.VALUE)], who]))
        desk.listing(entries, _LABEL, after=3)
    _notes(desk, side.notes, "From private talks with this side")
    if side.more_notes:
        count = wording.counted(side.more_notes, "older note", "older notes")
        desk.paragraph([Span(f"and {count} on the Private page", look.META)])


def _returns(desk: Desk, book: RunBook) -> None:
    """Put what could return and is not on this agenda (P5)."""
    if not book.returns:
        return
    desk.section("Could return, not on this agenda", "returns")
    table = Table(desk, [Column("What"), Column("Why", 150), Column("Side", 92)])
    for one in book.returns:
        why = wording.of(_WHY, one.why)
        if one.since:
            why += f", {wording.short_day(one.since)}"
        title = [say(one.title, look.DATA_STRONG if one.is_serious else look.DATA)]
        number: list[Rich] = [[say(one.label, look.DATA_SOFT)]] if one.label else []
        table.row(
            [title, *number],
            [[Span(why, look.DATA)]],
            [[say(one.party or "\u2013", look.DATA)]],
        )
    table.close()
    if book.more_returns:
        count = wording.counted(book.more_returns, "point", "points")
        desk.paragraph([Span(f"and {count} more on the Prepare page", look.META)])


def _methods(desk: Desk, book: RunBook) -> None:
    """Put the cards of the methods by which this table decides."""
    if not book.methods:
        return
    desk.section("How you decide here", "methods")
    for card in book.methods:
        desk.paragraph([say(card.title, look.STRONG)], after=2, keeps=True)
        desk.prose(card.text, look.BODY, after=5)
