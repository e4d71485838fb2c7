"""The second window: where it stands, how large it writes, and what its keys do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QActionGroup,
    QCloseEvent,
    QContextMenuEvent,
    QGuiApplication,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QScreen,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from facilitator.projections.room import ROOM_TABLES, WORD_TABLES, RoomWords, build_room
from facilitator.queries.glossary import word_count
from facilitator.store import Change
from ui import icons
from ui.asking import answer
from ui.jobs import Job
from ui.room.board import Board
from ui.room.look import RoomLook
from ui.room.shared_words import is_field
from ui.shell import Shell
from ui.theme import Scheme
from ui.widgets.naming import identify

TICK_MS = 1000
_FEW_WORDS = 400
_GEOMETRY, _FULL = "room/geometry", "room/full"


class RoomWindow(QWidget):
    """One session as the room sees it. It reads by itself and changes nothing but shared words."""

    gone = Signal()

    def __init__(self, shell: Shell, session_id: int) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._shell, self._workspace = shell, shell.workspace
        self.session_id = session_id
        self.wall: list[int] = []
        self._words: RoomWords | None = None
        self._job: Job | None = None
        self._is_gone = False
        self._build()
        self._connect()
        self.read()
        QTimer.singleShot(0, self, self._ask_words)  # the window first, then its words

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        identify(self, "room-window", self.tr("Room view"))
        self.setWindowTitle(self.tr("Room view"))
        self.look = RoomLook(self._shell.settings, self)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)
        self.board = Board(self.look, self._workspace, self._shell.drafts)
        whole.addWidget(self.board)
        self.setMinimumSize(480, 320)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()  # nothing is marked before somebody asks with the keyboard
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)

    def _connect(self) -> None:
        self._workspace.changed.connect(self._on_changed)
        self._timer.timeout.connect(self.tick)
        for keys, slot in (
            ("F11", self.toggle_full), ("Esc", self.leave_full), ("Ctrl+W", self.close),
            ("F5", self.close), ("Ctrl++", self.larger), ("Ctrl+=", self.larger),
            ("Ctrl+-", self.smaller), ("Ctrl+0", self.normal), ("Ctrl+Z", self._undo),
            ("Ctrl+Shift+Z", self._redo),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self._timer.start()

    # --- reading ----------------------------------------------------------------------------

    def read(self, *, force: bool = False) -> None:
        """Read the session again and show it; a session that is gone closes the window."""
        if not self._workspace.is_open:
            return
        view = build_room(
            self._workspace.reader, self.session_id, words=self._words, wall=self.wall
        )
        if view is None:
            self.close()
            return
        self.board.show_view(view, self._workspace.today(), force=force)
        self.tick()

    def tick(self) -> None:
        """Let the clocks go on."""
        if self._workspace.is_open:
            self.board.show_time(self._workspace.clock.instant())

    def show_session(self, session_id: int) -> None:
        """Show another session."""
        if session_id != self.session_id:
            self.session_id = session_id
            self.read()

    def _on_changed(self, change: Change) -> None:
        if WORD_TABLES & change.tables:
            self._ask_words()
        if ROOM_TABLES & change.tables:
            self.read(force=change.kind != "do")

    def _ask_words(self) -> None:
        """Read the glossary: at once where it is small, in the background where it is large."""
        space = self._workspace
        if not space.is_open or self._is_gone:
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if word_count(space.reader) <= _FEW_WORDS:
            self._take_words(RoomWords.read(space.reader))
            return
        work = partial(answer, space.reader.readable, space.clock, RoomWords.read)
        self._job = Job(self.tr("Reading"), work)
        self._job.done.connect(self._take_words)
        self._shell.run_job(self._job)

    def _take_words(self, found: RoomWords) -> None:
        self._words = found
        self.read()

    def _undo(self) -> None:
        self._shell.drafts.flush()
        if self._workspace.is_open and not self._workspace.read_only:
            self._workspace.undo()

    def _redo(self) -> None:
        if self._workspace.is_open and not self._workspace.read_only and self._shell.drafts.flush():
            self._workspace.redo()

    # --- where it stands --------------------------------------------------------------------

    def open_beside(self, home: QWidget) -> None:
        """Show it full screen on another screen than `home`, else beside it."""
        other = _other_screen(home)
        kept = self._shell.settings.value(_GEOMETRY)
        if other is not None:
            self.setGeometry(other.availableGeometry())
            if str(self._shell.settings.value(_FULL, "true")) == "true":
                self.showFullScreen()
            else:
                self.show()
            return
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self._stand_beside(home)
        self.show()

    def _stand_beside(self, home: QWidget) -> None:
        space = home.screen().availableGeometry()
        self.resize(min(1280, space.width() * 3 // 4), min(720, space.height() * 3 // 4))
        corner = space.bottomRight() - QPoint(self.width() + 24, self.height() + 48)
        self.move(max(space.left(), corner.x()), max(space.top(), corner.y()))

    def toggle_full(self) -> None:
        """Take the whole screen, or give it back."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
        self._shell.settings.setValue(_FULL, "true" if self.isFullScreen() else "false")

    def leave_full(self) -> None:
        """Give the screen back; in a window Esc does nothing, and closes nothing by mistake."""
        if self.isFullScreen():
            self.toggle_full()

    # --- how it looks -----------------------------------------------------------------------

    def larger(self) -> None:
        """Write larger."""
        self.look.zoom_step(1)

    def smaller(self) -> None:
        """Write smaller."""
        self.look.zoom_step(-1)

    def normal(self) -> None:
        """Write as large as the window suggests."""
        self.look.set_zoom(100)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return what a click with the other button offers."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        full = self.tr("Leave full screen") if self.isFullScreen() else self.tr("Full screen")
        for icon, words, key, slot in (
            ("presentation", full, "F11", self.toggle_full),
            ("plus", self.tr("Larger"), "Ctrl++", self.larger),
            ("minus", self.tr("Smaller"), "Ctrl+-", self.smaller),
        ):  # fmt: skip
            menu.addAction(icons.icon(icon), f"{words}\t{key}").triggered.connect(slot)
        menu.addSeparator()
        group = QActionGroup(menu)
        for scheme, words in (
            (Scheme.AUTO, self.tr("Light or dark as the app")), (Scheme.LIGHT, self.tr("Light")),
            (Scheme.DARK, self.tr("Dark")),
        ):  # fmt: skip
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(self.look.scheme is scheme)
            action.setActionGroup(group)
            action.triggered.connect(partial(self.look.set_scheme, scheme))
        menu.addSeparator()
        menu.addAction(icons.icon("x"), self.tr("Close the room view")).triggered.connect(
            self.close
        )
        return menu

    # --- events -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.look.fit(event.size())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the words ends typing."""
        if is_field(QApplication.focusWidget()):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.toggle_full()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._shell.drafts.flush()
        if not self.isFullScreen():
            self._shell.settings.setValue(_GEOMETRY, self.saveGeometry())
        super().closeEvent(event)
        if not self._is_gone:
            self._is_gone = True
            self._timer.stop()
            if self._job is not None:
                self._job.cancel()
            self._workspace.changed.disconnect(self._on_changed)
            self.gone.emit()


def _other_screen(home: QWidget) -> QScreen | None:
    """Return a screen that `home` is not on."""
    return next((each for each in QGuiApplication.screens() if each != home.screen()), None)
