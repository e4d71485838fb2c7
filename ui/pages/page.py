"""What all pages share: they load when shown, and only note that they are stale while hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.workspace import Workspace

if TYPE_CHECKING:
    from facilitator.store import Change
    from ui.actions import Command
    from ui.shell import Shell


class Page(QWidget):
    """Base of all pages. A subclass builds itself in `__init__` and fills itself in `load`."""

    # Tables whose changes matter here; empty means all of them.
    watches: ClassVar[frozenset[str]] = frozenset()
    # The page takes the whole window; the sidebar goes.
    is_full_bleed: ClassVar[bool] = False

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self.workspace = workspace
        self.shell = shell
        self._is_stale = True
        workspace.changed.connect(self._on_changed)
        workspace.opened.connect(self._on_other_file)

    # --- for subclasses ---------------------------------------------------------------------

    def load(self) -> None:
        """Ask for everything the page shows and show it."""

    def show_change(self, change: Change) -> None:
        """Bring the page up to date after a change; loads all unless a subclass knows better."""
        self.load()

    def open_target(self, **target: object) -> None:
        """Show one thing on the page; called by `shell.go` before the page is shown."""

    def place(self) -> dict[str, object]:
        """Return the target that brings a person back to where they are; plain values only."""
        return {}

    def commands(self) -> list[Command]:
        """Return the commands of this page, for the palette and for their shortcuts."""
        return []

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return [self]

    def start_focus(self) -> QWidget | None:
        """Return what gets the keyboard when the page is shown."""
        return None

    def escape(self) -> bool:
        """Answer Esc; False lets the window go back."""
        return False

    # --- staleness --------------------------------------------------------------------------

    def reload(self) -> None:
        """Load now if shown, else when shown."""
        if self.isVisible():
            self._is_stale = False
            self.load()
        else:
            self._is_stale = True

    def _on_changed(self, change: Change) -> None:
        if self.watches and not self.watches & change.tables:
            return
        if self.isVisible() and not self._is_stale:
            self.show_change(change)
        else:
            self._is_stale = True

    def _on_other_file(self) -> None:
        self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_stale:
            self._is_stale = False
            self.load()
        super().showEvent(event)
