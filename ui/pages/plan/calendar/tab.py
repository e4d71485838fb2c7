"""The calendar: months with what was, what comes and what is not planned yet; a list says the same.

In the months Enter opens a session or plans the one of a free time, M moves, S skips, C cancels,
R restores; Shift and an arrow move a date by a day or a week, which is what dragging it does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from facilitator.queries.calendar import Occasion, occasions
from facilitator.queries.series import SeriesRow, series
from facilitator.queries.sessions import sessions
from ui import icons
from ui.actions import Command
from ui.asking import Asking
from ui.dialogs.bring_invitation import InvitationDrop, add_to_menu
from ui.item_models.occasion_rows import (
    OccasionDelegate,
    can_move,
    day_marks,
    day_of,
    key_of,
    occasion_rows,
)
from ui.pages.goals.locking import read_only_reason
from ui.pages.plan.calendar.bands import rhythm_bands, rhythm_of
from ui.pages.plan.calendar.card import OccasionCard
from ui.pages.plan.calendar.deeds import DateDeeds, margin
from ui.pages.plan.calendar.months import MonthsCard
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import Card, column
from ui.widgets.naming import identify
from ui.widgets.rows import RowList
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Text
from ui.widgets.two_columns import TwoColumns
from ui.wording import calendar as wording
from ui.workspace import Workspace


class DateList(RowList):
    """The dates as a list; the chosen one stays in view when the list gets lower."""

    def __init__(self, name: str) -> None:
        super().__init__(name, dividers=False)
        self.painter_of_rows = OccasionDelegate(self, dividers=False)
        self.setItemDelegate(self.painter_of_rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())


class CalendarTab(TabPage):
    """Months above, below them the same as a list, and the date that is chosen."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"session", "series", "rhythm", "series_exception", "engagement", "history"}
    )

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._found: list[Occasion] = []
        self._series: list[SeriesRow] = []
        self._wanted: date | None = None
        self._wanted_session: int | None = None
        self._key = ""
        self._deeds = DateDeeds(workspace, shell, self)
        self._asking = Asking(workspace, shell, self)
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.more = identify(IconButton("dots-three", self.tr("More of the calendar")),
                             "calendar-more")  # fmt: skip
        self.next = identify(
            PrimaryButton(self.tr("Create next sessions"), icon="calendar-check"), "create-next"
        )
        self.file = identify(PlainButton(self.tr("Calendar file"), icon="export"), "calendar-file")
        whole = column(0)
        self.setLayout(whole)
        inside = QWidget()
        box = column(12)
        inside.setLayout(box)
        self.months = MonthsCard()
        self.grid = self.months.grid
        box.addWidget(self.months)
        self.list = identify(DateList(self.tr("Dates of the months shown")), "calendar-list")
        listed = Card(margin=6, spacing=0)
        listed.add(self.list, 1)
        self.nothing = Text(
            self.tr("No session, and none expected, in these months."), "quiet", wrap=True
        )
        self.nothing.setContentsMargins(theme().px(10), theme().px(8), 0, 0)
        listed.add(self.nothing)
        listed.body.addStretch()
        self.card = OccasionCard(self.workspace)
        self.below = TwoColumns(listed, self.card, shares=(3, 2), narrow=700, heights=(220, 200))
        self.below.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._on_theme_changed()
        theme().changed.connect(self._on_theme_changed)
        box.addWidget(self.below, 1)
        self.area = scrolled(inside)
        whole.addWidget(self.area, 1)

    def _on_theme_changed(self) -> None:
        self.below.setMinimumHeight(theme().px(250))

    def _connect(self) -> None:
        self.more.clicked.connect(self._on_more)
        self.next.clicked.connect(self._on_next)
        self.file.clicked.connect(self.shell.exports.calendar)
        self.grid.chosen.connect(self._on_day)
        self.grid.opened.connect(self._on_day_opened)
        self.grid.move_asked.connect(self._on_move_asked)
        self.grid.turned.connect(self._fill)
        self.grid.letter.connect(self._on_letter)
        self.months.series.chosen.connect(self._on_filter)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_row_opened)
        self.card.asked.connect(self._do)
        self._deeds.settled.connect(self._on_settled)
        self._drop = InvitationDrop(self, self.workspace, self.shell)

    def header_actions(self) -> list[QWidget]:
        """Return the buttons of the header, the primary last."""
        return [self.more, self.file, self.next]

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the series and for what lies in the months shown."""
        self._series = series(self.workspace.reader)
        self.months.set_series(self._series)
        reason = read_only_reason(self.workspace)
        if reason is None and not self._series:
            reason = self.tr("Set a rhythm first: sessions are created from it.")
        explain_disabled(self.next, reason)
        is_first = self.grid.today() != self.workspace.today()
        if is_first:
            self.grid.set_marks([], self.workspace.today())
        if self._wanted_session is not None:
            self._wanted = self._day_of_session(self._wanted_session)
            self._key = f"session {self._wanted_session}"
            self._wanted_session = None
        if is_first and self._wanted is None:
            self._wanted = self._next_day()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            was = self.grid.blockSignals(True)
            self.grid.set_day(wanted)
            self.grid.blockSignals(was)
        self._fill()

    def _day_of_session(self, session_id: int) -> date | None:
        found = sessions(self.workspace.reader, [session_id])
        return date.fromisoformat(found[0].begins_local[:10]) if found else None

    def _next_day(self) -> date | None:
        """Return the day of what comes next, where that is soon enough to be shown."""
        window, today = self.grid.window_shown, self.workspace.today()
        coming = [each for each in self._ask(today, window.last) if can_move(each)]
        return day_of(coming[0]) if coming else None

    def _ask(self, first: date, last: date) -> list[Occasion]:
        return self._of_shown(occasions(self.workspace.reader, first, last))

    def _of_shown(self, found: list[Occasion]) -> list[Occasion]:
        """Return those of the series that is chosen, and those of none."""
        chosen = self.months.chosen_series()
        return [each for each in found if chosen is None or each.series_id in (chosen, None)]

    def _shown_series(self) -> list[SeriesRow]:
        chosen = self.months.chosen_series()
        return [row for row in self._series if chosen is None or row.id == chosen]

    def _fill(self) -> None:
        """Ask for what lies in the months shown now; a large file answers a moment later."""
        window, today = self.grid.window_shown, self.workspace.today()
        self.months.set_words(wording.stretch(window.first, window.last, today))
        first, last = margin(window.first, window.last)
        self._asking.ask(partial(occasions, first=first, last=last), self._show_found)

    def _show_found(self, found: list[Occasion]) -> None:
        window, today, zone = self.grid.window_shown, self.workspace.today(), self._zone()
        around = self._of_shown(found)
        self._found = [each for each in around if window.holds(day_of(each))]
        can_write = not self.workspace.read_only
        self.grid.set_marks(
            day_marks(around, today, zone, can_write=can_write), today,
            rhythm_bands(self._shown_series(), today),
        )  # fmt: skip
        self.list.set_rows(occasion_rows(self._found, today, zone))
        self.list.setVisible(bool(self._found))
        self.nothing.setVisible(not self._found)
        self._show()

    def _zone(self) -> str:
        return str(self.workspace.zone)

    # --- what is chosen -----------------------------------------------------------------------

    def current(self) -> Occasion | None:
        """Return the date that is chosen, None on a day without one."""
        keys = [mark.key for mark in self.grid.marks_on(self.grid.day())]
        if self._key in keys:
            keys.insert(0, self._key)
        known = {key_of(each): each for each in self._found}
        return next((known[str(key)] for key in keys if key in known), None)

    def _show(self) -> None:
        each, today = self.current(), self.workspace.today()
        if each is None:
            self._key = ""
            self.card.show_day(self.grid.day(), today, has_series=bool(self._series))
        else:
            self._key = key_of(each)
            self.card.show_occasion(each, today, self._zone(), rhythm_of(self._series, each))
        self.list.set_current(self._key)
        self.shell.refresh_commands()

    def _on_day(self, _day: object) -> None:
        self._show()

    def _on_picked(self, key: object) -> None:
        each = next((each for each in self._found if key_of(each) == key), None)
        if each is not None and self._key != key:
            self._key = str(key)
            self.grid.set_day(day_of(each))
            self._show()

    def _on_row_opened(self, key: object) -> None:
        self._on_picked(key)

    def _on_settled(self, day: object) -> None:
        if isinstance(day, date):
            self.grid.set_day(day)
            self._show()

    def _on_filter(self, _key: object) -> None:
        self._fill()

    # --- doing ------------------------------------------------------------------------------

    def _do(self, name: str) -> None:
        each = self.current()
        if name == "new":
            self._deeds.new(self.grid.day())
        if name == "rhythm":
            self.shell.go("plan", tab="rhythm")
        if each is None:
            return
        deeds: dict[str, Callable[[Occasion], object]] = {
            "open": self._deeds.open, "create": self._create, "move": self._deeds.ask_move,
            "skip": self._deeds.ask_skip, "cancel": self._deeds.ask_cancel,
            "restore": self._deeds.restore, "without": self._deeds.turn_without,
        }  # fmt: skip
        if name in deeds:
            deeds[name](each)

    def _create(self, each: Occasion) -> None:
        made = self._deeds.create(each)
        if made is not None:
            self._key = f"session {made}"
            self._show()

    def _on_day_opened(self, _day: object) -> None:
        for name in ("open", "create", "new"):
            if self.card.offers(name):
                self._do(name)
                return

    def _on_letter(self, letter: str) -> None:
        name = {"M": "move", "S": "skip", "C": "cancel", "R": "restore"}.get(letter)
        if name is not None and self.card.offers(name):
            self._do(name)

    def _on_move_asked(self, key: object, day: object, is_dragged: bool) -> None:
        each = next((each for each in self._found if key_of(each) == key), None)
        if each is None or not isinstance(day, date) or not can_move(each):
            return
        self._key = str(key)
        if is_dragged:
            self._deeds.ask_move(each, day)
        else:
            self._deeds.move_by(each, day)

    def _on_next(self) -> None:
        self._deeds.create_next(self.months.chosen_series())

    def _on_new(self) -> None:
        self._deeds.new(max(self.grid.day(), self.workspace.today()))

    def _can_write(self) -> bool:
        return not self.workspace.read_only

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        new = menu.addAction(
            icons.icon("plus"), self.tr("New session outside the series…"), self._on_new
        )
        new.setEnabled(self._can_write())
        menu.addSeparator()
        add_to_menu(menu, self.workspace, self.shell)
        menu.addSeparator()
        for row in self._series:
            words = self.tr("Rhythm of “{0}”").format(row.title)
            go = partial(self.shell.go, "plan", tab="rhythm", series_id=row.id)
            menu.addAction(icons.icon("calendar-check"), words, go)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # --- the tab ----------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Choose the session `session_id`, or the time `original` of a series."""
        session_id, original = target.get("session_id"), target.get("original")
        self._wanted_session = session_id if isinstance(session_id, int) else None
        if isinstance(original, str) and original:
            self._wanted = date.fromisoformat(original[:10])
            self._key = f"{target.get('series_id')} {original}"
        if self._wanted_session is not None or self._wanted is not None:
            self.reload()

    def place(self) -> dict[str, object]:
        """Return the day that is chosen."""
        return {"original": self.grid.day().isoformat()}

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        group = self.tr("Calendar")
        named = (
            ("create", self.tr("Create the session of this date"), "plus", "create"),
            ("move", self.tr("Move this date"), "calendar-blank", "move"),
            ("skip", self.tr("Skip this date"), "x", "skip"),
            ("cancel", self.tr("Cancel the session of this date"), "x-circle", "cancel"),
            ("restore", self.tr("Restore this date"), "arrow-counter-clockwise", "restore"),
        )
        made = [
            Command(f"calendar.{key}", words, partial(self._do, name), icon=icon, group=group,
                    enabled=partial(self.card.offers, name))
            for key, words, icon, name in named
        ]  # fmt: skip
        return [
            Command("calendar.next", self.tr("Create next sessions"), self._on_next,
                    icon="calendar-check", group=group, shortcut="Ctrl+Shift+N",
                    enabled=self.next.isEnabled),
            Command("calendar.new", self.tr("New session outside the series"), self._on_new,
                    icon="plus", group=group, shortcut="Ctrl+N", enabled=self._can_write),
            *made,
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return months, list and what is chosen."""
        return [self.grid, self.list, self.card]

    def start_focus(self) -> QWidget | None:
        """Begin in the months."""
        return self.grid
