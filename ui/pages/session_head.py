"""The head that the three steps of a session share: title, details, Prepare → Run → Minutes."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from facilitator.commands import sessions as commands
from facilitator.domain.words import SessionState
from facilitator.queries.prepare import SessionDetail, session_detail
from facilitator.queries.sessions import SessionRow
from facilitator.store import Change
from ui import wording
from ui.dialogs.session_forms import SessionDetailsDialog
from ui.pages.session_marks import SessionMarks
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton
from ui.widgets.card import row
from ui.widgets.chips import StatePill
from ui.widgets.naming import identify
from ui.widgets.step_chips import StepChips
from ui.widgets.text import ElidedText
from ui.widgets.title_edit import TitleEdit
from ui.wording import sessions as wording_sessions
from ui.workspace import Workspace


def step_due(session: SessionRow | SessionDetail, today: date) -> str:
    """Return the page of the step that is due: prepare, run or minutes."""
    if session.state == SessionState.RUNNING:
        return "run"
    return "minutes" if session.state == SessionState.CLOSED else "prepare"


class SessionHead(QWidget):
    """Put it on top of a step's page, `show_session` in `load`, `add_action` for its buttons."""

    def __init__(self, workspace: Workspace, shell: Shell, step: str) -> None:
        super().__init__()
        self._workspace, self._shell, self._step = workspace, shell, step
        self._session_id: int | None = None
        self.detail: SessionDetail | None = None
        self._rows = 0
        self._build()
        self._connect()

    def _build(self) -> None:
        self.title = identify(TitleEdit(self.tr("Title of the session")), "session-title")
        self.line = ElidedText("", "quiet")
        self.edit = identify(
            IconButton("pencil-simple", self.tr("Edit details of the session")), "edit-details"
        )
        self.state = StatePill("", "neutral", "circle")
        self.marks = SessionMarks()
        self.steps = StepChips(
            [
                ("prepare", self.tr("Prepare")),
                ("run", self.tr("Run")),
                ("minutes", self.tr("Minutes")),
            ],
            self.tr("Steps of the session"),
        )
        for key in ("prepare", "run", "minutes"):
            identify(self.steps.chip(key), f"step-{key}")
        self.steps.set_current(self._step)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(0, 1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._actions = QWidget()
        self._action_row = row(8)
        self._actions.setLayout(self._action_row)
        self._below = QWidget()
        below: QHBoxLayout = row(4)
        self._below.setLayout(below)
        below.addWidget(self.line, 0)
        below.addWidget(self.edit)
        self._line_actions: QHBoxLayout = row(4)
        below.addLayout(self._line_actions)
        below.addWidget(self.state)
        below.addWidget(self.marks)
        below.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self._saver = self._shell.drafts.bind_text(self.title, self._save_title)
        self.title.editingFinished.connect(self._on_title_left)
        self.edit.clicked.connect(self.edit_details)
        self.steps.asked.connect(self._on_step)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._grid.setHorizontalSpacing(theme().px(16))
        self._grid.setVerticalSpacing(theme().px(2))
        self._arrange()

    # --- for the pages ----------------------------------------------------------------------

    def add_action(self, widget: QWidget) -> QWidget:
        """Add a button at the end; the primary comes last."""
        self._action_row.addWidget(widget)
        return widget

    def add_to_line(self, widget: QWidget) -> QWidget:
        """Add a widget behind the details, e.g. who opens."""
        self._line_actions.addWidget(widget)
        return widget

    def show_session(self, session_id: int, change: Change | None = None) -> SessionDetail | None:
        """Show a session and return it; None where it is no longer there."""
        is_other = session_id != self._session_id
        if is_other:
            self._saver.retarget(partial(self._save_title_of, session_id))
        self._session_id = session_id
        detail = self.detail = session_detail(self._workspace.reader, session_id)
        if detail is None:
            return None
        force = is_other or (change is not None and change.kind != "do")
        self._saver.load(detail.title, force=force)
        if not self.title.hasFocus():
            self.title.setCursorPosition(0)
        self.line.setText(wording_sessions.session_line(detail))
        self.title.setReadOnly(self._workspace.read_only)
        self._show_state(detail)
        self.marks.show_session(self._workspace.reader, session_id)
        self._arrange()
        return detail

    def edit_details(self) -> None:
        """Open the form with everything about the session that is not its agenda."""
        self._saver.flush()
        if self._session_id is None:
            return
        detail = session_detail(self._workspace.reader, self._session_id)
        if detail is not None:
            SessionDetailsDialog(self._workspace, self._shell.window_widget, detail).open()

    # --- inside -----------------------------------------------------------------------------

    def _show_state(self, detail: SessionDetail) -> None:
        self.state.setVisible(detail.state != SessionState.PLANNED)
        self.state.set_content(*wording.state("session", detail.state))
        not_yet = self.tr("Start the session first.")
        over = self.tr("This session is closed.")
        off = self.tr("This session is cancelled.")
        run = {
            SessionState.PLANNED.value: not_yet,
            SessionState.CLOSED.value: over,
            SessionState.CANCELLED.value: off,
        }.get(detail.state)
        minutes = {
            SessionState.PLANNED.value: self.tr("Minutes begin when the session starts."),
            SessionState.CANCELLED.value: off,
        }.get(detail.state)
        for key, reason in (("run", run), ("minutes", minutes)):
            self.steps.set_reason(key, reason if key != self._step else None)

    def _save_title(self, words: str) -> None:
        if self._session_id is not None:
            self._save_title_of(self._session_id, words)

    def _save_title_of(self, session_id: int, words: str) -> None:
        if words.strip():
            self._workspace.run(commands.set_session, session_id, title=words, origin=self)

    def _on_title_left(self) -> None:
        if not self.title.text().strip() and self.detail is not None:
            self._saver.load(self.detail.title, force=True)

    def _on_step(self, step: object) -> None:
        if self._session_id is not None:
            self._shell.go(str(step), session_id=self._session_id)

    # --- layout -----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(320), super().minimumSizeHint().height())

    def _arrange(self) -> None:
        """Put the steps beside the title where both fit, else below it."""
        if self.title.hasFocus() and self._rows:
            return  # nothing jumps while somebody types
        gap = theme().px(16)
        beside = self.steps.sizeHint().width() + self._actions.sizeHint().width() + 2 * gap
        wanted = self.title.sizeHint().width()
        rows = 1 if wanted + beside <= self.width() else 2
        if wanted + self._actions.sizeHint().width() + gap > self.width():
            rows = 3
        if rows == self._rows:
            return
        self._rows = rows
        for widget in (self.title, self.steps, self._actions, self._below):
            self._grid.removeWidget(widget)
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if rows == 3:
            self._grid.addWidget(self.title, 0, 0, 1, 3)
            self._grid.addWidget(self._below, 1, 0, 1, 3)
            self._grid.addWidget(self.steps, 2, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(self._actions, 2, 1, 1, 2, end)
            return
        self._grid.addWidget(self.title, 0, 0)
        if rows == 2:
            self._grid.addWidget(self._actions, 0, 1, 1, 2, end)
            self._grid.addWidget(self._below, 1, 0)
            self._grid.addWidget(self.steps, 1, 1, 1, 2, end)
        else:
            self._grid.addWidget(self.steps, 0, 1)
            self._grid.addWidget(self._actions, 0, 2, end)
            self._grid.addWidget(self._below, 1, 0, 1, 3)
