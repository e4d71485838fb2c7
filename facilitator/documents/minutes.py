"""The minutes of one session, in the order people look for things; page one stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.documents import (
    action_table,
    approval,
    decision_box,
    ground,
    look,
    parts,
    raised,
    reading_copy,
    shown,
    wording,
    wording_minutes,
)
from facilitator.documents.desk import Column, Desk, Rich, Table, led, say
from facilitator.documents.lines import Span
from facilitator.documents.notes import Notes
from facilitator.documents.prose import Part, told
from facilitator.documents.roles import Element, Role
from facilitator.documents.text import paragraphs
from facilitator.domain.words import DecisionState, ItemState, Position
from facilitator.projections.common_ground import RestatementEntry
from facilitator.projections.types import (
    ActionEntry,
    DecisionEntry,
    ItemEntry,
    Minutes,
    NextSession,
)

_GLANCE_DECISIONS = 8
_GLANCE_ACTIONS = 10
_GLANCE_POSITIONS = 4
_NAMED_SIDES = 4
_LABEL = 74.0
_WHY_LENGTH = 220


def compose(desk: Desk, minutes: Minutes) -> None:
    """Put the minutes of one session on the desk."""
    desk.places |= places_of(minutes)
    session = minutes.session
    under = f"{parts.session_line(session)} \u00b7 {copy_name(minutes)}"
    parts.head(desk, minutes.engagement, wording_minutes.standing(minutes), session.title, under)
    parts.facts(desk, fact_list(minutes))
    if minutes.reading is not None:
        desk.notes = Notes(minutes.reading.glosses)
        reading_copy.first(desk, minutes, minutes.reading)
    _glance(desk, minutes)
    if minutes.reading is not None:
        reading_copy.understood(desk, minutes.reading)
    body(desk, minutes)
    _closing(desk, minutes)


def body(desk: Desk, minutes: Minutes, prefix: str = "", *, has_table: bool = True) -> None:
    """Put what follows the glance.

    `prefix` keeps places apart where one document has many; `has_table` is whether the table of
    actions stands here, or in a register.
    """
    _people(desk, minutes, prefix)
    _previous(desk, minutes, prefix)
    _items(desk, minutes, prefix)
    _decisions(desk, minutes, prefix)
    if has_table:
        _actions(desk, minutes, prefix)
    ground.touched_goals(desk, minutes.goals, f"{prefix}goals")
    raised.concerns(desk, minutes, prefix)
    ground.restatements(desk, _said_back(minutes), f"{prefix}saidback")
    ground.requests(desk, minutes.requests, f"{prefix}requests")
    raised.put(desk, minutes, prefix)
    raised.parked(desk, minutes, prefix)
    ground.terms(desk, minutes.terms, "Words used", f"{prefix}terms")
    _next_session(desk, minutes, prefix)
    approval.put(desk, minutes, prefix)


def _said_back(minutes: Minutes) -> Sequence[RestatementEntry]:
    """Return what was said back, without what one side's copy told at its beginning."""
    if minutes.reading is None:
        return minutes.restatements
    told = minutes.reading.understood
    return [one for one in minutes.restatements if one not in told]


def copy_name(minutes: Minutes) -> str:
    """Return for whom this copy is."""
    if minutes.reading is None:
        return wording.JOINT_COPY
    return wording.copy_for(minutes.reading.party.short_name or minutes.reading.party.name)


def places_of(minutes: Minutes) -> set[str]:
    """Return the places that links can lead to."""
    return {decision_box.place_of(one) for one in minutes.decisions} | {
        action_table.place_of(one) for one in minutes.actions
    } - {""}


def sides_of(minutes: Minutes) -> int:
    return sum(1 for presence in minutes.attendance if presence.party is not None)


def fact_list(minutes: Minutes) -> list[parts.Fact]:
    """Return the facts in the head, those that are known."""
    session = minutes.session
    represented = wording.yes_no(minutes.is_represented)
    present = parts.presence_count(minutes.attendance, _NAMED_SIDES)
    used = wording.used_minutes(session.used_minutes, session.planned_minutes)
    entries: list[parts.Fact] = [
        ("Date", parts.value(wording.day(session.starts))),
        ("Time", parts.value(wording.time_span(session.starts, session.ends, session.zone))),
        ("Place", parts.place_of(session)),
        (
            wording.represented_label(sides_of(minutes)),
            [[Span(represented, look.VALUE_STRONG)]],
        ),
        ("Facilitator", parts.facilitator_of(session)),
        ("Minutes", parts.value(session.minute_taker)),
        ("Present", present),
        ("Time used", parts.value(used)),
    ]
    return parts.known(entries)


# --- at a glance ---------------------------------------------------------------------------------


def _glance(desk: Desk, minutes: Minutes) -> None:
    desk.section("At a glance", "glance", before=14)
    if not minutes.decisions and not minutes.actions:
        desk.paragraph([Span(wording.DECIDED_NOTHING, look.BODY)])
    for decision in minutes.decisions[:_GLANCE_DECISIONS]:
        _glance_decision(desk, decision, sides_of(minutes))
    _more(desk, len(minutes.decisions) - _GLANCE_DECISIONS, "decision", "decisions")
    if minutes.actions:
        _glance_actions(desk, minutes.actions)
    if minutes.next_session is not None:
        desk.paragraph(
            [Span("Next session: ", look.STRONG), *_next_line(minutes.next_session)], before=2
        )


def _glance_decision(desk: Desk, decision: DecisionEntry, sides: int) -> None:
    link = decision_box.place_of(decision)
    number = [say(decision.number or "Decision", look.NUMBER_DECISION, link=link)]
    lines: list[Rich] = [[say(decision.wording, look.VALUE_STRONG)]]
    under = _glance_reason(decision, sides)
    if under:
        lines.append([say(under, look.META)])
    lines += desk.notes.of(decision.wording, under)
    listing = Element(Role.L, desk.sect)
    row = desk.item(number, lines, listing, _LABEL, desk.box_measure)
    box = desk.box([row], decided=True, after=6)
    box.pad = 6.5
    box.height = row.height + 13
    desk.put(box)


def _glance_reason(decision: DecisionEntry, sides: int) -> str:
    words = []
    if decision.state != DecisionState.AGREED:
        words.append(wording.of(wording.DECISION_STATE, decision.state) + ".")
    why = " ".join(paragraphs(decision.because)[:1])
    if len(why) > _WHY_LENGTH:
        why = why[:_WHY_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "\u2026"
    if why:
        words.append(f"Why: {why}" + ("" if why[-1] in ".!?\u2026" else "."))
    words.append(_stance(decision, sides))
    return " ".join(word for word in words if word)


def _stance(decision: DecisionEntry, sides: int) -> str:
    positions = decision.positions
    if len(positions) == sides > 1 and all(one.position == Position.AGREE for one in positions):
        return wording.sides_agree(sides)
    others = [one for one in positions if one.position != Position.AGREE]
    words = [
        f"{one.party.short_name or one.party.name}: {wording.position(one).lower()}."
        for one in others[:_GLANCE_POSITIONS]
    ]
    if len(others) > _GLANCE_POSITIONS:
        more = len(others) - _GLANCE_POSITIONS
        words.append(wording.more_below(more, "side", "sides").capitalize() + ".")
    return " ".join(words)


def _glance_actions(desk: Desk, actions: Sequence[ActionEntry]) -> None:
    table = Table(
        desk, [Column("Number", 64), Column("Action"), Column("Owner", 104), Column("Due", 66)]
    )
    for action in actions[:_GLANCE_ACTIONS]:
        number = say(action.number or "\u2013", look.DATA_LINK, link=action_table.place_of(action))
        table.row(
            [[number]],
            [[say(action.text, look.DATA)], *desk.notes.of(action.text)],
            [action_table.owner(action, look.DATA)],
            [[Span(action_table.due(action), look.DATA)]],
        )
    table.close(before=9, after=10)
    _more(desk, len(actions) - _GLANCE_ACTIONS, "action", "actions")


def _more(desk: Desk, count: int, one: str, many: str) -> None:
    if count > 0:
        desk.paragraph([Span(wording.more_below(count, one, many), look.META)])


def _next_line(upcoming: NextSession) -> list[Span]:
    words = [wording.day(upcoming.starts)]
    if time := wording.clock_time(upcoming.starts):
        words.append(f"{time} ({upcoming.zone})" if upcoming.zone else time)
    if upcoming.minutes:
        words.append(wording.minutes(upcoming.minutes))
    if upcoming.place:
        words.append(upcoming.place)
    reason = f" {upcoming.reason}" if upcoming.reason else ""
    return [say(", ".join(words) + ".", look.BODY), say(reason, look.BODY)]


# --- the sections --------------------------------------------------------------------------------


def _people(desk: Desk, minutes: Minutes, prefix: str) -> None:
    if any(one.present or one.apologies or one.absent or one.invited for one in minutes.attendance):
        desk.section("People", f"{prefix}people")
        parts.people(desk, minutes.attendance, is_planned=False)


def _previous(desk: Desk, minutes: Minutes, prefix: str) -> None:
    if minutes.previous is not None:
        desk.section("Previous minutes", f"{prefix}previous")
        words = wording_minutes.previous(minutes.previous)
        desk.paragraph([say(words, look.BODY)])
    if minutes.matters_arising:
        if minutes.previous is not None:
            heading = desk.line([Span("Matters arising", look.HEADING)], desk.heading_role(2))
            desk.put(replace(heading, before=8, after=5, keeps=True))
        else:
            desk.section("Matters arising", f"{prefix}arising")
        action_table.put(desk, minutes.matters_arising, places=False)


def _items(desk: Desk, minutes: Minutes, prefix: str) -> None:
    if not minutes.items:
        return
    desk.section("Agenda items", f"{prefix}items")
    section = desk.sect
    contested = approval.contested_by(minutes)
    for place, item in enumerate(minutes.items):
        desk.sect = Element(Role.SECT, section)
        words = contested.get(item.number, "")
        _item(desk, item, f"{prefix}item-{place}", words, is_first=place == 0)
        desk.tick()
    desk.sect = section


def _item(desk: Desk, item: ItemEntry, place: str, contested: str, *, is_first: bool) -> None:
    title = f"{parts.ordinal(item.number)}. {item.title}" if item.number else item.title
    heading = desk.title([say(title, look.HEADING)], desk.heading_role(2))
    bookmark = (desk.depth + 1, parts.heading_text(title))
    desk.put(
        replace(
            heading,
            before=0.0 if is_first else 12.0,
            after=1.0,
            keeps=True,
            place=place,
            bookmark=bookmark,
        )
    )
    says_more = bool(item.notes or item.outcome or item.decisions or item.actions)
    desk.paragraph(_item_meta(item, contested), after=4, keeps=says_more)
    for note in item.notes:
        desk.prose(note, look.BODY, after=4)
    shown.put(desk, item.papers)
    _item_results(desk, item)
    for line in desk.notes.of(*_item_texts(item)):
        desk.paragraph(line, after=3)


def _item_texts(item: ItemEntry) -> list[str]:
    """Return what people wrote under an item, as far as it prints."""
    results = [one.wording for one in item.decisions] + [one.text for one in item.actions]
    return [item.title, *item.notes, item.outcome, *results, *item.handed]


def _item_meta(item: ItemEntry, contested: str) -> Rich:
    bits: list[Rich] = [[Span(wording.of(wording.PURPOSE, item.purpose), look.META)]]
    asked = parts.asked_for(item, look.META)
    if asked and item.asked_by and item.asked_by == item.lead:
        bits.append([Span("asked for and led by ", look.META), *asked])
    else:
        if asked:
            bits.append([Span("asked for by ", look.META), *asked])
        if item.lead:
            bits.append(led("led by ", item.lead, look.META))
    if time := wording.used_minutes(item.used_minutes, item.minutes):
        bits.append([Span(time, look.META)])
    if item.state != ItemState.DONE:
        bits.append([Span(wording.of(wording.ITEM_STATE, item.state), look.META)])
    bits += [[say(line, look.META)] for line in (*item.handed, contested) if line]
    return parts.joined(bits, look.META, " \u00b7 ")


def _item_results(desk: Desk, item: ItemEntry) -> None:
    results: list[tuple[Rich, Sequence[Part]]] = []
    if item.outcome:
        lines = told(item.outcome, look.BODY)
        results.append(([Span("Outcome", look.LABEL)], lines))
    for decision in item.decisions:
        label = say(
            decision.number or "Decision",
            look.NUMBER_DECISION,
            link=decision_box.place_of(decision),
        )
        results.append(([label], [[say(decision.wording, look.BODY)]]))
    for action in item.actions:
        link = action_table.place_of(action)
        label = say(action.number or "Action", look.NUMBER_ACTION, link=link)
        due = Span(f", {_due_words(action)}", look.META)
        promise = [*action_table.owner(action, look.META), due]
        results.append(([label], [[say(action.text, look.BODY)], promise]))
    desk.listing(results, _LABEL, after=3)


def _due_words(action: ActionEntry) -> str:
    if action.due_on:
        return f"due {wording.long_day(action.due_on)}".replace(" ", "\xa0")
    return "due next session" if action.due_is_next else "no date yet"


def _decisions(desk: Desk, minutes: Minutes, prefix: str) -> None:
    if not minutes.decisions:
        return
    desk.section("Decisions", f"{prefix}decisions")
    contested = approval.contested_by(minutes)
    for decision in minutes.decisions:
        decision_box.put(desk, decision, with_reasons=minutes.style != "decisions")
        if words := contested.get(decision.number):
            desk.paragraph([say(f"Decision {decision.number} is {words}.", look.META)])


def _actions(desk: Desk, minutes: Minutes, prefix: str) -> None:
    if minutes.actions:
        desk.section("Actions", f"{prefix}actions")
        action_table.put(desk, minutes.actions, places=True)


def _next_session(desk: Desk, minutes: Minutes, prefix: str) -> None:
    upcoming = minutes.next_session
    if upcoming is None:
        return
    desk.section("Next session", f"{prefix}next")
    title = " ".join(word for word in (upcoming.number, upcoming.title) if word)
    if title:
        desk.paragraph([say(title, look.STRONG)], after=0, keeps=True)
    desk.paragraph(_next_line(upcoming))


def _closing(desk: Desk, minutes: Minutes) -> None:
    parts.closing(desk, minutes.distribution, minutes.engagement.classification)
