"""The sessions on a line of months: held, planned, times not planned yet, and the rhythms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.domain.words import SessionState
from facilitator.queries.calendar import Occasion
from facilitator.queries.series import SeriesRow
from facilitator.queries.sessions import SessionRow
from ui.item_models.occasion_rows import key_of
from ui.item_models.session_rows import next_of
from ui.pages.plan.calendar.bands import rhythm_bands
from ui.theme import theme
from ui.widgets.calendar_line import Band, CalendarLine, Mark, MarkKind
from ui.widgets.card import Card, row
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import calendar as wording_calendar
from ui.wording import sessions as wording
from ui.wording import short_day

AHEAD = timedelta(days=270)
MOST = 300  # held sessions that are shown at once, in the list and on the line
_KINDS = {
    SessionState.CLOSED: MarkKind.PAST,
    SessionState.CANCELLED: MarkKind.CROSSED,
}
_A_RHYTHM = 3  # sessions outside of any series, from which on one is told


class SessionStrip(Card):
    """The card with the line, and over it `filter` where there are several series.

    Keys are session ids, and of free times what `key_of` says.
    """

    def __init__(self) -> None:
        super().__init__(margin=8, spacing=0)
        self.line = identify(
            CalendarLine(self.tr("Calendar of sessions"), self.tr("Today")), "session-calendar"
        )
        self.filter = identify(ElidingChoice(self.tr("Series")), "session-series-filter")
        self.filter.setMinimumWidth(theme().px(200))
        self.head = QWidget()
        head = row(8)
        head.setContentsMargins(theme().px(16), theme().px(6), theme().px(16), 0)
        head.addWidget(Text(self.tr("Series"), "small"))
        head.addWidget(self.filter)
        head.addStretch(1)
        self.head.setLayout(head)
        self.head.hide()
        self.add(self.head)
        inset = QHBoxLayout()
        inset.setContentsMargins(theme().px(8), 0, theme().px(8), 0)
        inset.addWidget(self.line)
        self.body.addLayout(inset)

    def show_series(self, series: Sequence[SeriesRow]) -> int | None:
        """Offer the series to choose from where there are several; return the one chosen."""
        current = self.filter.current()
        known: list[tuple[object, str]] = [(row.id, row.title) for row in series]
        keys = [key for key, _title in known]
        chosen = current if current in keys else None
        self.filter.set_choices([(None, self.tr("All series")), *known], chosen)
        self.head.setVisible(len(known) > 1)
        return chosen if isinstance(chosen, int) else None

    def show_sessions(
        self,
        rows: Sequence[SessionRow],
        free: Sequence[Occasion],
        series: Sequence[SeriesRow],
        today: date,
    ) -> None:
        """Show sessions and the times of their series for which there is none yet."""
        due = next_of(rows, today)
        marks = [_mark(row, today, is_next=due is not None and row.id == due.id) for row in rows]
        marks += [_free_mark(each, today) for each in free]
        bands = [
            Band(
                each.start, each.end, each.words, each.short, each.is_current, each.lane, each.tiny
            )
            for each in rhythm_bands(series, today)
        ]
        held = [mark.day for mark in marks if mark.kind is not MarkKind.CROSSED]
        if not bands and len(held) >= _A_RHYTHM:
            bands = [
                Band(each.start, each.end, each.words, each.short, each.start <= today < each.end)
                for each in wording.stretches(held)
            ]
        self.line.set_marks(marks, today, bands)


def _mark(row: SessionRow, today: date, *, is_next: bool) -> Mark:
    kind = MarkKind.NEXT if is_next else _KINDS.get(SessionState(row.state), MarkKind.COMING)
    day = date.fromisoformat(row.begins_local[:10])
    words = wording.spoken_session(row, today)
    return Mark(row.id, day, kind, words, has_flag=row.without_facilitator)


def _free_mark(each: Occasion, today: date) -> Mark:
    word, _tone, _icon = wording_calendar.state(each, today)
    day = short_day(each.starts_local, today, weekday=True)
    moved = wording_calendar.moved_from(each, today)
    words = ", ".join(part for part in (day, each.title, word.lower(), moved, each.reason) if part)
    kind = MarkKind.CROSSED if each.state == "skipped" else MarkKind.FREE
    return Mark(key_of(each), date.fromisoformat(each.starts_local[:10]), kind, words)
