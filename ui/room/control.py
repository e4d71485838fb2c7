"""Whether the room looks on: opens and closes the room view, and tells every page (V7, S2).

While it is open, what is for the facilitator alone is closed everywhere in the window: pages ask
`shell.room.is_open` and listen to `changed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from ui.room.window import RoomWindow
    from ui.shell import Shell


class Room(QObject):
    """The one room view of a window. It goes with its file."""

    changed = Signal()

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._window: RoomWindow | None = None
        shell.workspace.closing.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Tell whether others may see this screen or the other one."""
        return self._window is not None

    @property
    def window(self) -> RoomWindow | None:
        """Return the second window while it is open."""
        return self._window

    def open(self, session_id: int) -> None:
        """Show a session to the room; sealed text goes first, then the window comes."""
        self._shell.drafts.flush()
        if self._window is not None:
            self._window.show_session(session_id)
            self.bring()
            return
        from ui.room.window import RoomWindow  # a second window is not part of the start

        self._window = RoomWindow(self._shell, session_id)
        self._window.gone.connect(self._on_gone)
        self.changed.emit()
        home = self._shell.window_widget
        self._window.open_beside(home)
        home.activateWindow()  # the keyboard stays with who facilitates
        self._shell.refresh_commands()

    def close(self) -> None:
        """Close the room view; what was closed for it comes back."""
        if self._window is not None:
            self._window.close()

    def toggle(self, session_id: int | None) -> None:
        """Open it on a session, or close it."""
        if self.is_open:
            self.close()
        elif session_id is not None:
            self.open(session_id)

    def bring(self) -> None:
        """Bring the room view to the front."""
        if self._window is not None:
            self._window.raise_()
            self._window.activateWindow()

    def refuse(self) -> bool:
        """Say why something for the facilitator alone stays closed; tell whether it does."""
        if self.is_open:
            from ui.wording import room as words

            self._shell.toast(words.refused())
        return self.is_open

    # --- the wall ---------------------------------------------------------------------------

    def is_on_wall(self, term_id: int) -> bool:
        """Tell whether a word was put on the wall."""
        return self._window is not None and term_id in self._window.wall

    def put_up(self, term_id: int) -> None:
        """Put a word on the wall, or take it down again."""
        if self._window is None:
            return
        if term_id in self._window.wall:
            self._window.wall.remove(term_id)
        else:
            self._window.wall.append(term_id)
        self._window.read()
        self.changed.emit()

    def _on_gone(self) -> None:
        self._window = None
        self.changed.emit()
        if self._shell.workspace.is_open:
            self._shell.refresh_commands()
