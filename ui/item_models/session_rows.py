"""The rows of the list of sessions: what is coming, what was not held, what was held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from facilitator.domain.words import SessionState
from facilitator.queries.minutes import OpenMinutes
from facilitator.queries.sessions import SessionRow
from ui import icons, wording
from ui.theme import theme
from ui.widgets import chips, painting
from ui.widgets.rows import Row, RowDelegate
from ui.wording import calendar as wording_calendar
from ui.wording import minutes as wording_minutes
from ui.wording import sessions as wording_sessions
from ui.wording import translate

_DAY, _NUMBER = 100, 78  # design pixels
_RIGHT = 190


@dataclass(frozen=True, slots=True)
class Heading:
    """The words over the columns of a group."""

    first: str
    second: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A session with the words of its row. Tones are names of the theme's colours."""

    session: SessionRow
    day: str
    below: str
    below_tone: str
    planned: str
    planned_tone: str
    brief: str
    last: str
    chip: tuple[str, str, str] | None
    waits: tuple[str, str] | None = None  # what its minutes wait for, with a tone


def is_coming(row: SessionRow, today: date) -> bool:
    """Tell whether a session stands under “Coming”: it runs, or its day is not past."""
    if row.state in (SessionState.PLANNED, SessionState.CANCELLED):
        return row.starts_local[:10] >= today.isoformat()
    return row.state != SessionState.CLOSED


def is_not_held(row: SessionRow, today: date) -> bool:
    """Tell whether a session is still planned for a day that is past."""
    return row.state == SessionState.PLANNED and not is_coming(row, today)


def next_of(rows: Sequence[SessionRow], today: date) -> SessionRow | None:
    """Return the session that is due: the one running, else the earliest planned from today on."""
    running = [row for row in rows if row.state == SessionState.RUNNING]
    if running:
        return running[0]
    planned = [
        row
        for row in rows
        if row.state == SessionState.PLANNED and row.starts_local[:10] >= today.isoformat()
    ]
    return min(planned, key=_start_of, default=None)


def session_rows(
    rows: Sequence[SessionRow],
    today: date,
    held_in_all: int = 0,
    minutes: Sequence[OpenMinutes] = (),
) -> list[Row]:
    """Return the rows of the list; `held_in_all` says that there are more held ones than these.

    `minutes` are those that went out and are not approved: what they wait for stands at their row.

    What is coming first, the earliest on top; then what waits for a new day; then what was.
    """
    due = next_of(rows, today)
    coming = sorted((row for row in rows if is_coming(row, today)), key=_start_of)
    missed = [row for row in rows if is_not_held(row, today)]
    held = [row for row in rows if not (is_coming(row, today) or is_not_held(row, today))]
    has_levels = len({row.level for row in rows}) > 1  # one level for all says nothing
    next_id = due.id if due is not None else None
    out: list[Row] = []
    if coming:
        out.append(_coming_heading(coming))
        out += [
            _coming(row, today, is_next=row.id == next_id, has_levels=has_levels) for row in coming
        ]
    if missed:
        out.append(_missed_heading(missed))
        out += [_coming(row, today, is_next=False, has_levels=has_levels) for row in missed]
    if held:
        out.append(_held_heading(held, held_in_all))
        waiting = {each.session_id: wording_minutes.waits_for(each, today) for each in minutes}
        out += [_held(row, today, waiting.get(row.id), has_levels=has_levels) for row in held]
    return out


def _start_of(row: SessionRow) -> tuple[str, int]:
    return (row.begins_local, row.id)


def _coming_heading(coming: Sequence[SessionRow]) -> Row:
    planned = sum(row.state == SessionState.PLANNED for row in coming)
    words = Heading(translate("session", "Agenda"), last=translate("session", "Ready"))
    return Row(
        "coming", translate("session", "Coming"),
        translate("session", "{0} planned").format(planned) if planned else "",
        is_heading=True, data=words,
    )  # fmt: skip


def _missed_heading(missed: Sequence[SessionRow]) -> Row:
    count = len(missed)
    one, many = translate("session", "1 session"), translate("session", "{0} sessions")
    words = Heading(translate("session", "Agenda"), last=translate("session", "Ready"))
    return Row(
        "not_held", translate("session", "Not held"), one if count == 1 else many.format(count),
        is_heading=True, data=words,
    )  # fmt: skip


def _held_heading(held: Sequence[SessionRow], in_all: int) -> Row:
    closed = [row for row in held if row.state == SessionState.CLOSED]
    count = len(closed)
    one, many = translate("session", "1 session"), translate("session", "{0} sessions")
    made = wording_sessions.made_line(
        sum(row.decisions for row in closed), sum(row.actions for row in closed)
    )
    summary = f"{one if count == 1 else many.format(count)}, {made}"
    if in_all > count:
        newest = translate("session", "the newest {0} of {1} sessions")
        summary = newest.format(f"{count:,}", f"{in_all:,}")
    words = Heading(translate("session", "Present"), translate("session", "Decisions, actions"))
    return Row("held", translate("session", "Held"), summary, is_heading=True, data=words)


def _coming(row: SessionRow, today: date, *, is_next: bool, has_levels: bool) -> Row:
    planned, tone = wording_sessions.planned_line(row.items, row.planned_s, row.length_s)
    below, below_tone = wording.time_of(row.begins_local), "text2"
    if row.begins_local[:10] < today.isoformat():
        below, below_tone = wording.distance(row.begins_local, today), "warn"
    elif is_next and row.state == SessionState.PLANNED:
        below = wording.distance(row.begins_local, today)
    chip = None
    if row.state != SessionState.PLANNED:
        chip = wording.state("session", row.state)
    entry = Entry(
        row, wording.short_day(row.begins_local, today, weekday=True), below, below_tone,
        planned, tone, planned, wording_sessions.ready_line(row), chip,
    )  # fmt: skip
    return _row(entry, has_levels=has_levels)


def _held(row: SessionRow, today: date, waits: tuple[str, str] | None, *, has_levels: bool) -> Row:
    used = ""
    if row.used_s is not None:
        used = translate("session", "{0} of {1} min").format(
            round(row.used_s / 60), round(row.length_s / 60)
        )
    chip = wording.state("session", row.state) if row.state == SessionState.CANCELLED else None
    day = wording.short_day(row.begins_local, today, weekday=True)
    brief = wording_sessions.made_line(row.decisions, row.actions)
    entry = Entry(row, day, used, "text2", "", "text2", brief, "", chip, waits)
    return _row(entry, has_levels=has_levels)


def _flag(entry: Entry) -> tuple[str, str, str] | None:
    """Return what is special about a session: its minutes wait, or nobody facilitates it."""
    if entry.waits is not None:
        return (*entry.waits, "file-text")
    row = entry.session
    if not row.without_facilitator:
        return None
    return wording_calendar.without_facilitator(row.state), "warn", "user-minus"


def _row(entry: Entry, *, has_levels: bool) -> Row:
    session, flag = entry.session, _flag(entry)
    title, second = session.title, wording_sessions.kind_line(session)
    if has_levels and session.level:
        second = f"{second} · {wording_calendar.level(session.level)}"
    parts = [
        session.label, title, second, entry.day, entry.below, entry.planned, entry.last,
        entry.chip[0] if entry.chip else "", flag[0] if flag else "",
    ]  # fmt: skip
    if session.state == SessionState.CLOSED:
        parts += [_spoken(session)]
    return Row(
        session.id, title, second, number=session.label, data=entry,
        is_quiet=session.state == SessionState.CANCELLED,
        spoken=", ".join(part for part in parts if part),
    )  # fmt: skip


def _spoken(row: SessionRow) -> str:
    there = [
        translate("session", "{0}: {1} of {2} present").format(
            each.party, each.present, each.listed
        )
        for each in row.presence
    ]
    counts = wording_sessions.made_line(row.decisions, row.actions)
    return ", ".join([*there, counts])


class SessionDelegate(RowDelegate):
    """Paint a session over the columns that fit: day, number, title, presence, counts, state."""

    _parties = 2

    def measure(self, rows: Sequence[Row]) -> None:
        """Leave room for as many parties as a session has."""
        super().measure(rows)
        held = [row.data.session for row in rows if isinstance(row.data, Entry)]
        self._parties = max([len(each.presence) for each in held], default=0) or 2

    def row_height(self, row: Row, width: int) -> int:
        if row.is_heading:
            return theme().px(44 if row.key != "coming" else 38)
        return theme().px(48)

    # --- columns ----------------------------------------------------------------------------

    def _columns(self, rect: QRect) -> tuple[int, int, int]:
        """Return where the title ends and the two columns behind it begin (0: left out)."""
        look = theme()
        right, wide = rect.right() - look.px(16), rect.width() / look.unit
        if wide < 620:
            return right, 0, 0
        room = look.px(max(72 * self._parties, 144) + 16)
        counts = look.px(110) if wide >= 860 else 0
        first = right - counts - room - look.px(80 if counts else 110)
        second = right - counts if counts else 0
        return first - look.px(16), first, second

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        if row.is_heading:
            self._paint_group(painter, rect, row)
            return
        entry = cast("Entry", row.data)
        look = theme()
        lines = painting.line_height(look.font(13, 500)), painting.line_height(look.font(11))
        top = rect.top() + (rect.height() - sum(lines)) // 2
        end, first, second = self._columns(rect)
        if entry.chip and not first:
            end -= chips.chip_width(entry.chip[0], entry.chip[2]) + look.px(8)
        end = self._paint_flag(painter, rect, entry, end)
        self._paint_words(painter, rect, row, entry, top, end)
        if first:
            self._paint_first(painter, rect, entry, first)
        if second and entry.session.state == SessionState.CLOSED:
            self._paint_counts(painter, rect, entry.session, second)
        self._paint_last(painter, rect, entry)

    def _paint_words(
        self, painter: QPainter, rect: QRect, row: Row, entry: Entry, top: int, end: int
    ) -> None:
        look = theme()
        strong, small = look.font(13, 600), look.font(11, tabular=True)
        line = painting.line_height(look.font(13, 500))
        ink = "text2" if row.is_quiet else "text"
        left = rect.left() + look.px(16)
        number = left + look.px(_DAY)
        title = number + look.px(_NUMBER)
        cells = (
            (left, _DAY, top, entry.day, strong, ink),
            (left, _DAY, top + line, entry.below, small, entry.below_tone),
            (number, _NUMBER, top, row.number, look.font(13, tabular=True), "text2"),
        )
        for x, wide, y, words, font, tone in cells:
            box = painting.mirrored(QRect(x, y, look.px(wide) - look.px(6), line), rect)
            painting.draw_text(painter, box, words, font, look.color(tone))
        room = max(end - title, look.px(60))
        second, quiet = row.second, "text2"
        if rect.width() / look.unit < 620 and not row.is_quiet:
            second, quiet = f"{row.second} · {entry.brief}", entry.planned_tone
        for y, words, font, tone in (
            (top, row.title, strong, ink),
            (top + line, second, look.font(11), quiet),
        ):
            box = painting.mirrored(QRect(title, y, room, line), rect)
            painting.draw_text(painter, box, words, font, look.color(tone))

    def _paint_flag(self, painter: QPainter, rect: QRect, entry: Entry, end: int) -> int:
        """Draw what is special at the end of the title's column; return where that ends now."""
        look, flag = theme(), _flag(entry)
        if flag is None:
            return end
        word, tone, icon = flag
        width = chips.chip_width(word, icon)
        if width > rect.width() // 4:  # its sign alone; the words are heard and in the head
            word, width = "", chips.chip_width("", icon) - look.px(5)
        box = self._middle(rect, end - width, width, look.px(22))
        chips.draw_chip(painter, box, word, tone, icon)
        return end - width - look.px(10)

    def _paint_first(self, painter: QPainter, rect: QRect, entry: Entry, x: int) -> None:
        look = theme()
        if entry.session.state != SessionState.CLOSED:
            font = look.font(12, 600 if entry.planned_tone == "warn" else 400)
            box = self._middle(rect, x, look.px(220), painting.line_height(font))
            painting.draw_text(painter, box, entry.planned, font, look.color(entry.planned_tone))
            return
        for each in entry.session.presence:
            words = translate("session", "{0} of {1}").format(each.present, each.listed)
            is_short = each.present < each.listed
            box = self._middle(rect, x, look.px(72), look.px(20))
            chips.draw_dotted(
                painter, box, words, (each.colour,), weight=600 if is_short else 400,
                tone="warn" if is_short else "text2",
            )  # fmt: skip
            x += look.px(72)

    def _paint_counts(self, painter: QPainter, rect: QRect, row: SessionRow, x: int) -> None:
        look = theme()
        for icon, tone, count in (
            ("gavel", "decision", row.decisions),
            ("check-circle", "action", row.actions),
        ):
            ink = tone if count else "text3"
            box = self._middle(rect, x, look.px(16), look.px(16))
            icons.paint(painter, box, icon, look.color(ink))
            box = self._middle(rect, x + look.px(21), look.px(30), look.px(18))
            font = look.font(13, tabular=True)
            painting.draw_text(
                painter, box, str(count), font, look.color("text" if count else "text3")
            )
            x += look.px(50)

    def _paint_last(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        look = theme()
        right = rect.right() - look.px(16)
        if entry.chip:
            word, tone, icon = entry.chip
            width = chips.chip_width(word, icon)
            box = self._middle(rect, right - width, width, look.px(22))
            chips.draw_chip(painter, box, word, tone, icon)
            return
        if rect.width() / look.unit < 620:
            return
        font = look.font(12)
        box = self._middle(rect, right - look.px(_RIGHT), look.px(_RIGHT), look.px(18))
        painting.draw_text(
            painter, box, entry.last, font, look.color("text2"), align=Qt.AlignmentFlag.AlignRight
        )

    def _middle(self, rect: QRect, x: int, width: int, height: int) -> QRect:
        box = QRect(x, rect.top() + (rect.height() - height) // 2, width, height)
        return painting.mirrored(box, rect)

    def _paint_group(self, painter: QPainter, rect: QRect, row: Row) -> None:
        look, words = theme(), cast("Heading", row.data)
        if row.key != "coming":
            inset = look.px(16)
            line = QRect(rect.left() + inset, rect.top() + look.px(4), rect.width() - 2 * inset, 1)
            painter.fillRect(line, look.color("border"))
        strong, small = look.font(13, 600), look.font(12)
        line_height = painting.line_height(strong)
        y = rect.bottom() - line_height - look.px(6)
        left = rect.left() + look.px(16)
        width = painting.text_width(row.title, strong)
        end, first, second = self._columns(rect)
        box = painting.mirrored(QRect(left, y, width, line_height), rect)
        painting.draw_text(painter, box, row.title, strong, look.color("text"))
        start = left + width + look.px(8)
        box = painting.mirrored(QRect(start, y, max(end - start, 1), line_height), rect)
        painting.draw_text(painter, box, row.second, small, look.color("text2"))
        label = look.font(11, 500)
        for x, column in ((first, words.first), (second, words.second)):
            if x and column:
                box = painting.mirrored(QRect(x, y, look.px(150), line_height), rect)
                painting.draw_text(painter, box, column, label, look.color("text2"))
        if words.last and first:
            x = rect.right() - look.px(16) - look.px(_RIGHT)
            box = painting.mirrored(QRect(x, y, look.px(_RIGHT), line_height), rect)
            painting.draw_text(
                painter, box, words.last, label, look.color("text2"),
                align=Qt.AlignmentFlag.AlignRight,
            )  # fmt: skip
