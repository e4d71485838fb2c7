"""What a stand-in facilitator needs, in the order in which it is needed (E8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from facilitator.documents import (
    handover_state,
    look,
    parts,
    plan_sheets,
    prebrief,
    wording,
    wording_plan,
)
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.lines import Span
from facilitator.projections.handover_papers import AgendaAhead, HandoverPack, Lacking
from facilitator.projections.plan_papers import SideSeats

STANDING = "HANDOVER PACK"
WHAT = (
    "For whoever stands in for {0}: what the sessions are for, who sits at the table, what comes"
    " next, and what is open."
)
LEFT_OUT = (
    "Left out are sealed notes, preparation, rankings before their reveal, speaking time and"
    " rates: they stay with the facilitator."
)
_LABEL = 132.0


class _Part(NamedTuple):
    """A part of the pack: its title for the contents, its place, and whether it says anything."""

    title: str
    place: str
    there: bool
    write: Callable[[Desk, HandoverPack], None]


def compose(desk: Desk, pack: HandoverPack) -> None:
    """Put the pack on the desk."""
    found = [part for part in _parts(pack) if part.there]
    desk.places |= {part.place for part in found}
    title = pack.engagement.title or "Handover pack"
    on = f"Handover pack as of {wording.long_day(pack.on)}"
    parts.head(desk, replace(pack.engagement, title=""), STANDING, title, on)
    who = pack.facilitator or "the facilitator"
    desk.paragraph([say(WHAT.format(who), look.BODY)], after=4)
    desk.paragraph([Span(LEFT_OUT, look.BODY)])
    _contents(desk, found)
    for part in found:
        part.write(desk, pack)
    parts.closing(desk, (), pack.engagement.classification)


def _parts(pack: HandoverPack) -> list[_Part]:
    state, plan = handover_state, pack.plan
    is_open = state.is_anything_open(pack)
    return [
        _Part("What it is for", "purpose", True, _purpose),
        _Part("Who sits at the table", "who", bool(plan.seats), _who),
        _Part("How each side sees it", "sides", bool(pack.sides), _sides),
        _Part("How we meet", "rhythm", True, _meeting),
        _Part("The next session", "next", True, _next),
        _Part("Goals", "goals", bool(pack.goals), state.goals),
        _Part("Where goals pull apart", "tensions", bool(pack.tensions), state.tensions),
        _Part("What is open", "open", is_open, state.open_things),
        _Part("The last sessions", "last", bool(pack.last), state.last),
        _Part("Words that need care", "terms", bool(pack.terms), state.terms),
        _Part("Rhythm and load", "load", bool(plan.bars), _load),
    ]


def _contents(desk: Desk, found: Sequence[_Part]) -> None:
    desk.section("Contents", "contents", before=12)
    table = Table(desk, [Column("Part"), Column("Page", 34, is_right=True)])
    for part in found:
        table.row([[Span(part.title, look.DATA_LINK, part.place)]], [[Span("", look.DATA)]])
        table.page_number(part.place, look.DATA)
    table.close()


def _purpose(desk: Desk, pack: HandoverPack) -> None:
    desk.section("What it is for", "purpose")
    lines = [
        ("Purpose", pack.engagement.purpose),
        ("We are successful when", pack.success_sentence),
        ("Purpose of the plan", pack.plan.purpose),
    ]
    entries: list[tuple[Rich, Sequence[Rich]]] = [
        ([Span(label, look.LABEL)], [[say(line, look.VALUE)] for line in text.splitlines()])
        for label, text in lines
        if text.strip()
    ]
    entries += [
        ([Span("We agreed" if not number else "", look.LABEL)], [[say(text, look.VALUE)]])
        for number, text in enumerate(pack.plan.agreements)
    ]
    if entries:
        desk.listing(entries, _LABEL, after=3)
    else:
        desk.paragraph([Span("Nothing is written down about that yet.", look.BODY)])


# --- the table -----------------------------------------------------------------------------------


def _who(desk: Desk, pack: HandoverPack) -> None:
    desk.section("Who sits at the table", "who")
    desk.prose(pack.plan.participants, look.BODY, after=4)
    table = Table(desk, [Column("Side", 108), Column("Who", 160), Column("Decides on")])
    for side in pack.plan.seats:
        _seats(table, side)
    table.close()


def _seats(table: Table, side: SideSeats) -> None:
    name: Rich = [Span("For neither side", look.DATA_STRONG)]
    if side.party is not None:
        name = [parts.party(side.party, look.DATA_STRONG)]
    if not side.people:
        table.row([name], [[Span("Nobody named yet.", look.DATA)]], [[Span("–", look.DATA)]])
    for one in side.people:
        role = f"{one.role}, facilitator" if one.role and one.is_facilitator else one.role
        if one.is_facilitator and (not one.role or "acilitator" in one.role):
            role = one.role or "Facilitator"
        who: list[Rich] = [[say(one.name, look.DATA)]]
        who += [[say(role, look.DATA_SOFT)]] if role else []
        decides = [[say(line, look.DATA)] for line in one.decides.splitlines() if line.strip()]
        table.row([name], who, decides or [[Span("–", look.DATA)]])


def _sides(desk: Desk, pack: HandoverPack) -> None:
    desk.section("How each side sees it", "sides")
    for side in pack.sides:
        desk.paragraph([parts.party(side.party, look.STRONG)], before=4, after=3, keeps=True)
        prebrief.mindset(desk, side)


# --- meeting -------------------------------------------------------------------------------------


def _meeting(desk: Desk, pack: HandoverPack) -> None:
    plan_sheets.rhythm(desk, pack.plan, title="How we meet")
    plan_sheets.between(desk, pack.plan)
    plan_sheets.dates(desk, pack.plan.dates)
    plan_sheets.history(desk, pack.plan.series)
    plan_sheets.advices(desk, pack.plan.advices)


def _load(desk: Desk, pack: HandoverPack) -> None:
    plan_sheets.load(desk, pack.plan.bars, pack.plan.series)
    plan_sheets.turnover(desk, pack.plan.turnover)


def _next(desk: Desk, pack: HandoverPack) -> None:
    desk.section("The next session", "next")
    ahead = pack.ahead
    if ahead is None:
        desk.paragraph([Span("No session is planned.", look.BODY)])
        return
    session = ahead.session
    desk.paragraph([say(session.title, look.STRONG)], after=1, keeps=True)
    desk.paragraph([say(parts.session_line(session), look.META)], after=5, keeps=True)
    parts.facts(desk, parts.known(_facts(ahead)))
    if not ahead.items:
        desk.paragraph([Span("Nothing stands on its agenda yet.", look.BODY)])
    else:
        _agenda(desk, ahead)
    _lacking(desk, ahead.lacking)


def _facts(ahead: AgendaAhead) -> list[parts.Fact]:
    session = ahead.session
    return [
        ("Date", parts.value(wording.day(session.starts))),
        ("Time", parts.value(wording.time_span(session.starts, session.ends, session.zone))),
        ("Place", parts.place_of(session)),
        ("Facilitator", parts.facilitator_of(session)),
        ("Opens", parts.value(session.opens)),
        ("Minutes", parts.value(session.minute_taker)),
    ]


def _agenda(desk: Desk, ahead: AgendaAhead) -> None:
    table = Table(
        desk,
        [
            Column("Time", 34), Column("Item"), Column("Leads", 90), Column("Wanted result", 150),
        ],
    )  # fmt: skip
    for item in ahead.items:
        table.row(
            [[Span(wording.clock_time(item.starts), look.VALUE_STRONG)]],
            prebrief.item_lines(item),
            [[say(item.lead or "Nobody yet", look.DATA)]],
            [[say(item.wanted_result or "–", look.DATA)]],
        )
    table.close()


def _lacking(desk: Desk, found: Sequence[Lacking]) -> None:
    if not found:
        return
    desk.paragraph([Span("What is missing", look.STRONG)], before=2, after=3, keeps=True)
    entries: list[tuple[Rich, Sequence[Rich]]] = []
    for one in found:
        text = "; ".join(one.names)
        if one.minutes:
            text = f"{wording.minutes(one.minutes)} more than the session has"
        label = wording.of(wording_plan.LACKING, one.kind)
        entries.append(([Span(label, look.LABEL)], [[say(text, look.VALUE)]]))
    desk.listing(entries, _LABEL, after=3)
