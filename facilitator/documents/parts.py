"""What minutes, agenda and record have in common: head, people, decisions, actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.documents import look, wording
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.flow import Cell, Row
from facilitator.documents.fonts import name_of
from facilitator.documents.roles import Element, Role
from facilitator.documents.text import Span, Style, paragraphs, printable
from facilitator.projections.types import (
    ActionEntry,
    DecisionEntry,
    EngagementHead,
    PartyMark,
    PartyPresence,
    PersonMark,
    SessionHead,
)

Fact = tuple[str, Sequence[Rich]]

_FACTS_LEFT, _FACTS_GAP = 256.0, 16.0
_LEFT_LABEL, _RIGHT_LABEL = 112.0, 68.0
_DETAIL_LABEL = 116.0


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


def place_of(session: SessionHead) -> list[Rich]:
    """Return where it takes place, the link below it as a link."""
    lines = value(session.place)
    if session.link:
        is_address = session.link.lower().startswith(("https://", "http://"))
        style = look.DATA_LINK if is_address else look.VALUE
        lines.append([say(session.link, style, link=session.link if is_address else "")])
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


def presence_count(presences: Sequence[PartyPresence]) -> list[Rich]:
    """Return `Security 3 of 3` per party, with its dot."""
    lines: list[Rich] = []
    for one in presences:
        if one.party is not None:
            total = len(one.present) + len(one.apologies) + len(one.absent) + len(one.invited)
            name = one.party.short_name or one.party.name
            text = f"{name} {len(one.present)}\xa0of\xa0{total}"
            lines.append([say(text, look.VALUE, dot=look.party_colour(one.party.colour))])
    return lines


# --- decisions -----------------------------------------------------------------------------------


def decision_place(decision: DecisionEntry) -> str:
    """Return the place in the document where a numbered decision stands."""
    return f"decision-{decision.number}" if decision.number else ""


def decision_box(desk: Desk, decision: DecisionEntry, *, with_reasons: bool) -> None:
    """Put one decision as a box that stays whole."""
    section = desk.sect
    desk.sect = Element(Role.SECT, section)
    rows = [_decision_top(desk, decision)]
    rows.append(desk.title([say(decision.wording, look.WORDING)], Role.P, desk.box_measure, 2))
    rows += [
        desk.line([Span(part, look.PLAIN)], Role.P, desk.box_measure, 2)
        for part in paragraphs(decision.plain)
    ]
    listing = Element(Role.L, desk.sect)
    for label, body in _decision_details(decision, with_reasons):
        rows.append(desk.item(label, body, listing, _DETAIL_LABEL, desk.box_measure, before=4))
    box = desk.box(rows, decided=True, after=10)
    box.place = decision_place(decision)
    if box.place:
        box.bookmark = (desk.depth + 1, heading_text(f"{decision.number} {decision.wording}"))
    desk.put(box)
    desk.sect = section
    desk.tick()


def _decision_top(desk: Desk, decision: DecisionEntry) -> Row:
    number = decision.number or "Decision"
    words = [wording.of(wording.DECISION_STATE, decision.state)]
    if decision.method:
        words[0] += f" {wording.of(wording.METHOD, decision.method)}"
    if decision.decided_on:
        words.append(wording.long_day(decision.decided_on))
    if decision.item_number:
        words.append(f"item {decision.item_number}")
    state = " \u00b7 ".join(words)
    width, left = desk.box_measure, 100.0
    heading = Element(desk.heading_role(2), desk.sect)
    top = desk.text([say(number, look.NUMBER_DECISION)], left, heading)
    rest = width - left
    end = desk.text([say(state, look.META)], rest, Element(Role.P, desk.sect), right=True)
    return Row([Cell(0, left, [top]), Cell(left, rest, [end])])


def _decision_details(decision: DecisionEntry, with_reasons: bool) -> list[tuple[Rich, list[Rich]]]:
    details: list[tuple[Rich, list[Rich]]] = []

    def add(label: str, text: str) -> None:
        if text:
            details.append(([Span(label, look.LABEL)], _value_lines(text)))

    if with_reasons:
        add("Why", decision.because)
        add("Background", decision.context)
        add("What follows", decision.consequences)
        if decision.options:
            details.append(([Span("Options", look.LABEL)], _option_lines(decision)))
    details += _positions(decision, with_reasons)
    add("How", _how(decision))
    add("Serves the goal", decision.goal)
    add("Review on", wording.day(decision.review_on) if decision.review_on else "")
    for label, number in (
        ("Replaces", decision.supersedes),
        ("Replaced by", decision.superseded_by),
    ):
        if number:
            body = [say(number, look.DATA_DECISION, link=f"decision-{number}")]
            details.append(([Span(label, look.LABEL)], [body]))
    return details


def _value_lines(text: str) -> list[Rich]:
    return [[Span(part, look.VALUE)] for part in paragraphs(text)] or [[Span("", look.VALUE)]]


def _how(decision: DecisionEntry) -> str:
    decider = f"Decider: {decision.decider}" if decision.decider else ""
    return "; ".join(word for word in (decider, decision.method_note) if word)


def _option_lines(decision: DecisionEntry) -> list[Rich]:
    lines: list[Rich] = []
    for option in decision.options:
        style = look.VALUE_STRONG if option.is_chosen else look.VALUE
        spans = [say(option.text, style)]
        if option.effect:
            spans.append(say(f": {option.effect}", look.VALUE))
        if option.is_chosen:
            spans.append(Span(" (chosen)", look.VALUE_STRONG))
        lines.append(spans)
    return lines


def _positions(decision: DecisionEntry, with_reasons: bool) -> list[tuple[Rich, list[Rich]]]:
    found: list[tuple[Rich, list[Rich]]] = []
    for one in decision.positions:
        spans = [Span(wording.of(wording.POSITION, one.position) + ".", look.VALUE_STRONG)]
        if one.reason:
            spans.append(say(f" {one.reason}", look.VALUE))
        body: list[Rich] = [spans]
        if with_reasons and one.consideration:
            lead = Span("Considered: ", look.LABEL)
            body.append([lead, say(one.consideration, look.VALUE)])
        elif with_reasons and one.passed_reason:
            body.append([Span("Passed: ", look.LABEL), say(one.passed_reason, look.VALUE)])
        found.append(([party(one.party, look.LABEL)], body))
    return found


# --- actions -------------------------------------------------------------------------------------


def action_place(action: ActionEntry) -> str:
    return f"action-{action.number}" if action.number else ""


def owner(action: ActionEntry, style: Style) -> list[Span]:
    """Return who owns an action; the dot tells the party."""
    if action.owner_party is None:
        return [say(action.owner or "Nobody yet", style)]
    name = action.owner or action.owner_party.name
    return [say(name, style, dot=look.party_colour(action.owner_party.colour))]


def due(action: ActionEntry) -> str:
    if action.due_on:
        return wording.short_day(action.due_on)
    return "Next session" if action.due_is_next else "No date yet"


def action_table(
    desk: Desk, actions: Sequence[ActionEntry], *, places: bool, sessions: bool = False
) -> None:
    """Put the full table of actions.

    `places` makes each row one that links lead to; `sessions` says where each comes from.
    """
    table = Table(
        desk,
        [
            Column("Number", 60),
            Column("Action"),
            Column("Owner", 84),
            Column("Due", 58),
            Column("State", 52),
        ],
    )
    for action in actions:
        table.row(
            _number_lines(action, sessions),
            _action_lines(action),
            _owner_lines(action),
            _due_lines(action),
            _state_lines(action),
            place=action_place(action) if places else "",
        )
    table.close()


def _number_lines(action: ActionEntry, sessions: bool) -> list[Rich]:
    lines: list[Rich] = [[say(action.number or "\u2013", look.DATA)]]
    if sessions and action.session_number:
        lines.append([say(action.session_number, look.DATA_SOFT)])
    return lines


def _action_lines(action: ActionEntry) -> list[Rich]:
    lines: list[Rich] = [[say(action.text, look.DATA)]]
    if action.done_when:
        lines.append([say(f"Done when: {action.done_when}", look.DATA_SOFT)])
    topic = action.topic or action.goal
    under = [f"Topic: {topic}"] if topic else []
    if action.decision_number:
        under.append(f"from {action.decision_number}")
    if under:
        link = f"decision-{action.decision_number}" if action.decision_number else ""
        lines.append([say(", ".join(under), look.DATA_SOFT, link=link)])
    return lines


def _owner_lines(action: ActionEntry) -> list[Rich]:
    lines: list[Rich] = [owner(action, look.DATA)]
    if action.asked_by:
        lines.append([say(f"asked by {action.asked_by}", look.DATA_SOFT)])
    return lines


def _due_lines(action: ActionEntry) -> list[Rich]:
    lines: list[Rich] = [[Span(due(action), look.DATA)]]
    if action.was_due:
        was = wording.moved_from(action.was_due, action.due_on)
        lines.append([say(was, look.DATA_SOFT)])
    return lines


def _state_lines(action: ActionEntry) -> list[Rich]:
    lines: list[Rich] = [[Span(wording.of(wording.ACTION_STATE, action.state), look.DATA)]]
    on = action.accepted_on or action.delivered_on
    if on:
        lines.append([Span(wording.short_day(on), look.DATA_SOFT)])
    if action.state_reason:
        lines.append([say(action.state_reason, look.DATA_SOFT)])
    return lines


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
