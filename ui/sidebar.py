"""The sidebar: which engagement, where one can go, search and commands, and what is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui import icons
from ui.pages import PageSpec
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import Button, IconButton, draw_key
from ui.widgets.card import clear_layout, column, row
from ui.widgets.chips import DotLabel
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import Text


class _Line(Button):
    """A whole-width line of the sidebar: icon and word at the start, a key at the end."""

    kind = "quiet"

    def __init__(self, text: str, icon: str = "", key: str = "") -> None:
        super().__init__(text, icon=icon or None, key=key or None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(36 if self.isCheckable() else 30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, rect = QPainter(self), theme(), self.rect()
        on = self.isChecked()
        radius = look.radius("card")
        if on:
            painting.draw_round(painter, rect, radius, look.color("accent_soft"))
        elif self.underMouse():
            painting.draw_round(painter, rect, radius, look.color("hover"))
        if self.hasFocus():
            painting.draw_focus(painter, rect, radius)
        self._paint_line(painter, rect, on)

    def _paint_line(self, painter: QPainter, rect: QRect, on: bool) -> None:
        look = theme()
        x = rect.left() + look.px(12)
        is_nav = self.isCheckable()
        ink = look.color("accent" if on else "text" if is_nav else "text2")
        if self._icon:
            side = look.px(18)
            box = QRect(x, rect.center().y() - side // 2 + 1, side, side)
            mark = look.color("accent" if on else "text2")
            icons.paint(painter, painting.mirrored(box, rect), self._icon, mark)
            x += look.px(28)
        font = look.font(13 if is_nav else 12, 600 if on else 500 if is_nav else 400)
        height = painting.line_height(font)
        box = QRect(x, rect.top() + (rect.height() - height) // 2, rect.right() - x, height)
        painting.draw_text(painter, painting.mirrored(box, rect), self._words(), font, ink)
        if self._hint:
            width = painting.text_width(self._hint, look.font(11, 500)) + look.px(14)
            box = QRect(rect.right() - width - look.px(4), rect.top(), width, rect.height())
            draw_key(painter, painting.mirrored(box, rect), self._hint)


class _Title(QAbstractButton):
    """The engagement's title over up to three lines; it opens a menu."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)

    def set_title(self, title: str) -> None:
        """Show a title."""
        self.setText(title)
        self.setToolTip(title)
        self.setAccessibleName(title)
        self.updateGeometry()
        self.update()

    def _room(self, width: int) -> int:
        return max(width - theme().px(8 + 4 + 22), 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        font = theme().font(15, 600)
        return painting.text_height(self.text(), font, self._room(width), 3) + theme().px(8)

    def sizeHint(self) -> QSize:
        width = self.width() or theme().px(190)
        return QSize(theme().px(120), self.heightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        if self.underMouse() or self.isDown():
            painting.draw_round(painter, rect, look.radius("chip"), look.color("hover"))
        if self.hasFocus():
            painting.draw_focus(painter, rect, look.radius("chip"))
        top, font = look.px(4), look.font(15, 600)
        box = QRect(look.px(8), top, self._room(rect.width()), rect.height() - top)
        box = painting.mirrored(box, rect)
        painting.draw_text(painter, box, self.text(), font, look.color("text"), limit=3)
        side = look.px(14)
        down = rect.right() - look.px(4) - side, top + (painting.line_height(font) - side) // 2
        mark = painting.mirrored(QRect(*down, side, side), rect)
        icons.paint(painter, mark, "caret-down", look.color("text2"))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)


class Sidebar(QWidget):
    """Shows facts and tells wishes; decides nothing."""

    page_asked = Signal(str)
    title_asked = Signal(QPoint)  # where a menu may open
    search_asked = Signal()
    commands_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    room_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._ids: list[str] = []
        self._has_file = False
        self.setAccessibleName(self.tr("Navigation"))
        self._build()
        self._group.idClicked.connect(self._on_clicked)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _build(self) -> None:
        self._outer = column(0)
        self.setLayout(self._outer)
        self._head = column(4)
        self._title = identify(_Title(), "engagement-title")
        self._title.clicked.connect(self._on_title)
        self._note = Text("", "small", wrap=True)
        self._parties = column(2)
        self._head.addWidget(self._title)
        self._head.addWidget(self._note)
        self._head.addLayout(self._parties)
        self._nav = column(2)
        self._outer.addLayout(self._head)
        self._outer.addSpacing(20)
        self._outer.addLayout(self._nav)
        self._outer.addStretch(1)
        self._search = identify(_Line(self.tr("Search"), key="Ctrl+F"), "search")
        self._all = identify(_Line(self.tr("All commands"), key="Ctrl+K"), "all-commands")
        self._search.clicked.connect(self.search_asked)
        self._all.clicked.connect(self.commands_asked)
        self.room = identify(_Line(self.tr("Room view is open"), icon="presentation"), "room-open")
        self.room.setToolTip(self.tr("Bring the room view to the front"))
        self.room.clicked.connect(self.room_asked)
        self.room.hide()
        self._outer.addWidget(self.room)
        self._outer.addWidget(self._search)
        self._outer.addWidget(self._all)
        self._outer.addLayout(self._build_status())

    def _build_status(self) -> QHBoxLayout:
        line = row(6)
        self._mark = IconMark("check", "ok", 14)
        self._status = identify(Text("", "small"), "status")
        self.undo = identify(IconButton("arrow-counter-clockwise", self.tr("Undo")), "undo")
        self.redo = identify(IconButton("arrow-clockwise", self.tr("Redo")), "redo")
        self.undo.clicked.connect(self.undo_asked)
        self.redo.clicked.connect(self.redo_asked)
        line.addSpacing(12)
        line.addWidget(self._mark)
        line.addWidget(self._status, 1)
        line.addWidget(self.undo)
        line.addWidget(self.redo)
        return line

    # --- what the window tells --------------------------------------------------------------

    def set_engagement(
        self, title: str, parties: Sequence[tuple[str, str]], note: str = ""
    ) -> None:
        """Show which engagement is open: its title, and (name, colour) of each party."""
        self._title.set_title(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        clear_layout(self._parties)
        for name, colour in parties:
            self._parties.addWidget(DotLabel(name, [colour]))

    def set_pages(self, pages: Sequence[PageSpec]) -> None:
        """Show where one can go."""
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear_layout(self._nav)
        self._ids = [page.id for page in pages]
        for number, page in enumerate(pages):
            line = _Line(page.title, page.icon)
            line.setCheckable(True)
            identify(line, f"nav-{page.id}", page.title)
            if number < 10:
                line.setToolTip(f"Ctrl {(number + 1) % 10}")
            self._group.addButton(line, number)
            self._nav.addWidget(line)

    def set_current(self, page_id: str) -> None:
        """Mark the page shown; none where it is not in the list."""
        if page_id in self._ids:
            self._group.button(self._ids.index(page_id)).setChecked(True)
        else:
            self._mark_none()

    def _mark_none(self) -> None:
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def set_status(self, words: str, icon: str = "check", tone: str = "ok") -> None:
        """Say what is saved."""
        self._status.setText(words)
        self._status.setAccessibleName(words)
        self._mark.set_icon(icon, tone)
        self._mark.setVisible(bool(words))

    def set_room_open(self, is_open: bool) -> None:
        """Say that others look on."""
        self.room.setVisible(is_open)

    def set_history(self, undo: str | None, redo: str | None, barrier: str | None = None) -> None:
        """Say what can be undone and redone, by name; `barrier` is what undo stops at."""
        for button, word, label, key in (
            (self.undo, self.tr("Undo"), undo, "Ctrl Z"),
            (self.redo, self.tr("Redo"), redo, "Ctrl Shift Z"),
        ):
            name = f"{word}: {label}" if label else word
            button.setEnabled(label is not None)
            button.setVisible(self._has_file)
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({key})" if label else self.tr("Nothing to do"))
        if undo is None and barrier is not None:
            self.undo.setToolTip(self.tr("“{0}” cannot be undone").format(barrier))

    def set_has_file(self, has_file: bool) -> None:
        """Hide what only makes sense with an engagement."""
        self._has_file = has_file
        for widget in (self.undo, self.redo, self._search):
            widget.setVisible(has_file)

    # --- wishes -----------------------------------------------------------------------------

    def _on_title(self) -> None:
        self.title_asked.emit(self._title.mapToGlobal(self._title.rect().bottomLeft()))

    def _on_clicked(self, number: int) -> None:
        self.page_asked.emit(self._ids[number])

    def _on_theme_changed(self) -> None:
        look = theme()
        self.setFixedWidth(look.px(208))
        self._outer.setContentsMargins(look.px(8), look.px(20), look.px(8), look.px(12))
        self._head.setContentsMargins(0, 0, 0, 0)
        self._note.setContentsMargins(look.px(8), 0, look.px(4), 0)
        self._parties.setContentsMargins(look.px(8), 0, look.px(4), 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = QRect(self.width() - 1, 0, 1, self.height())
        painter.fillRect(painting.mirrored(edge, self.rect()), theme().color("border"))
