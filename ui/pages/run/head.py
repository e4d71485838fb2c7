"""The top of the run screen: which session, who is there, its clock, and the way on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.pages.run.clocks import SessionClock
from ui.pages.run.live import Live, Moment
from ui.pages.session_marks import SessionMarks
from ui.room.button import RoomButton
from ui.theme import theme
from ui.widgets.buttons import IconButton, PlainButton, PrimaryButton
from ui.widgets.card import column, row
from ui.widgets.naming import identify
from ui.widgets.presence import PresenceButton
from ui.widgets.text import ElidedText


class RunHead(QWidget):
    """Shows the session and says what somebody wants; it changes nothing itself."""

    back_asked = Signal()
    attendance_asked = Signal()
    pause_asked = Signal()
    previous_asked = Signal()
    next_asked = Signal()
    close_asked = Signal()
    more_asked = Signal(QPoint)
    room_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_last: bool | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        line = row(12)
        self.setLayout(line)
        self.back = IconButton("arrow-left", self.tr("Back to the sessions"))
        line.addWidget(self.back)
        words = column(0)
        self.title = ElidedText("", "lead")
        self.presence = identify(PresenceButton(self.tr("Who is there")), "presence")
        self.marks = SessionMarks(with_opener=True)
        top = row(10)
        top.addWidget(self.title, 1)
        top.addWidget(self.marks)
        words.addLayout(top)
        words.addWidget(self.presence)
        self._words = words
        line.addLayout(words, 5)
        self.clock = SessionClock()
        line.addWidget(self.clock, 3)
        line.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        buttons = row(8)
        self.more = IconButton("dots-three", self.tr("More about this session"))
        self.room = RoomButton()
        self.previous = identify(
            IconButton("skip-back", self.tr("Previous item"), key="Shift+F8"), "previous-item"
        )
        self.pause = identify(PlainButton(self.tr("Pause"), icon="pause"), "pause-session")
        self.next = identify(
            PrimaryButton(self.tr("Next item"), icon="skip-forward", key="F8"), "next-item"
        )
        self.close_session = identify(
            PrimaryButton(self.tr("Close session"), icon="check", key="F8"), "close-session"
        )
        first = (self.more, self.room, self.previous)
        for button in (*first, self.pause, self.next, self.close_session):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.close_session.hide()
        return buttons

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_asked)
        self.presence.clicked.connect(self.attendance_asked)
        self.pause.clicked.connect(self.pause_asked)
        self.previous.clicked.connect(self.previous_asked)
        self.next.clicked.connect(self.next_asked)
        self.close_session.clicked.connect(self.close_asked)
        self.more.clicked.connect(self._on_more)
        self.room.clicked.connect(self.room_asked)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._words.setContentsMargins(0, theme().px(4), 0, 0)

    def _on_more(self) -> None:
        self.more_asked.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # --- showing ----------------------------------------------------------------------------

    def show_session(self, live: Live) -> None:
        """Show which session this is and whether it has a next item."""
        if live.detail is not None:
            self.title.setText(f"{live.detail.label}  {live.detail.title}".strip())
        following = live.following()
        self.next.setVisible(following is not None)
        self.close_session.setVisible(following is None)
        if following is not None:
            self.next.setToolTip(self.tr("Next: {0}").format(following.title))
        current = live.current()
        self.previous.setEnabled(bool(live.items) and live.items[0] != current)

    def show_presence(self, live: Live) -> None:
        """Show who is there, and whether every side is."""
        groups: list[tuple[str, str | None]] = [
            (self.tr("{0} {1} of {2}").format(each.party, each.present, each.listed), each.colour)
            for each in live.presence
        ]
        if len(live.presence) == 2:
            yes, no = self.tr("both sides represented"), self.tr("not both sides represented")
        else:
            yes, no = self.tr("all sides represented"), self.tr("not all sides represented")
        end = yes if live.is_represented else no
        self.presence.set_presence(groups, end, live.is_represented)

    def show_moment(self, moment: Moment) -> None:
        """Show the clock."""
        self.clock.show_moment(moment)
        words, icon = self.tr("Pause"), "pause"
        if moment.is_paused:
            words, icon = self.tr("Go on"), "play"
        if self.pause.text() != words:
            self.pause.setText(words)
            self.pause.set_icon(icon)
            self.pause.setToolTip(f"{words} (F9)")
