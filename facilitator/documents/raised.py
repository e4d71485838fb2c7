"""What was raised, on paper: concerns and their answers, the rest of the day, the parking lot."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.documents import look, parts, wording
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.lines import Span
from facilitator.domain.words import CaptureKind
from facilitator.projections.types import Minutes, RaisedEntry


def concerns(desk: Desk, minutes: Minutes, prefix: str) -> None:
    """Put the concerns raised today, then earlier ones that were answered today (C1)."""
    new = [one for one in minutes.raised if one.kind == CaptureKind.CONCERN]
    if new:
        desk.section("Concerns", f"{prefix}concerns")
        concern_table(desk, new)
    if minutes.answered:
        desk.section("Earlier concerns answered today", f"{prefix}answered")
        concern_table(desk, minutes.answered)


def concern_table(desk: Desk, concerns: Sequence[RaisedEntry]) -> None:
    """Put concerns with their side and where they stand."""
    table = Table(desk, [Column("Concern"), Column("Side", 92), Column("Where it stands", 158)])
    for one in concerns:
        notes = desk.notes.of(one.text, one.plain, one.answer)
        table.row([*_concern_lines(one), *notes], [side(one)], _standing_lines(one))
    table.close()


def _concern_lines(one: RaisedEntry) -> list[Rich]:
    lines = _raised_lines(one, "")
    kind = wording.of(wording.CONCERN_CATEGORY, one.category) if one.category else ""
    level = wording.of(wording.SEVERITY, one.severity) if one.severity else ""
    if kind or level:
        lines.append([Span(", ".join(word for word in (kind, level) if word), look.DATA_SOFT)])
    return lines


def put(desk: Desk, minutes: Minutes, prefix: str) -> None:
    """Put what else was raised today: ideas, questions, wants, needs, challenges."""
    order = {kind: place for place, kind in enumerate(wording.RAISED_ORDER)}
    others = [one for one in minutes.raised if one.kind != CaptureKind.CONCERN]
    others.sort(key=lambda one: order.get(CaptureKind(one.kind), len(order)))
    if others:
        desk.section("Raised today", f"{prefix}raised")
        table = Table(desk, [Column("Kind", 62), Column("What was said"), Column("Side", 110)])
        for one in others:
            kind = wording.of(wording.RAISED, one.kind)
            notes = desk.notes.of(one.text, one.plain, one.answer)
            said = [*_raised_lines(one, one.answer), *notes]
            table.row([[Span(kind, look.DATA)]], said, [side(one)])
        table.close()


def _raised_lines(one: RaisedEntry, answer: str) -> list[Rich]:
    lines: list[Rich] = [[say(one.text, look.DATA)]]
    if one.plain:
        lines.append([say(f"In plain words: {one.plain}", look.DATA_SOFT)])
    if one.kind == CaptureKind.IDEA and one.state:
        where = wording.of(wording.IDEA_STATE, one.state)
        answer = f"{where}: {answer}" if answer else where
    elif answer:
        answer = f"Answer: {answer}"
    if answer:
        lines.append([say(answer, look.DATA_SOFT)])
    if one.item_number:
        lines.append([say(f"under item {parts.ordinal(one.item_number)}", look.DATA_SOFT)])
    return lines


def _standing_lines(one: RaisedEntry) -> list[Rich]:
    lines: list[Rich] = [[Span(wording.of(wording.CONCERN_STATE, one.state), look.DATA_STRONG)]]
    if one.answer:
        lines.append([say(one.answer, look.DATA)])
    return lines


def side(one: RaisedEntry) -> Rich:
    """Return who raised something: a side, and a person where the file names people."""
    spans = [parts.party(one.party, look.DATA, short=True)] if one.party is not None else []
    if one.person:
        spans.append(say(f", {one.person}" if spans else one.person, look.DATA))
    return spans or [Span("\u2013", look.DATA)]


def parked(desk: Desk, minutes: Minutes, prefix: str) -> None:
    """Put the parking lot, and where each point goes."""
    if not minutes.parked:
        return
    desk.section("Parking lot", f"{prefix}parked")
    table = Table(desk, [Column("What waits"), Column("From", 110), Column("Goes to", 110)])
    for one in minutes.parked:
        spans = [parts.party(one.party, look.DATA, short=True)] if one.party is not None else []
        if one.person:
            spans.append(say(f", {one.person}" if spans else one.person, look.DATA))
        goes_to = f"Session {one.goes_to}" if one.goes_to else "Stays in the parking lot"
        table.row(
            [[say(one.text, look.DATA)], *desk.notes.of(one.text)],
            [spans or [Span("\u2013", look.DATA)]],
            [[say(goes_to, look.DATA)]],
        )
    table.close()
