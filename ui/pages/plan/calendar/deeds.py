"""What is done to a date of the calendar: create, move, skip, restore, cancel."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from facilitator.commands import series as series_commands
from facilitator.commands import session_changes, sessions
from facilitator.queries.calendar import Occasion
from ui.dialogs.create_sessions import CreateSessionsDialog
from ui.dialogs.move_date import MoveDateDialog
from ui.dialogs.session_forms import NewSessionDialog
from ui.dialogs.when import When
from ui.dialogs.words_form import WordsDialog
from ui.shell import Shell
from ui.wording import short_day
from ui.workspace import Workspace


class DateDeeds(QObject):
    """Each deed asks what it must, runs one command, and says what was done with an Undo.

    `settled` carries the day on which the date is now, so that it stays chosen.
    """

    settled = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._shell = workspace, shell

    # --- sessions ---------------------------------------------------------------------------

    def open(self, each: Occasion) -> None:
        """Go to the step of the session that is due."""
        page = {"running": "run", "closed": "minutes"}.get(each.state, "prepare")
        self._shell.go(page, session_id=each.session_id)

    def create(self, each: Occasion) -> int | None:
        """Plan the session of a free time."""
        made = self._workspace.run(
            series_commands.create_session_at, each.series_id, each.original_local
        )
        if isinstance(made, int):
            self._shell.toast(self.tr("The session is planned."), undo=True)
            return made
        return None

    def create_next(self, series_id: int | None) -> None:
        """Ask how many sessions are to be planned."""
        dialog = CreateSessionsDialog(self._workspace, self._shell.window_widget, series_id)
        dialog.accepted.connect(self._on_created)
        dialog.open()

    def _on_created(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, CreateSessionsDialog):
            count = len(dialog.made)
            one, many = self.tr("1 session is planned."), self.tr("{0} sessions are planned.")
            self._shell.toast(one if count == 1 else many.format(count), undo=True)

    def new(self, day: date) -> None:
        """Ask for a session outside the series on a day."""
        dialog = NewSessionDialog(self._workspace, self._shell.window_widget)
        dialog.series.set_current(None)
        starts = datetime.combine(day, time(10)).isoformat(timespec="minutes")
        dialog.when.set_when(When(starts, 3600, str(self._workspace.zone)))
        dialog.accepted.connect(self._on_new)
        dialog.open()

    def _on_new(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, NewSessionDialog) and dialog.session_id is not None:
            self._shell.toast(self.tr("The session is planned."), undo=True)

    # --- moving -----------------------------------------------------------------------------

    def ask_move(self, each: Occasion, day: date | None = None) -> None:
        """Ask where a date shall go; `day` is where it was dragged to."""
        MoveDateDialog(
            self._workspace, self._shell.window_widget, each, partial(self._move, each), day
        ).open()

    def _move(self, each: Occasion, starts_local: str, reason: str) -> None:
        store = self._workspace.store
        if each.session_id is not None:
            session_changes.move_session(store, each.session_id, starts_local, reason)
        elif each.series_id is not None:
            series_commands.move_slot(
                store, each.series_id, each.original_local, starts_local, reason
            )
        self._told_moved(starts_local)

    def move_by(self, each: Occasion, day: date) -> None:
        """Move a date to another day at the same time, without asking."""
        starts = f"{day.isoformat()}T{each.starts_local[11:16]}"
        if each.session_id is not None:
            command = partial(session_changes.move_session, session_id=each.session_id)
            done = self._workspace.carry_out(command, starts_local=starts)
        else:
            done = self._workspace.carry_out(
                series_commands.move_slot, each.series_id, each.original_local, starts
            )
        if done:
            self._told_moved(starts)

    def _told_moved(self, starts_local: str) -> None:
        today = self._workspace.today()
        words = self.tr("Moved to {0}.").format(short_day(starts_local, today, weekday=True))
        self._shell.toast(words, undo=True)
        self.settled.emit(date.fromisoformat(starts_local[:10]))

    # --- leaving out, calling off, bringing back ----------------------------------------------

    def ask_skip(self, each: Occasion) -> None:
        """Ask why a time is left out."""
        day = short_day(each.starts_local, self._workspace.today(), weekday=True)
        WordsDialog(
            self._shell.window_widget, self.tr("Skip {0}").format(day),
            self.tr("Why, if you like"), self.tr("Skip this date"), partial(self._skip, each),
            may_be_empty=True,
            lead=self.tr("No session is planned for this date; the next one stays where it is."),
        ).open()  # fmt: skip

    def _skip(self, each: Occasion, reason: str) -> None:
        assert each.series_id is not None  # only times of a series are skipped
        series_commands.skip_slot(
            self._workspace.store, each.series_id, each.original_local, reason
        )
        self._shell.toast(self.tr("The date is skipped."), undo=True)

    def ask_cancel(self, each: Occasion) -> None:
        """Ask why a session is called off."""
        dialog = WordsDialog(
            self._shell.window_widget, self.tr("Cancel session"), self.tr("Why, if you like"),
            self.tr("Cancel session"), partial(self._cancel, each), may_be_empty=True,
            lead=self.tr("“{0}” stays in the calendar, marked as cancelled.").format(each.title),
        )  # fmt: skip
        dialog.cancel.setText(self.tr("Keep it"))
        dialog.open()

    def _cancel(self, each: Occasion, reason: str) -> None:
        assert each.session_id is not None  # only sessions are called off
        sessions.cancel_session(self._workspace.store, each.session_id, reason)
        self._shell.toast(self.tr("The session is cancelled."), undo=True)

    def restore(self, each: Occasion) -> None:
        """Bring back what was cancelled, skipped or moved."""
        if each.session_id is not None:
            done = self._workspace.carry_out(sessions.restore_session, each.session_id)
        else:
            done = self._workspace.carry_out(
                series_commands.restore_slot, each.series_id, each.original_local
            )
        if done:
            self._shell.toast(self.tr("The date is back."), undo=True)
            day = each.original_local if each.session_id is None else each.starts_local
            self.settled.emit(date.fromisoformat(day[:10]))

    def turn_without(self, each: Occasion) -> None:
        """Say that a session is held without the facilitator, or take it back."""
        self._workspace.carry_out(
            session_changes.set_without_facilitator, each.session_id, not each.without_facilitator
        )


def margin(first: date, last: date) -> tuple[date, date]:
    """Return the days to ask for, so that what was moved out of sight is still marked."""
    wider = timedelta(days=21)
    low = max(first.toordinal() - wider.days, 2)
    high = min(last.toordinal() + wider.days, date.max.toordinal() - 3)
    return date.fromordinal(low), date.fromordinal(high)
