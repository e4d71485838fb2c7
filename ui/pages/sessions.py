"""The Sessions page: the series on a line of months, what is coming, what was held."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from facilitator.commands import sessions as commands
from facilitator.domain.words import SessionState
from facilitator.queries.series import SeriesRow, series
from facilitator.queries.sessions import SessionRow, sessions
from ui import icons
from ui.actions import Command
from ui.dialogs.series_form import SeriesDialog
from ui.dialogs.session_forms import NewSessionDialog
from ui.dialogs.words_form import WordsDialog
from ui.item_models.session_rows import SessionDelegate, next_of, session_rows
from ui.pages.page import Page
from ui.pages.session_head import step_due
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, PlainButton, PrimaryButton
from ui.widgets.calendar_line import Band, CalendarLine, Mark, MarkKind
from ui.widgets.card import Card, PageHeader, column
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import RowList
from ui.wording import series as wording_series
from ui.wording import sessions as wording_sessions
from ui.workspace import Workspace


class SessionsPage(Page):
    """All sessions. Enter or a click opens the step that is due."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "session",
            "series",
            "rhythm",
            "agenda_item",
            "attendance",
            "capture",
            "party",
            "engagement",
        }
    )

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._rows: dict[int, SessionRow] = {}
        self._series: list[SeriesRow] = []
        self._wanted: int | None = None
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        outer = column(16)
        self.setLayout(outer)
        self._outer = outer
        self.header = PageHeader(self.tr("Sessions"))
        self.new = identify(PlainButton(self.tr("New session"), icon="plus"), "new-session")
        self.primary = identify(PrimaryButton("", icon="pencil-simple"), "open-due-session")
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
        self.strip = Card(margin=8, spacing=0)
        self.line = identify(
            CalendarLine(self.tr("Calendar of sessions"), self.tr("Today")), "session-calendar"
        )
        inset = QHBoxLayout()
        inset.setContentsMargins(theme().px(8), 0, theme().px(8), 0)
        inset.addWidget(self.line)
        self.strip.body.addLayout(inset)
        box.addWidget(self.strip)
        self.list = identify(RowList(self.tr("Sessions"), dividers=False), "session-list")
        self.list.painter_of_rows = SessionDelegate(self.list, dividers=False)
        self.list.setItemDelegate(self.list.painter_of_rows)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        card = Card(margin=6, spacing=0)
        card.add(self.list, 1)
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
        """Show all sessions; selection and scrolling stay."""
        today = self.workspace.today()
        rows = sessions(self.workspace.reader)
        self._series = series(self.workspace.reader)
        self._rows = {row.id: row for row in rows}
        self._stack.setCurrentIndex(0 if rows else 1)
        self.list.set_rows(session_rows(rows, today))
        self._show_line(rows, today)
        self._show_head(rows, today)
        if self._wanted is not None:
            self._select(self._wanted)
            self._wanted = None
        elif self.list.current() is None and (due := next_of(rows, today)) is not None:
            self._select(due.id)

    def _show_line(self, rows: list[SessionRow], today: date) -> None:
        due = next_of(rows, today)
        shown = [row for row in rows if row.state != SessionState.CANCELLED]
        marks = []
        for row in shown:
            kind = MarkKind.PAST if row.state == SessionState.CLOSED else MarkKind.COMING
            if due is not None and row.id == due.id:
                kind = MarkKind.NEXT
            day = date.fromisoformat(row.begins_local[:10])
            words = wording_sessions.spoken_session(row, today)
            marks.append(Mark(row.id, day, kind, words))
        bands = [
            Band(each.start, each.end, each.words, each.short, each.start <= today < each.end)
            for each in wording_sessions.stretches([mark.day for mark in marks])
        ]
        self.line.set_marks(marks, today, bands)

    def _show_head(self, rows: list[SessionRow], today: date) -> None:
        lines = [wording_series.series_line(row, today) for row in self._series]
        words = "; ".join(lines)
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

    def _select(self, session_id: int) -> None:
        self.list.set_current(session_id)
        self.line.set_current(session_id)

    # --- the page's own ---------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Select the session `session_id`."""
        wanted = target.get("session_id")
        if isinstance(wanted, int):
            self._wanted = None if wanted in self._rows else wanted
            self._select(wanted)

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
        group = self.tr("Sessions")
        return [
            Command("session.new", self.tr("New session"), self._on_new, icon="plus", group=group,
                    shortcut="Ctrl+N", consequence=self.tr("alone or in a series")),
            Command("session.plan_next", self.tr("Plan the next session"), self._plan_next,
                    icon="calendar-blank", group=group, shortcut="Ctrl+Shift+N",
                    consequence=self.tr("on the next free date of the series"),
                    enabled=self._has_series),
            Command("series.new", self.tr("New series"), self._on_new_series,
                    icon="calendar-check", group=group, consequence=self.tr("sets a rhythm")),
            Command("session.duplicate", self.tr("Duplicate this session"), self._duplicate,
                    icon="copy", group=group, shortcut="Ctrl+D", enabled=self._has_current,
                    consequence=self.tr("its agenda on a new day")),
            Command("session.cancel", self.tr("Cancel this session"), self._cancel, icon="x-circle",
                    group=group, enabled=self._is_planned,
                    consequence=self.tr("it stays in the list with its reason")),
            Command("session.restore", self.tr("Plan this session again"), self._restore,
                    icon="arrow-counter-clockwise", group=group, enabled=self._is_cancelled),
            Command("session.delete", self.tr("Delete this session"), self._delete, icon="trash",
                    group=group, shortcut="Del", enabled=self._can_delete,
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

    def _is_planned(self) -> bool:
        return self._is_in(SessionState.PLANNED)

    def _is_cancelled(self) -> bool:
        return self._is_in(SessionState.CANCELLED)

    def _can_delete(self) -> bool:
        return self._is_in(SessionState.PLANNED, SessionState.CANCELLED)

    # --- going on ---------------------------------------------------------------------------

    def _on_chosen(self, key: object) -> None:
        self.list.set_current(key)

    def _on_picked(self, key: object) -> None:
        self.line.set_current(key)

    def _on_opened(self, key: object) -> None:
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is not None:
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

    def _plan_next(self) -> None:
        if self._series:
            self._ask_for_session(self._series[0].id)

    def _duplicate(self) -> None:
        row = self._current()
        if row is None:
            return
        made = self.workspace.run(commands.duplicate_session, row.id)
        if made is not None:
            self._select(made)
            self.shell.toast(self.tr("Duplicated with its agenda."), undo=True)

    def _cancel(self) -> None:
        row = self._current()
        if row is None or row.state != SessionState.PLANNED:
            return
        dialog = WordsDialog(
            self.shell.window_widget, self.tr("Cancel session"), self.tr("Why, if you like"),
            self.tr("Cancel session"), partial(self._cancel_because, row.id), may_be_empty=True,
            lead=self.tr("“{0}” stays in the list, marked as cancelled.").format(row.title),
        )  # fmt: skip
        dialog.cancel.setText(self.tr("Keep it"))
        dialog.open()

    def _cancel_because(self, session_id: int, reason: str) -> None:
        commands.cancel_session(self.workspace.store, session_id, reason)
        self.shell.toast(self.tr("The session is cancelled."), undo=True)

    def _restore(self) -> None:
        row = self._current()
        if row and self.workspace.carry_out(commands.restore_session, row.id):
            self.shell.toast(self.tr("The session is planned again."), undo=True)

    def _delete(self) -> None:
        row = self._current()
        if (
            row is not None
            and row.state in (SessionState.PLANNED, SessionState.CANCELLED)
            and self.workspace.carry_out(commands.delete_session, row.id)
        ):
            self.shell.toast(self.tr("“{0}” is deleted.").format(row.title), undo=True)

    # --- menus ------------------------------------------------------------------------------

    def _on_context_menu(self, at: QPoint) -> None:
        row = self._current()
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("pencil-simple"), self.tr("Agenda"),
                       partial(self.shell.go, "prepare", session_id=row.id))  # fmt: skip
        if row.state == SessionState.RUNNING:
            menu.addAction(icons.icon("play"), self.tr("Back to the session"),
                           partial(self.shell.go, "run", session_id=row.id))  # fmt: skip
        if row.state in (SessionState.CLOSED, SessionState.RUNNING):
            menu.addAction(icons.icon("file-text"), self.tr("Minutes"),
                           partial(self.shell.go, "minutes", session_id=row.id))  # fmt: skip
        menu.addSeparator()
        menu.addAction(icons.icon("copy"), self.tr("Duplicate"), self._duplicate)
        if row.state == SessionState.PLANNED:
            menu.addAction(icons.icon("x-circle"), self.tr("Cancel session…"), self._cancel)
        if row.state == SessionState.CANCELLED:
            menu.addAction(icons.icon("arrow-counter-clockwise"), self.tr("Plan it again"),
                           self._restore)  # fmt: skip
        if self._can_delete():
            menu.addAction(icons.icon("trash"), self.tr("Delete"), self._delete)
        box = self.list.visualRect(self.list.currentIndex())
        place = at if box.contains(at) else box.center()
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in self._series:
            plan = self.tr("Plan next of “{0}”").format(row.title)
            menu.addAction(
                icons.icon("calendar-blank"), plan, partial(self._ask_for_session, row.id)
            )
        for row in self._series:
            edit = self.tr("Rhythm of “{0}”…").format(row.title)
            menu.addAction(icons.icon("pencil-simple"), edit, partial(self._edit_series, row))
        if self._series:
            menu.addSeparator()
        menu.addAction(icons.icon("calendar-check"), self.tr("New series…"), self._on_new_series)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
