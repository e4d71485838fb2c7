"""What minutes, agenda and record have in common: head, people, decisions, actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from facilitator.documents import look, wording
from facilitator.documents.desk import Desk, Rich, say
from facilitator.documents.flow import Cell, Row
from facilitator.documents.fonts import name_of
from facilitator.documents.lines import Span, Style
from facilitator.documents.roles import Element, Role
from facilitator.documents.text import printable
from facilitator.projections.types import (
    EngagementHead,
    ItemEntry,
    PartyMark,
    PartyPresence,
    PersonMark,
    SessionHead,
)

Fact = tuple[str, Sequence[Rich]]

_IN_ADDRESS = "%/:=&?~#+!$,;'@()*[]"
_FACTS_LEFT, _FACTS_GAP = 256.0, 16.0
_LEFT_LABEL, _RIGHT_LABEL = 112.0, 68.0


def party(mark: PartyMark, style: Style, *, short: bool = False) -> Span:
    """Return a party as its dot and its name; the name says it without the colour."""
    name = (mark.short_name if short else "") or mark.name
    return say(name, style, dot=look.party_colour(mark.colour))


def heading_text(text: str) -> str:
    """Return a text as one short line, for a bookmark."""
    line = " ".join(printable(text).split())
    return line if len(line) <= 90 else line[:88].rstrip() + "\u2026"


def joined(parts: Sequence[Rich], style: Style, between: str = ", ") -> list[Span]:
    """Return several rich texts as one, with a separator between."""
    spans: list[Span] = []
    for place, part in enumerate(parts):
        if place:
            spans.append(Span(between, style))
        spans.extend(part)
    return spans


# --- head of page one ----------------------------------------------------------------------------


def head(desk: Desk, engagement: EngagementHead, standing: str, title: str, under: str) -> None:
    """Put what this is, whose it is and what it is called."""
    title = title if printable(title) else standing  # a document has a title, always
    names = [name for name in (engagement.title, engagement.organisation) if name]
    state_width = desk.setter.width(standing, look.STATE) + 2
    left_width = desk.measure - state_width - 16
    state = Element(Role.P, desk.sect)
    over = Element(Role.P, desk.sect)
    cells = [
        Cell(0, left_width, [desk.text([say(", ".join(names), look.OVERLINE)], left_width, over)]),
        Cell(
            desk.measure - state_width,
            state_width,
            [desk.text([Span(standing, look.STATE)], state_width, state, right=True)],
        ),
    ]
    desk.put(Row(cells, after=5))
    heading = desk.title([say(title, look.TITLE)], Role.H1)
    desk.put(replace(heading, after=2, place="top", bookmark=(0, heading_text(title))))
    if under:
        desk.paragraph([say(under, look.SUBTITLE)], after=10)


def facts(desk: Desk, entries: Sequence[Fact]) -> None:
    """Put short facts in two columns between rules; the first half stands left."""
    half = (len(entries) + 1) // 2
    shift = _FACTS_LEFT + _FACTS_GAP
    left_list, right_list = Element(Role.L, desk.sect), Element(Role.L, desk.sect)
    desk.rule(after=5)
    for place in range(half):
        left = desk.item(*_fact(entries[place]), left_list, _LEFT_LABEL, _FACTS_LEFT)
        cells = list(left.cells)
        right = entries[half + place] if half + place < len(entries) else None
        if right is not None:
            width = desk.measure - shift
            second = desk.item(*_fact(right), right_list, _RIGHT_LABEL, width)
            cells += [cell._replace(left=cell.left + shift) for cell in second.cells]
        desk.put(Row(cells, after=2.5))
    desk.rule(before=3, after=4)


def _fact(entry: Fact) -> tuple[Rich, Sequence[Rich]]:
    return [Span(entry[0], look.LABEL)], entry[1]


def value(text: str) -> list[Rich]:
    """Return a fact as one line, none where nothing is known."""
    return [[say(text, look.VALUE)]] if text else []


def known(entries: Sequence[Fact]) -> list[Fact]:
    """Return the facts that say something."""
    return [entry for entry in entries if entry[1]]


def session_line(session: SessionHead) -> str:
    """Return `Quarterly plan, session 2026/12`."""
    words = [wording.of(wording.KIND, session.kind)]
    if session.number:
        words.append(f"session {session.number}")
    state = wording.SESSION_STATE.get(session.state)
    return ", ".join([*words, state] if state else words)


def facilitator_of(session: SessionHead) -> list[Rich]:
    """Return who facilitates; a session held without the facilitator says so (K1)."""
    if session.without_facilitator:
        return value(wording.without_facilitator(session.state))
    return value(session.facilitator)


def place_of(session: SessionHead) -> list[Rich]:
    """Return where it takes place, the link below it as a link."""
    lines = value(session.place)
    if session.link:
        is_address = session.link.lower().startswith(("https://", "http://"))
        style = look.DATA_LINK if is_address else look.VALUE
        address = quote(printable(session.link), safe=_IN_ADDRESS) if is_address else ""
        lines.append([say(session.link, style, link=address)])
    return lines


def notice(desk: Desk, missing: Sequence[str]) -> None:
    """Put the warning that names the characters no font could draw."""
    sentence = wording.missing_notice([name_of(char) for char in missing])
    spans = [Span("Please note: ", look.NOTICE_STRONG), Span(sentence, look.NOTICE)]
    row = desk.line(spans, Role.P, width=desk.box_measure)
    desk.put(desk.box([row], decided=False, after=6))


# --- people --------------------------------------------------------------------------------------


def people(desk: Desk, presences: Sequence[PartyPresence], *, is_planned: bool) -> None:
    """Put who came, or is invited, a party at a time."""
    entries: list[tuple[Rich, Sequence[Rich]]] = []
    for presence in presences:
        body = _presence_lines(presence, is_planned=is_planned)
        if body:
            entries.append((_presence_label(presence), body))
    desk.listing(entries, 140, after=5)


def _presence_label(presence: PartyPresence) -> Rich:
    if presence.party is None:
        return [Span("For neither side", look.VALUE_STRONG)]
    return [party(presence.party, look.VALUE_STRONG)]


def _presence_lines(presence: PartyPresence, *, is_planned: bool) -> list[Rich]:
    everybody = (*presence.present, *presence.apologies, *presence.absent, *presence.invited)
    if is_planned:
        groups = [("", (*presence.present, *presence.invited)), ("Apologies", presence.apologies)]
        return [_people_line(label, group, timed=False) for label, group in groups if group]
    came = f"Present {len(presence.present)} of {len(everybody)}" if presence.party else ""
    groups = [
        (came, presence.present),
        ("Apologies", presence.apologies),
        ("Absent", presence.absent),
        ("Invited", presence.invited),
    ]
    return [_people_line(label, group, timed=True) for label, group in groups if group]


def _people_line(label: str, group: Sequence[PersonMark], *, timed: bool) -> Rich:
    lead = [Span(f"{label}: ", look.LABEL)] if label else []
    return [*lead, say("; ".join(_person(person, timed) for person in group), look.VALUE)]


def _person(person: PersonMark, timed: bool) -> str:
    words = [person.name, *([person.role] if person.role else [])]
    if not timed:
        return ", ".join(words)
    times = [
        *([f"arrived {person.arrived}"] if person.arrived else []),
        *([f"left {person.left}"] if person.left else []),
    ]
    return ", ".join(words) + (f" ({', '.join(times)})" if times else "")


def presence_count(presences: Sequence[PartyPresence], most: int) -> list[Rich]:
    """Return `Security 3 of 3` per party; one line for all when there are more than `most`."""
    sides = [(one.party, one) for one in presences if one.party is not None]
    if len(sides) > most:
        people = sum(len(one.present) for _, one in sides)
        there = sum(1 for _, one in sides if one.present)
        counted = wording.counted(people, "person", "people")
        return value(f"{counted} from {there} of {len(sides)} sides")
    lines: list[Rich] = []
    for party_mark, one in sides:
        total = len(one.present) + len(one.apologies) + len(one.absent) + len(one.invited)
        name = party_mark.short_name or party_mark.name
        count = Span(f" {len(one.present)}\xa0of\xa0{total}", look.VALUE)
        lines.append([say(name, look.VALUE, dot=look.party_colour(party_mark.colour)), count])
    return lines


def asked_for(item: ItemEntry, style: Style) -> list[Span]:
    """Return who asked for an item: a person, a side, or both."""
    mark = item.asked_party
    spans = []
    if item.asked_by and (mark is None or item.asked_by not in (mark.name, mark.short_name)):
        spans.append(say(item.asked_by, style))
    if mark is not None:
        spans += [Span(", ", style)] if spans else []
        spans.append(party(mark, style, short=True))
    return spans


# --- the end -------------------------------------------------------------------------------------


def closing(desk: Desk, distribution: Sequence[str], classification: str) -> None:
    """Put who gets this paper and who may."""
    entries: list[tuple[Rich, Sequence[Rich]]] = []
    if distribution:
        entries.append(([Span("Goes to", look.LABEL)], value("; ".join(distribution))))
    if classification:
        entries.append(([Span("Classification", look.LABEL)], value(classification)))
    if entries:
        desk.open_section()
        desk.rule(before=26, after=6, keeps=True)
        desk.listing(entries, 92, after=4, bookmark=("distribution", "Distribution"))


def ordinal(number: str) -> str:
    """Return `3` for item 2026/12-3."""
    tail = number.rpartition("-")[2]
    return tail if tail.isdigit() else number
