"""What one party reads before a session: the agenda, the others' view, their words (P7)."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.documents import action_table, ground, look, parts, wording
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.lines import Span
from facilitator.projections.types import ItemEntry, PreBrief, RaisedEntry, SideBrief

_LABEL = 132.0


def standing(brief: PreBrief) -> str:
    """Return what this paper is, and for whom."""
    return f"PRE-BRIEF FOR {(brief.party.short_name or brief.party.name).upper()}"


def compose(desk: Desk, brief: PreBrief) -> None:
    """Put the pre-brief of one party on the desk."""
    session = brief.session
    parts.head(desk, brief.engagement, standing(brief), session.title, parts.session_line(session))
    parts.facts(desk, _facts(brief))
    desk.paragraph(
        [
            parts.party(brief.party, look.STRONG),
            Span(
                " reads this before the session: how the others see it, and in which words.",
                look.BODY,
            ),
        ],
        before=4,
    )
    _items(desk, brief)
    _asked(desk, brief)
    for number, side in enumerate(brief.others):
        _side(desk, side, f"side-{number}")
    ground.terms(desk, brief.terms, "Words that others use", "terms")
    ground.goals(desk, brief.goals, "Goals on this agenda", "goals")
    if brief.owed:
        desk.section("What you promised", "owed")
        action_table.put(desk, brief.owed, places=False)
    parts.closing(desk, (), brief.engagement.classification)


def _facts(brief: PreBrief) -> list[parts.Fact]:
    session = brief.session
    entries: list[parts.Fact] = [
        ("Date", parts.value(wording.day(session.starts))),
        ("Time", parts.value(wording.time_span(session.starts, session.ends, session.zone))),
        ("Place", parts.place_of(session)),
        ("Facilitator", parts.facilitator_of(session)),
        ("Opens", parts.value(session.opens)),
    ]
    return parts.known(entries)


def _items(desk: Desk, brief: PreBrief) -> None:
    if not brief.items:
        return
    desk.section("What is on the table", "items", before=16)
    table = Table(desk, [Column("Time", 34), Column("Item"), Column("Wanted result", 180)])
    for item in brief.items:
        table.row(
            [[Span(wording.clock_time(item.starts), look.VALUE_STRONG)]],
            item_lines(item),
            [[say(item.wanted_result or "\u2013", look.DATA)]],
        )
    table.close()


def item_lines(item: ItemEntry) -> list[Rich]:
    """Return an item with what it is for, who asked for it, and its minutes."""
    bits: list[Rich] = [[Span(wording.of(wording.PURPOSE, item.purpose), look.META)]]
    asked = parts.asked_for(item, look.META)
    if asked:
        bits.append([Span("asked for by ", look.META), *asked])
    if item.minutes:
        bits.append([Span(wording.boxed(item.minutes, item.box) + "\xa0min", look.META)])
    return [
        [say(item.title, look.VALUE_STRONG)],
        parts.joined(bits, look.META, " \u00b7 "),
    ]


def _asked(desk: Desk, brief: PreBrief) -> None:
    """Put what the others wait for from this side: plain words and answers (L4, L6)."""
    if not brief.to_explain and not brief.questions:
        return
    desk.section("Asked of you", "asked")
    entries: list[tuple[Rich, Sequence[Rich]]] = []
    if brief.to_explain:
        lines: list[Rich] = [[say(word, look.VALUE)] for word in brief.to_explain]
        entries.append(([Span("Plain words for", look.LABEL)], lines))
    for one in brief.questions:
        label: Rich = [parts.party(one.party, look.LABEL, short=True)] if one.party else []
        entries.append(
            ([*label] or [Span("A question", look.LABEL)], [[say(one.text, look.VALUE)]])
        )
    desk.listing(entries, _LABEL, after=4)


def _side(desk: Desk, side: SideBrief, place: str) -> None:
    name = side.party.name
    desk.section(f"How {name} sees it", place)
    mindset(desk, side)


def mindset(desk: Desk, side: SideBrief) -> None:
    """Put how a side sees things, in its own words, and what it waits for."""
    groups = (
        ("Answers for", side.answers_for),
        ("Worries about", side.worries),
        ("Believes when shown", side.evidence),
        ("Likes to be told", side.told_how),
    )
    entries: list[tuple[Rich, Sequence[Rich]]] = [
        ([Span(label, look.LABEL)], [[say(text, look.VALUE)] for text in texts])
        for label, texts in groups
        if texts
    ]
    entries += [_raised("Open concern", one) for one in side.concerns]
    kinds = dict.fromkeys(one.kind for one in side.needs)
    for kind in kinds:
        texts = [[say(one.text, look.VALUE)] for one in side.needs if one.kind == kind]
        entries.append(([Span(wording.of(wording.RAISED, kind), look.LABEL)], texts))
    if entries:
        desk.listing(entries, _LABEL, after=4)
    else:
        desk.paragraph([Span("Nothing is written down about this side yet.", look.BODY)])


def _raised(label: str, one: RaisedEntry) -> tuple[Rich, Sequence[Rich]]:
    lines: list[Rich] = [[say(one.plain or one.text, look.VALUE_STRONG)]]
    if one.plain:
        lines.append([say(f"In its own words: \u201c{one.text}\u201d", look.META)])
    return [Span(label, look.LABEL)], lines
