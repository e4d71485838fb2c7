"""The common goals on paper: a timeline, then each goal with both sides of it (G1 to G3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from facilitator.documents import look, parts, wording
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.flow import Cell, Row, Shape
from facilitator.documents.lines import Span
from facilitator.documents.roles import Element, Role
from facilitator.domain.acceptance import Standing
from facilitator.domain.money import show
from facilitator.projections.common_ground import GoalEntry, GoalSide, MilestoneLine, MoneyLine
from facilitator.projections.types import GoalRegister

STANDING = "COMMON GOALS"
_TITLES = 176.0
_LABEL = 108.0
_MOST_TICKS = 14
_STANDING = {
    Standing.OPEN: "not accepted yet",
    Standing.STALE: "accepted other words",
    Standing.ACCEPTED: "accepts this sentence",
}


def compose(desk: Desk, register: GoalRegister) -> None:
    """Put the goals on the desk: all of them on one line of time, then one by one."""
    title = register.engagement.title or "Common goals"
    on = f"Common goals as of {wording.long_day(register.on)}"
    parts.head(desk, replace(register.engagement, title=""), STANDING, title, on)
    desk.prose(register.engagement.purpose, look.PLAIN)
    if not register.goals:
        desk.paragraph([Span("No goal is written down yet.", look.BODY)])
        return
    _timeline(desk, register)
    for number, goal in enumerate(register.goals):
        _goal(desk, goal, register.currency, f"goal-{number}")
    parts.closing(desk, (), register.engagement.classification)


# --- the line of time ----------------------------------------------------------------------------


class _Scale:
    """Days to points: the months that hold every day of the goals."""

    def __init__(self, days: Iterable[date], left: float, width: float) -> None:
        every = sorted(days)
        self._first = every[0].replace(day=1)
        months = (every[-1].year - self._first.year) * 12 + every[-1].month - self._first.month + 1
        self._end = _months_on(self._first, months)
        self._left, self._width = left, width
        self._months = months

    def at(self, day: date) -> float:
        """Return where a day begins."""
        share = (day - self._first).days / (self._end - self._first).days
        return self._left + min(max(share, 0.0), 1.0) * self._width

    def ticks(self) -> list[tuple[float, str]]:
        """Return where months begin that are named, few enough to be read."""
        step = next(
            n for n in (1, 2, 3, 6, 12, 24, 60, 120, 1200, 12000) if self._months / n <= _MOST_TICKS
        )
        out = []
        for n in range(0, self._months, step):
            day = _months_on(self._first, n)
            name = str(day.year) if step >= 12 else wording.MONTHS[day.month - 1][:3]
            if step < 12 and day.month == 1 and n:
                name = str(day.year)
            out.append((self.at(day), name))
        return out


def _months_on(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(min(number // 12, 9999), number % 12 + 1, 1)


def _day(text: str) -> date | None:
    at = wording.moment(text)
    return at.date() if at else None


def _days_of(goal: GoalEntry) -> list[date]:
    texts = [goal.begins_on, goal.due_on]
    texts += [one.done_on or one.due_on for one in goal.milestones if one.state != "dropped"]
    return [day for day in map(_day, texts) if day is not None]


def _timeline(desk: Desk, register: GoalRegister) -> None:
    today = _day(register.on) or date(2000, 1, 1)
    dated = [goal for goal in register.goals if _days_of(goal)]
    if not dated:
        return
    desk.section("On one line of time", "timeline", before=14)
    days = [today, *(day for goal in dated for day in _days_of(goal))]
    scale = _Scale(days, _TITLES, desk.measure - _TITLES - 8)
    desk.put(_month_row(desk, scale))
    for goal in dated:
        desk.put(_goal_row(desk, goal, scale, today))
    key = "Filled: done. Hollow: open. Red: late. The line stands at today."
    desk.paragraph([Span(key, look.META)], before=3, after=8)


def _month_row(desk: Desk, scale: _Scale) -> Row:
    ticks = scale.ticks()
    element = Element(Role.P, desk.sect)
    cells = []
    for place, (left, name) in enumerate(ticks):
        right = ticks[place + 1][0] if place + 1 < len(ticks) else desk.measure
        text = desk.text([Span(f"{name} ", look.DATA_SOFT)], max(right - left, 24.0), element)
        cells.append(Cell(left, right - left, [text]))
    return Row(cells, after=2, keeps=True, is_whole=True)


def _goal_row(desk: Desk, goal: GoalEntry, scale: _Scale, today: date) -> Row:
    """Return one goal: its words at the left, its bar and milestones as shapes beside them."""
    element = Element(Role.P, desk.sect)
    state = wording.of(wording.GOAL_STATE, goal.state)
    due = f", due {wording.short_day(goal.due_on)}" if goal.due_on else ""
    width = _TITLES - 14
    texts = [
        desk.text([say(f"{goal.title} ", look.DATA_STRONG)], width, element),
        desk.text([Span(f"{state}{due}", look.DATA_SOFT)], width, element),
    ]
    row = Row(
        [Cell(0.0, width, texts)], pad=4.0, rule=look.HAIRLINE, width=desk.measure, is_whole=True
    )
    row.shapes = _shapes(goal, scale, today, row.height)
    return row


def _shapes(goal: GoalEntry, scale: _Scale, today: date, height: float) -> Sequence[Shape]:
    days = _days_of(goal)
    begin, end = _day(goal.begins_on) or min(days), _day(goal.due_on) or max(days)
    middle, left, right = height / 2, scale.at(begin), scale.at(end)
    done = min(max(scale.at(today), left), right) if goal.state != "done" else right
    shapes = [Shape("bar", scale.at(today), 0.0, 0.6, height, look.INK)]
    shapes.append(Shape("bar", left, middle - 1.6, max(right - left, 1.0), 3.2, look.HAIRLINE))
    if done > left:
        shapes.append(Shape("bar", left, middle - 1.6, done - left, 3.2, look.ACCENT))
    for one in goal.milestones:
        day = _day(one.done_on or one.due_on)
        if day is not None and one.state != "dropped":
            shapes += _diamond(one, scale.at(day), middle)
    return tuple(shapes)


def _diamond(one: MilestoneLine, x: float, y: float) -> list[Shape]:
    colour = look.LATE if one.is_late else look.ACCENT
    outer = Shape("diamond", x - 5.5, y - 5.5, 11.0, 11.0, colour)
    if one.state == "done" or one.is_late:
        return [Shape("diamond", x - 6.8, y - 6.8, 13.6, 13.6, look.WHITE), outer]
    return [outer, Shape("diamond", x - 3.4, y - 3.4, 6.8, 6.8, look.WHITE)]


# --- one goal ------------------------------------------------------------------------------------


def _goal(desk: Desk, goal: GoalEntry, currency: str, place: str) -> None:
    desk.section(goal.title, place)
    state = wording.of(wording.GOAL_STATE, goal.state)
    reason = f". {goal.state_reason}" if goal.state_reason else ""
    desk.paragraph([Span(state, look.STRONG), say(reason, look.BODY)], after=4, keeps=True)
    _facts(desk, goal)
    _ground(desk, goal)
    _sides(desk, goal)
    _milestones(desk, goal)
    _money(desk, goal, currency)
    desk.tick()


def _facts(desk: Desk, goal: GoalEntry) -> None:
    facts = [
        ("Measured by", goal.measure),
        ("When", _when(goal)),
        ("Owner", goal.owner),
        ("Sponsors", ", ".join(goal.sponsors)),
    ]
    entries: list[tuple[Rich, Sequence[Rich]]] = [
        ([Span(label, look.LABEL)], [[say(text, look.VALUE)]]) for label, text in facts if text
    ]
    desk.listing(entries, _LABEL, after=3)


def _when(goal: GoalEntry) -> str:
    horizon = "Short term" if goal.horizon == "short" else "Long term"
    return f"{horizon}, due {wording.long_day(goal.due_on)}" if goal.due_on else horizon


def _ground(desk: Desk, goal: GoalEntry) -> None:
    rows = []
    if goal.common_ground:
        rows.append(desk.title([say(goal.common_ground, look.WORDING)], Role.P, desk.box_measure))
    else:
        said = [Span("No common-ground sentence yet.", look.BODY)]
        rows.append(desk.line(said, Role.P, desk.box_measure))
    for side in goal.sides:
        spans = [parts.party(side.party, look.VALUE), Span(f" {_acceptance(side)}", look.VALUE)]
        rows.append(desk.line(spans, Role.P, desk.box_measure, 3))
    if not goal.is_common:
        missing = [side.party.name for side in goal.sides if side.is_empty]
        words = f"Not yet common: {', '.join(missing) or 'nobody'} has not said what it wants here."
        rows.append(desk.line([say(words, look.NOTICE_STRONG)], Role.P, desk.box_measure, 3))
    desk.put(replace(desk.box(rows, decided=True, after=8), before=6.0))


def _acceptance(side: GoalSide) -> str:
    words = _STANDING[Standing(side.standing)]
    if side.standing == Standing.OPEN:
        return words
    when = f", {wording.long_day(side.accepted_on)}" if side.accepted_on else ""
    return f"{words}{when}" + (f", {side.accepted_by}" if side.accepted_by else "")


def _sides(desk: Desk, goal: GoalEntry) -> None:
    entries: list[tuple[Rich, Sequence[Rich]]] = []
    for side in goal.sides:
        lines: list[Rich] = []
        if side.position:
            lines.append(
                [Span("Says: ", look.LABEL), say(f"\u201c{side.position}\u201d", look.VALUE)]
            )
        for interest in side.interests:
            lines.append([Span("Because: ", look.LABEL), say(interest, look.VALUE)])
        for label, text in (("In scope: ", side.scope_in), ("Out of scope: ", side.scope_out)):
            if text:
                lines.append([Span(label, look.LABEL), say(text, look.VALUE)])
        body = lines or [[Span("Nothing said yet.", look.META)]]
        entries.append(([parts.party(side.party, look.VALUE_STRONG, short=True)], body))
    desk.listing(entries, _LABEL, after=5)


def _milestones(desk: Desk, goal: GoalEntry) -> None:
    if not goal.milestones:
        return
    table = Table(
        desk, [Column("Milestone"), Column("Owner", 104), Column("Due", 66), Column("State", 104)]
    )
    for one in goal.milestones:
        table.row(
            [[say(one.title, look.DATA)]],
            [[say(one.owner or "\u2013", look.DATA)]],
            [[Span(wording.short_day(one.due_on) or "\u2013", look.DATA)]],
            [[Span(_milestone_state(one), look.DATA)]],
        )
    table.close(before=4)


def _milestone_state(one: MilestoneLine) -> str:
    if one.is_late:
        return "Late"
    state = wording.of(wording.MILESTONE_STATE, one.state)
    return f"{state} {wording.short_day(one.done_on)}" if one.done_on else state


def _money(desk: Desk, goal: GoalEntry, currency: str) -> None:
    lines = [_money_line(line, currency) for line in goal.money]
    if lines:
        desk.listing([([Span("Money", look.LABEL)], lines)], _LABEL, after=3)


def _money_line(line: MoneyLine, currency: str) -> Rich:
    amount = "no amount yet" if line.cents is None else show(line.cents, currency)
    spans = [say(f"{line.name}: {amount}", look.VALUE)]
    for mark, percent in line.shares:
        spans += [Span(", ", look.VALUE), parts.party(mark, look.VALUE, short=True)]
        spans.append(Span(f" {percent}\xa0%", look.VALUE))
    return spans
