"""The communication plan on paper: who meets, how often, where, and what happens between (K1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.documents import load_picture, look, parts, wording, wording_plan
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.lines import Span
from facilitator.projections.plan_papers import (
    AdviceLine,
    DateLine,
    LoadBar,
    PlanPaper,
    RhythmLine,
    Seat,
    SeriesLine,
    SideSeats,
    TurnoverLine,
)

STANDING = "COMMUNICATION PLAN"
_LABEL = 132.0
_NO_INTERVAL = ("skip_next", "fix_attendance")


def compose(desk: Desk, paper: PlanPaper) -> None:
    """Put the plan on the desk."""
    title = paper.engagement.title or "Communication plan"
    on = f"Communication plan as of {wording.long_day(paper.on)}"
    parts.head(desk, replace(paper.engagement, title=""), STANDING, title, on)
    desk.prose(paper.purpose or paper.engagement.purpose, look.PLAIN)
    rhythm(desk, paper)
    who(desk, paper.seats, paper.participants)
    between(desk, paper)
    dates(desk, paper.dates)
    history(desk, paper.series)
    advices(desk, paper.advices)
    agreements(desk, paper.agreements)
    load(desk, paper.bars, paper.series)
    turnover(desk, paper.turnover)
    parts.closing(desk, (), paper.engagement.classification)


def rhythm(desk: Desk, paper: PlanPaper, title: str = "How often we meet") -> None:
    """Put how often, how long and where, a series at a time."""
    desk.section(title, "rhythm", before=14)
    if not paper.series:
        desk.paragraph([Span("No rhythm is set yet: sessions stand alone.", look.BODY)])
    for one in paper.series:
        level = wording_plan.LEVEL.get(one.level, "")
        head = f"{one.title} ({level.lower()})" if level else one.title
        desk.paragraph([say(head, look.STRONG)], after=2, keeps=True)
        desk.prose(one.purpose, look.PLAIN, after=3)
        desk.listing(_series(one, paper.fixed_minutes), _LABEL, after=2.5)
    papers = wording.counted(paper.papers_days, "working day", "working days")
    desk.listing([_entry("Papers go out", f"{papers} before the session")], _LABEL, after=6)


def _series(one: SeriesLine, fixed: int) -> list[tuple[Rich, Sequence[Rich]]]:
    out = []
    for each in one.rhythms:
        if each.is_in_force:
            out.append(_entry("Rhythm", wording_plan.rhythm(each.rule, each.starts_local)))
            length = f"{wording.minutes(each.minutes)}, of these {fixed} fixed (check-in, recap)"
            out.append(_entry("Length", length))
            out.append(_entry("Time zone", each.zone))
        elif out:
            after = wording_plan.rhythm(each.rule, each.starts_local)
            out.append(_entry("Then", f"{after}, from {wording.short_day(each.starts_local)}"))
    out.append(_entry("Place", one.place))
    out.append(_entry("Link", one.link))
    out.append(_entry("Last day", wording.long_day(one.ends_on) if one.ends_on else ""))
    return [entry for entry in out if entry[1]]


def _entry(label: str, text: str) -> tuple[Rich, Sequence[Rich]]:
    return [Span(label, look.LABEL)], parts.value(text)


def who(desk: Desk, seats: Sequence[SideSeats], participants: str) -> None:
    """Put who takes part, a side at a time; the facilitator is part of every session."""
    desk.section("Who takes part", "who")
    desk.prose(participants, look.BODY, after=4)
    entries: list[tuple[Rich, Sequence[Rich]]] = []
    for side in seats:
        label: Rich = [Span("For neither side", look.VALUE_STRONG)]
        if side.party is not None:
            label = [parts.party(side.party, look.VALUE_STRONG)]
        lines: list[Rich] = [[say(_seat(one), look.VALUE)] for one in side.people]
        entries.append((label, lines or [[Span("Nobody named yet.", look.META)]]))
    desk.listing(entries, 140, after=5)
    desk.paragraph(
        [
            Span(
                "The facilitator is part of every session; one that is held without says so.",
                look.META,
            )
        ]
    )


def _seat(one: Seat) -> str:
    words = [one.name, one.role]
    if one.is_facilitator and "acilitator" not in one.role:
        words.append("facilitator")
    return ", ".join(word for word in words if word)


def between(desk: Desk, paper: PlanPaper) -> None:
    """Put what happens between the sessions, and where to turn when something sticks."""
    entries = [
        ("Contact between", paper.contact_between),
        ("When something sticks", paper.escalation),
    ]
    said = [
        ([Span(label, look.LABEL)], [[say(line, look.VALUE)] for line in text.splitlines()])
        for label, text in entries
        if text.strip()
    ]
    if said:
        desk.section("Between the sessions", "between")
        desk.listing(said, _LABEL, after=4)


def dates(desk: Desk, lines: Sequence[DateLine]) -> None:
    """Put the coming dates with what is different about them."""
    if not lines:
        return
    desk.section("The next dates", "dates")
    table = Table(
        desk,
        [Column("Day", 138), Column("Time", 74), Column("Session"), Column("Papers out by", 70)],
    )
    for line in lines:
        gone = line.state in ("skipped", "cancelled")
        papers = "–" if gone else wording.short_day(line.papers_on)
        table.row(
            [[Span(wording.day(line.starts), look.DATA_STRONG)]],
            [[Span(f"{wording.clock_time(line.starts)}, {line.minutes} min", look.DATA)]],
            _what(line),
            [[Span(papers, look.DATA)]],
        )
    table.close()


def _what(line: DateLine) -> list[Rich]:
    number = f"{line.number} " if line.number else ""
    title = line.title if line.number else f"{line.series or line.title}, not planned yet"
    out: list[Rich] = [[Span(number, look.DATA_STRONG), say(title, look.DATA)]]
    notes = []
    if line.state in ("skipped", "cancelled"):
        notes.append(wording_plan.DATE_STATE[line.state])
    if line.moved_from:
        notes.append(f"moved from {wording.short_day(line.moved_from)}")
    note = ", ".join(notes)
    if line.reason:
        note = f"{note}: {line.reason}" if note else line.reason
    if note:
        out.append([say(note, look.DATA_SOFT)])
    return out


def history(desk: Desk, series: Sequence[SeriesLine]) -> None:
    """Put the rhythms there were, each with its reason."""
    told = [(one, each) for one in series if len(one.rhythms) > 1 for each in one.rhythms]
    if not told:
        return
    desk.section("How the rhythm changed", "history")
    table = Table(desk, [Column("When", 138), Column("Rhythm", 174), Column("Because")])
    for one, each in told:
        table.row(*_rhythm_cells(one, each, several=len(series) > 1))
    table.close()


def _rhythm_cells(one: SeriesLine, each: RhythmLine, *, several: bool) -> list[list[Rich]]:
    when: list[Rich] = [[Span(wording_plan.in_force(each.starts_local, each.until_on), look.DATA)]]
    if several:
        when.append([say(one.title, look.DATA_SOFT)])
    how = wording_plan.rhythm(each.rule, each.starts_local)
    return [when, [[Span(how, look.DATA)]], [[say(each.because or "–", look.DATA)]]]


def advices(desk: Desk, lines: Sequence[AdviceLine]) -> None:
    """Put what was advised, what was made of it, and why."""
    if not lines:
        return
    desk.section("What was advised, and what we chose", "advices")
    several = len({line.series for line in lines}) > 1
    table = Table(
        desk,
        [Column("Day", 70), Column("Advice", 130), Column("Chosen", 112), Column("Because")],
    )
    for line in lines:
        day: list[Rich] = [[Span(wording.short_day(line.made_on), look.DATA)]]
        if several:
            day.append([say(line.series, look.DATA_SOFT)])
        said = wording_plan.advised(line.remark, line.current, line.advised)
        table.row(
            day, [[Span(said, look.DATA)]], _chosen(line), [[say(line.reason or "–", look.DATA)]]
        )
    table.close()


def _chosen(line: AdviceLine) -> list[Rich]:
    answer = wording.of(wording_plan.ADVICE_ANSWER, line.answer)
    out: list[Rich] = [[Span(answer, look.DATA_STRONG)]]
    if line.remark not in _NO_INTERVAL:
        chosen = wording_plan.interval(line.chosen)
        since = f", from {wording.short_day(line.starts_on)}" if line.starts_on else ""
        out.append([Span(f"{chosen}{since}", look.DATA_SOFT)])
    return out


def load(desk: Desk, bars: Sequence[LoadBar], series: Sequence[SeriesLine]) -> None:
    """Put the pictures of rhythm and load, and the same as a table.

    The rhythms stand below the sessions where there is one series to which they belong.
    """
    if not bars:
        return
    desk.section("Rhythm and load", "load")
    load_picture.put(desk, bars, series[0].rhythms if len(series) == 1 else ())
    load_picture.topics(desk, bars)
    numbers = ("Length", "Planned", "Used", "Came in", "Handled", "Waiting")
    columns = [Column(name, 46, is_right=True) for name in numbers]
    table = Table(desk, [Column("Session", 50), Column("Day"), *columns])
    for bar in bars:
        amounts = (bar.length, bar.planned, bar.used, bar.arrived, bar.handled, bar.waiting)
        cells = [[[Span(_amount(amount), look.DATA)]] for amount in amounts]
        table.row(
            [[Span(bar.number or "–", look.DATA_STRONG)]],
            [[Span(wording.short_day(bar.starts), look.DATA)]],
            *cells,
        )
    table.close(after=3)
    desk.paragraph(
        [
            Span(
                "All in minutes. Standing items do not count as come in, handled or waiting.",
                look.META,
            )
        ]
    )


def _amount(minutes: int | None) -> str:
    return "–" if minutes is None else str(minutes)


def turnover(desk: Desk, lines: Sequence[TurnoverLine]) -> None:
    """Put what was opened and closed from session to session, and the same as a table."""
    if not lines:
        return
    desk.section("Opened and closed", "turnover")
    load_picture.turnover(desk, lines)
    kinds = [wording.of(wording_plan.FLOW, flow.kind) for flow in lines[0].flows]
    columns = [Column(kind) for kind in kinds]
    table = Table(desk, [Column("Session", 48), Column("Day", 62), *columns])
    for line in lines:
        cells = [
            [
                [
                    Span(
                        f"{flow.opened} new, {flow.closed} closed, {flow.open} open",
                        look.DATA_SOFT,
                    )
                ]
            ]
            for flow in line.flows
        ]
        table.row(
            [[Span(line.number or "since", look.DATA_STRONG)]],
            [[Span(wording.short_day(line.on), look.DATA)]],
            *cells,
        )
    table.close()


def agreements(desk: Desk, texts: Sequence[str]) -> None:
    """Put the ground rules of the engagement."""
    if not texts:
        return
    desk.section("What we agreed on how we work", "agreements")
    desk.listing(
        [
            ([Span(f"{number}.", look.LABEL)], [[say(text, look.VALUE)]])
            for number, text in enumerate(texts, start=1)
        ],
        22,
        after=2.5,
    )
