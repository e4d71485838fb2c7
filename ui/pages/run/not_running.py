"""What the run screen says when the session does not run: why, and where to go."""

from __future__ import annotations

from facilitator.domain.words import SessionState
from facilitator.queries.prepare import SessionDetail
from ui.shell import Shell
from ui.widgets.notices import EmptyState


class NotRunning(EmptyState):
    """Leads to the agenda before a session, to the minutes after it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("play", "")
        self._shell = shell
        self._detail: SessionDetail | None = None
        self.step = self.set_step(self.tr("Go on"), self._on_step, icon="arrow-right")

    def show_session(self, detail: SessionDetail | None) -> None:
        """Say why this session (or none) does not run."""
        self._detail = detail
        if detail is None:
            self.set_words(
                self.tr("No session is running"),
                self.tr("Start one from its agenda; it then runs here."),
            )
            self.step.setText(self.tr("Go to the sessions"))
        elif detail.state == SessionState.CLOSED:
            self.set_words(
                self.tr("“{0}” is closed").format(detail.title),
                self.tr("Its decisions, actions and notes are in the minutes."),
            )
            self.step.setText(self.tr("Go to the minutes"))
        else:
            self.set_words(
                self.tr("“{0}” has not started").format(detail.title),
                self.tr("Start it from its agenda."),
            )
            self.step.setText(self.tr("Go to the agenda"))

    def _on_step(self) -> None:
        detail = self._detail
        if detail is None:
            self._shell.go("sessions")
        elif detail.state == SessionState.CLOSED:
            self._shell.go("minutes", session_id=detail.id)
        else:
            self._shell.go("prepare", session_id=detail.id)
