"""What is done to a session in the list: duplicate, cancel, delete, its level, who leads it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from facilitator.commands import session_changes
from facilitator.commands import sessions as commands
from facilitator.domain.words import Level, SessionState
from facilitator.queries.sessions import SessionRow
from ui import icons
from ui.dialogs.words_form import WordsDialog
from ui.shell import Shell
from ui.wording import calendar as wording_calendar
from ui.workspace import Workspace

UNHELD = (SessionState.PLANNED, SessionState.CANCELLED)


class SessionDeeds(QObject):
    """Each deed runs one command and says what was done; `made` carries a session that is new."""

    made = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._shell = workspace, shell

    def duplicate(self, row: SessionRow) -> None:
        """Plan a session with a copy of the agenda."""
        made = self._workspace.run(commands.duplicate_session, row.id)
        if isinstance(made, int):
            self.made.emit(made)
            self._shell.toast(self.tr("Duplicated with its agenda."), undo=True)

    def cancel(self, row: SessionRow) -> None:
        """Ask why, and call it off."""
        if row.state != SessionState.PLANNED:
            return
        dialog = WordsDialog(
            self._shell.window_widget, self.tr("Cancel session"), self.tr("Why, if you like"),
            self.tr("Cancel session"), partial(self._cancel_because, row.id), may_be_empty=True,
            lead=self.tr("“{0}” stays in the list, marked as cancelled.").format(row.title),
        )  # fmt: skip
        dialog.cancel.setText(self.tr("Keep it"))
        dialog.open()

    def _cancel_because(self, session_id: int, reason: str) -> None:
        commands.cancel_session(self._workspace.store, session_id, reason)
        self._shell.toast(self.tr("The session is cancelled."), undo=True)

    def restore(self, row: SessionRow) -> None:
        """Plan a cancelled session again."""
        if self._workspace.carry_out(commands.restore_session, row.id):
            self._shell.toast(self.tr("The session is planned again."), undo=True)

    def delete(self, row: SessionRow) -> None:
        """Delete a session that was not held."""
        if row.state in UNHELD and self._workspace.carry_out(commands.delete_session, row.id):
            self._shell.toast(self.tr("“{0}” is deleted.").format(row.title), undo=True)

    def turn_without(self, row: SessionRow) -> None:
        """Say that it is held without the facilitator, or take it back (K1)."""
        without = not row.without_facilitator
        if self._workspace.carry_out(session_changes.set_without_facilitator, row.id, without):
            words = self.tr("The facilitator is part of this session.")
            if without:
                words = self.tr("It says now: {0}.").format(
                    wording_calendar.without_facilitator(row.state).lower()
                )
            self._shell.toast(words, undo=True)

    def set_level(self, row: SessionRow, level: str) -> None:
        """Say on which level it meets; empty is that of its series (E10)."""
        self._workspace.carry_out(session_changes.set_session_level, row.id, level)

    def add_steps(self, menu: QMenu, row: SessionRow) -> None:
        """Put the ways into a session into a menu."""
        ways = [("prepare", "pencil-simple", self.tr("Agenda"))]
        if row.state == SessionState.RUNNING:
            ways.append(("run", "play", self.tr("Back to the session")))
        if row.state in (SessionState.CLOSED, SessionState.RUNNING):
            ways.append(("minutes", "file-text", self.tr("Minutes")))
        for page, icon, words in ways:
            go = partial(self._shell.go, page, session_id=row.id)
            menu.addAction(icons.icon(icon), words, go)

    def add_to_menu(self, menu: QMenu, row: SessionRow) -> None:
        """Put level and facilitator into a menu about a session."""
        levels = menu.addMenu(icons.icon("ranking"), self.tr("Level"))
        choices = [(level.value, wording_calendar.level(level.value)) for level in Level]
        for value, words in (*choices, ("", self.tr("As its series"))):
            act = levels.addAction(words, partial(self.set_level, row, value))
            act.setCheckable(True)
            act.setChecked(bool(value) and row.level == value)
        act = menu.addAction(
            icons.icon("user-minus"), wording_calendar.without_facilitator(row.state),
            partial(self.turn_without, row),
        )  # fmt: skip
        act.setCheckable(True)
        act.setChecked(row.without_facilitator)
