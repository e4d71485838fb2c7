"""The Sessions page: the series on a line of months, what is coming, what was held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from facilitator.domain.words import SessionState
from facilitator.queries.calendar import Occasion
from facilitator.queries.series import SeriesRow
from facilitator.queries.sessions import SessionRow
from ui import icons
from ui.actions import Command
from ui.asking import Asking
from ui.dialogs.bring_invitation import InvitationDrop, add_to_menu
from ui.dialogs.change_rhythm import ChangeRhythmDialog
from ui.dialogs.series_form import SeriesDialog
from ui.dialogs.session_forms import NewSessionDialog
from ui.item_models.occasion_rows import key_of
from ui.item_models.session_rows import SessionDelegate, next_of, session_rows
from ui.pages.page import Page
from ui.pages.session_deeds import UNHELD, SessionDeeds
from ui.pages.session_facts import FEW, SessionFacts, session_facts
from ui.pages.session_head import step_due
from ui.pages.session_strip import MOST, SessionStrip
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton, PlainButton, PrimaryButton
from ui.widgets.card import Card, PageHeader, column
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import RowList
from ui.wording import series as wording_series
from ui.workspace import Workspace


class SessionsPage(Page):
    """All sessions. Enter or a click opens the step that is due."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"session", "series", "rhythm", "series_exception", "agenda_item", "attendance",
         "capture", "party", "engagement", "minutes", "minutes_answer"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._rows: dict[int, SessionRow] = {}
        self._series: list[SeriesRow] = []
        self._free: dict[str, Occasion] = {}
        self._wanted: int | None = None
        self._parts, self._held = 1, 0
        self._asking = Asking(workspace, shell, self)
        self._deeds = SessionDeeds(workspace, shell, self)
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self._outer = outer = column(16)
        self.setLayout(outer)
        self.header = PageHeader(self.tr("Sessions"))
        self.new = identify(PlainButton(self.tr("New session"), icon="plus"), "new-session")
        self.primary = identify(PrimaryButton("", icon="pencil-simple"), "open-due-session")
        self.primary.hide()  # until it is known which session is due
        self.more = IconButton("dots-three", self.tr("Series and more"))
        for widget in (self.more, self.new, self.primary):
            self.header.add_action(widget)
        outer.addWidget(self.header)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_lists())
        self._stack.addWidget(self._build_empty())
        outer.addWidget(self._stack, 1)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _build_lists(self) -> QWidget:
        both = QWidget()
        box = column(16)
        both.setLayout(box)
        self.strip = SessionStrip()
        self.line, self.filter = self.strip.line, self.strip.filter
        box.addWidget(self.strip)
        self.list = identify(RowList(self.tr("Sessions"), dividers=False), "session-list")
        self.list.painter_of_rows = SessionDelegate(self.list, dividers=False)
        self.list.setItemDelegate(self.list.painter_of_rows)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        card = Card(margin=6, spacing=0)
        card.add(self.list, 1)
        self.older = identify(LinkButton("", icon="clock"), "older-sessions")
        self.older.hide()
        card.add(self.older)
        box.addWidget(card, 1)
        return both

    def _build_empty(self) -> QWidget:
        card = Card()
        empty = EmptyState(
            "calendar-blank",
            self.tr("No sessions yet"),
            self.tr(
                "A session is prepared, run and written up in three steps. "
                "Set a rhythm for the whole series, or plan a single one."
            ),
        )
        empty.set_step(self.tr("Set a rhythm"), self._on_new_series, icon="calendar-check")
        empty.set_step(self.tr("Plan a single session"), self._on_new, primary=False)
        card.add(empty, 1)
        return card

    def _connect(self) -> None:
        self.new.clicked.connect(self._on_new)
        self.primary.clicked.connect(self._on_primary)
        self.more.clicked.connect(self._on_more)
        self.older.clicked.connect(self._on_older)
        self.filter.chosen.connect(self._on_filter)
        self._deeds.made.connect(self._on_made)
        self._drop = InvitationDrop(self, self.workspace, self.shell)
        self.line.chosen.connect(self._on_chosen)
        self.line.opened.connect(self._on_opened)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_opened)
        self.list.customContextMenuRequested.connect(self._on_context_menu)

    def _on_theme_changed(self) -> None:
        look = theme()
        self._outer.setContentsMargins(look.px(32), look.px(26), look.px(32), look.px(20))

    # --- showing ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for all sessions; selection and scrolling stay."""
        self._asking.ask(
            partial(session_facts, most=self._parts * self._part, chosen=self.filter.current(),
                    wanted=self._wanted, today=self.workspace.today()),
            self._show,
        )  # fmt: skip

    @property
    def _part(self) -> int:
        """Return how many held sessions come at a time."""
        return FEW if self._asking.is_large else MOST

    def _show(self, found: SessionFacts) -> None:
        today, rows = self.workspace.today(), found.rows
        self._series, self._held = found.series, found.held
        self.strip.show_series(self._series)
        self._rows = {row.id: row for row in rows}
        self._stack.setCurrentIndex(0 if rows or self._series else 1)
        self.list.set_rows(session_rows(rows, today, self._held, found.minutes))
        self._show_older(sum(row.state == SessionState.CLOSED for row in rows))
        current = self.filter.current()
        chosen = [row for row in found.series if current in (None, row.id)]
        self._free = {key_of(each): each for each in found.free}
        self.strip.show_sessions(rows, found.free, chosen, today)
        self._show_head(rows, chosen, today)
        if self._wanted is not None and self._wanted in {*self._rows, found.wanted}:
            self._select(self._wanted)
            self._wanted = None
        elif self.list.current() is None and (due := next_of(rows, today)) is not None:
            self._select(due.id)

    def _show_older(self, shown: int) -> None:
        more = min(self._held - shown, self._part)
        self.older.setText(self.tr("Show {0} older sessions").format(more))
        self.older.setVisible(more > 0)

    def _on_older(self) -> None:
        self._parts += 1
        self.load()

    def _show_head(self, rows: list[SessionRow], series: list[SeriesRow], today: date) -> None:
        lines = [wording_series.series_line(row, today) for row in series]
        if len(series) > 1:
            titles = ", ".join(row.title for row in series)
            lines = [self.tr("{0} series: {1}").format(len(series), titles)]
        words = wording_series.capital("; ".join(line for line in lines if line))
        if not lines:
            words = self.tr("No series yet: sessions stand alone.") if rows else ""
        self.header.set_title(self.tr("Sessions"), words)
        due = next_of(rows, today)
        self.new.setVisible(bool(rows))
        self.more.setVisible(bool(rows) or bool(self._series))
        self.primary.setVisible(due is not None or bool(self._series))
        if due is None:
            self.primary.setText(self.tr("Plan the next session"))
            self.primary.set_icon("calendar-blank")
            return
        step, is_running = step_due(due, today), due.state == SessionState.RUNNING
        word = self.tr("Back to {0}") if is_running else self.tr("Prepare {0}")
        self.primary.setText(word.format(due.label or due.title))
        self.primary.set_icon("play" if step == "run" else "pencil-simple")

    def _select(self, session_id: object) -> None:
        self.list.set_current(session_id)
        self.line.set_current(session_id)

    def _on_made(self, session_id: object) -> None:
        if isinstance(session_id, int) and session_id not in self._rows:
            self._wanted = session_id
        self._select(session_id)

    # --- the page's own ---------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Select the session `session_id`."""
        wanted = target.get("session_id")
        if isinstance(wanted, int):
            self._wanted = None if wanted in self._rows else wanted
            self._select(wanted)
            if self._wanted is not None:
                self.reload()

    def place(self) -> dict[str, object]:
        """Return the session that is selected."""
        current = self.list.current()
        return {"session_id": current} if isinstance(current, int) else {}

    def panes(self) -> list[QWidget]:
        """Return header, calendar line and list."""
        return [self.list, self.line, self.header]

    def start_focus(self) -> QWidget | None:
        """Begin in the list."""
        return self.list

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        group, deeds = self.tr("Sessions"), self._deeds
        on = partial(partial, self._to_current)
        return [
            Command("session.new", self.tr("New session"), self._on_new, icon="plus", group=group,
                    shortcut="Ctrl+N", consequence=self.tr("alone or in a series")),
            Command("session.plan_next", self.tr("Plan the next session"), self._plan_next,
                    icon="calendar-blank", group=group, shortcut="Ctrl+Shift+N",
                    consequence=self.tr("on the next free date of the series"),
                    enabled=self._has_series),
            Command("series.new", self.tr("New series"), self._on_new_series,
                    icon="calendar-check", group=group, consequence=self.tr("sets a rhythm")),
            Command("session.duplicate", self.tr("Duplicate this session"), on(deeds.duplicate),
                    icon="copy", group=group, shortcut="Ctrl+D", enabled=self._has_current,
                    consequence=self.tr("its agenda on a new day")),
            Command("session.cancel", self.tr("Cancel this session"), on(deeds.cancel),
                    icon="x-circle", group=group,
                    enabled=partial(self._is_in, SessionState.PLANNED),
                    consequence=self.tr("it stays in the list with its reason")),
            Command("session.restore", self.tr("Plan this session again"), on(deeds.restore),
                    icon="arrow-counter-clockwise", group=group,
                    enabled=partial(self._is_in, SessionState.CANCELLED)),
            Command("session.without", self.tr("Held without the facilitator"),
                    on(deeds.turn_without), icon="user-minus", group=group,
                    enabled=self._has_current,
                    consequence=self.tr("the list and the minutes say so")),
            Command("session.delete", self.tr("Delete this session"), on(deeds.delete),
                    icon="trash", group=group, shortcut="Del", enabled=self._can_delete,
                    consequence=self.tr("with its agenda; undo brings it back")),
        ]  # fmt: skip

    # --- what is selected -------------------------------------------------------------------

    def _current(self) -> SessionRow | None:
        key = self.list.current()
        return self._rows.get(key) if isinstance(key, int) else None

    def _has_series(self) -> bool:
        return bool(self._series)

    def _has_current(self) -> bool:
        return self._current() is not None

    def _is_in(self, *states: SessionState) -> bool:
        row = self._current()
        return row is not None and row.state in states

    def _can_delete(self) -> bool:
        return self._is_in(*UNHELD)

    # --- going on ---------------------------------------------------------------------------

    def _on_chosen(self, key: object) -> None:
        if key in self._rows:
            self.list.set_current(key)

    def _on_picked(self, key: object) -> None:
        self.line.set_current(key)

    def _on_opened(self, key: object) -> None:
        row = self._rows.get(key) if isinstance(key, int) else None
        if (free := self._free.get(str(key))) is not None:
            slot = {"series_id": free.series_id, "original": free.original_local}
            self.shell.go("plan", tab="calendar", **slot)
        elif row is not None:
            self.shell.go(step_due(row, self.workspace.today()), session_id=row.id)

    def _on_primary(self) -> None:
        due = next_of(list(self._rows.values()), self.workspace.today())
        if due is not None:
            self._on_opened(due.id)
        else:
            self._plan_next()

    # --- doing ------------------------------------------------------------------------------

    def _on_new(self) -> None:
        current = self._current()
        self._ask_for_session(current.series_id if current else None)

    def _ask_for_session(self, series_id: int | None) -> None:
        """Open the form of a new session with what the series says; then go on to its agenda."""
        dialog = NewSessionDialog(self.workspace, self.shell.window_widget, series_id=series_id)
        dialog.accepted.connect(self._on_session_made)
        dialog.open()

    def _on_session_made(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, NewSessionDialog) and dialog.session_id is not None:
            self.shell.go("prepare", session_id=dialog.session_id)

    def _on_new_series(self) -> None:
        dialog = SeriesDialog(self.workspace, self.shell.window_widget)
        dialog.accepted.connect(self._on_series_made)
        dialog.open()

    def _on_series_made(self) -> None:
        dialog = self.sender()
        if not isinstance(dialog, SeriesDialog) or dialog.series_id is None:
            return
        self._ask_for_session(dialog.series_id)

    def _edit_series(self, row: SeriesRow) -> None:
        SeriesDialog(self.workspace, self.shell.window_widget, row).open()

    def _change_rhythm(self, series_id: int) -> None:
        ChangeRhythmDialog(self.workspace, self.shell.window_widget, series_id).open()

    def _plan_next(self) -> None:
        if self._series:
            self._ask_for_session(self._series[0].id)

    def _on_filter(self, _key: object) -> None:
        self.load()

    def _to_current(self, deed: Callable[[SessionRow], None]) -> None:
        if (row := self._current()) is not None:
            deed(row)

    # --- menus ------------------------------------------------------------------------------

    def _on_context_menu(self, at: QPoint) -> None:
        row = self._current()
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._deeds.add_steps(menu, row)
        menu.addSeparator()
        self._deeds.add_to_menu(menu, row)
        menu.addSeparator()
        menu.addAction(icons.icon("copy"), self.tr("Duplicate"),
                       partial(self._to_current, self._deeds.duplicate))  # fmt: skip
        if row.state == SessionState.PLANNED:
            menu.addAction(icons.icon("x-circle"), self.tr("Cancel session…"),
                           partial(self._to_current, self._deeds.cancel))  # fmt: skip
        if row.state == SessionState.CANCELLED:
            menu.addAction(icons.icon("arrow-counter-clockwise"), self.tr("Plan it again"),
                           partial(self._to_current, self._deeds.restore))  # fmt: skip
        if self._can_delete():
            menu.addAction(icons.icon("trash"), self.tr("Delete"),
                           partial(self._to_current, self._deeds.delete))  # fmt: skip
        box = self.list.visualRect(self.list.currentIndex())
        place = at if box.contains(at) else box.center()
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in self._series:
            plan = self.tr("Plan next of “{0}”").format(row.title)
            slot = partial(self._ask_for_session, row.id)
            menu.addAction(icons.icon("calendar-blank"), plan, slot)
        for row in self._series:
            edit = self.tr("Edit “{0}”…").format(row.title)
            menu.addAction(icons.icon("pencil-simple"), edit, partial(self._edit_series, row))
        for row in self._series:
            change = self.tr("Change the rhythm of “{0}” from…").format(row.title)
            slot = partial(self._change_rhythm, row.id)
            menu.addAction(icons.icon("calendar-check"), change, slot)
        if self._series:
            menu.addSeparator()
        menu.addAction(icons.icon("calendar-check"), self.tr("New series…"), self._on_new_series)
        add_to_menu(menu, self.workspace, self.shell)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
