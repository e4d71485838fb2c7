"""What a page may ask of the window around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.actions import Commands
    from ui.drafts import Drafts
    from ui.exports import Exports
    from ui.files import Files
    from ui.jobs import Job
    from ui.room.control import Room
    from ui.workspace import Workspace


class Shell(Protocol):
    """The window as pages see it."""

    @property
    def workspace(self) -> Workspace:
        """Return the open engagement."""

    @property
    def drafts(self) -> Drafts:
        """Return what saves typing."""

    @property
    def commands(self) -> Commands:
        """Return the register of commands."""

    @property
    def exports(self) -> Exports:
        """Return what writes paper and lists: `exports.minutes(session_id)`."""

    @property
    def files(self) -> Files:
        """Return the ways into and out of engagement files."""

    @property
    def room(self) -> Room:
        """Return the room view: while it is open, what is sealed is closed on every page."""

    @property
    def settings(self) -> QSettings:
        """Return what is remembered about windows; never engagement text."""

    @property
    def window_widget(self) -> QWidget:
        """Return the window, as parent of dialogs and overlays."""

    def go(self, page_id: str, **target: object) -> None:
        """Show a page; `target` says what on it, in the page's own words."""

    def back(self) -> None:
        """Show the page before this one."""

    def toast(self, text: str, undo: bool = False) -> None:
        """Say something at the bottom for eight seconds, with Undo where there is one."""

    def error(self, error: BaseException) -> None:
        """Say what went wrong, what was kept and what to do."""

    def refresh_commands(self) -> None:
        """Ask the page shown for its commands again, after what can be done has changed."""

    def run_job(self, job: Job) -> None:
        """Run a job in the background, with progress and cancel once it lasts; tell its failure."""

    def open_engagement(
        self, path: Path, *, read_only: bool = False, then: Callable[[], object] | None = None
    ) -> bool:
        """Open a file in this window; a failure is told, and False comes back.

        What is to be done once it is open goes into `then`: a passphrase may be asked for first.
        """

    def close_engagement(self) -> None:
        """Close the file and show the start page."""
