"""What the app tells: an undo bar, strips under the title, empty pages, progress."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import Button, IconButton, LinkButton, PlainButton, PrimaryButton, key_text
from ui.widgets.card import clear_layout, column, row
from ui.widgets.text import Text

_IN_SIGHT = "keepInSight"


def keep_in_sight(widget: QWidget) -> None:
    """Have the undo bar stand above this part of a page."""
    widget.setProperty(_IN_SIGHT, True)


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence; others see nothing."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


class IconMark(QWidget):
    """An icon in a tone; decoration, so it has no name of its own."""

    def __init__(
        self, icon: str, tone: str = "text2", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._size = icon, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, tone: str | None = None) -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self.rect(), self._icon, theme().color(self._tone))


class Banner(QWidget):
    """A strip that stays until the matter is settled: what happened, what was kept, what to do."""

    def __init__(self, parent: QWidget | None = None, *, inset: int = 0) -> None:
        """`inset` keeps the strip that far from the edge above it."""
        super().__init__(parent)
        self._tone = "danger"
        self._inset = inset
        outer = row(10, 14)
        edges = outer.contentsMargins()
        edges.setTop(edges.top() + inset)
        outer.setContentsMargins(edges)
        self.setLayout(outer)
        self._mark = IconMark("warning-circle", "danger", 18)
        outer.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = column(3)
        self._title = Text("", "strong", wrap=True)
        self._more = Text("", "small", tone="text", wrap=True)
        self._buttons = row(6)
        words.addWidget(self._title)
        words.addWidget(self._more)
        words.addLayout(self._buttons)
        outer.addLayout(words, 1)
        self._close = IconButton("x", self.tr("Close this notice"))
        self._close.clicked.connect(self.hide)
        self._close.hide()
        outer.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme().changed.connect(self.update)
        self.hide()

    def show_notice(
        self, title: str, more: str = "", *, tone: str = "danger", icon: str = ""
    ) -> None:
        """Show the strip; earlier buttons go."""
        self._tone = tone
        self._title.setText(title)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        clear_layout(self._buttons)
        self._buttons.addStretch(1)  # an empty row would take all width from the words above it
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._mark.set_icon(icon or ("warning-circle" if tone == "danger" else "info"), tone)
        self.setAccessibleName(f"{title} {more}".strip())
        self.show()
        self.update()
        announce(self, f"{title} {more}".strip())

    def add_button(self, text: str, slot: Callable[[], object], *, link: bool = False) -> Button:
        """Offer a way on; `slot` must be a bound method or function, never a lambda over self."""
        self._drop_stretch()
        button: Button = LinkButton(text) if link else PlainButton(text, compact=True)
        button.clicked.connect(slot)
        self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._buttons.setContentsMargins(0, theme().px(4), 0, 0)
        return button

    def set_closable(self, can_close: bool) -> None:
        """Offer to put the strip away, where the matter is only told, not waiting."""
        self._close.setVisible(can_close)

    def _drop_stretch(self) -> None:
        last = self._buttons.count() - 1
        item = self._buttons.itemAt(last) if last >= 0 else None
        if item is not None and item.spacerItem() is not None:
            self._buttons.takeAt(last)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        ground = look.color(f"{self._tone}_soft")
        box = self.rect().adjusted(0, self._inset, 0, 0)
        painting.draw_round(QPainter(self), box, look.radius("panel"), ground)


class _ToastButton(Button):
    """The undo button on the dark bar."""

    kind = "quiet"

    def _ink(self) -> str:
        return "surface"

    def _ground(self) -> tuple[str | None, str | None]:
        return (None, None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        if self.hasFocus() or self.underMouse():
            ring = look.color("surface")
            painting.draw_round(painter, self.rect(), look.radius("chip"), None, ring, 2)
        self._paint_parts(painter)


class Toast(QWidget):
    """A bar at the bottom of its parent for eight seconds, with undo where there is one.

    It stands above what a page marks with `keep_in_sight`, such as a line somebody types in.
    """

    undo_asked = Signal()
    SECONDS = 8

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        line = row(12)
        line.setContentsMargins(theme().px(16), theme().px(6), theme().px(10), theme().px(6))
        self.setLayout(line)
        self._words = Text("", "row", tone="surface")
        self._undo = _ToastButton(self.tr("Undo"))
        self._key = Text(key_text("Ctrl+Z"), "label", tone="surface")
        line.addWidget(self._words, 1)
        line.addWidget(self._undo)
        line.addWidget(self._key)
        self._undo.clicked.connect(self._on_undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def show_words(self, words: str, *, undo: bool = False) -> None:
        """Show the bar; a second one replaces the first."""
        self._words.setText(words)
        self._undo.setVisible(undo)
        self._key.setVisible(undo)
        self.setAccessibleName(words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(self.SECONDS * 1000)
        announce(self, words)

    def forget_undo(self) -> None:
        """Hide a bar that offers to undo: another step has become the last one."""
        if self._undo.isVisibleTo(self):
            self.hide()

    def _on_undo(self) -> None:
        self.hide()
        self.undo_asked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        look, home = theme(), self.parentWidget()
        if home is None:
            return
        width = min(max(self.sizeHint().width(), look.px(420)), home.width() - look.px(48))
        height = look.px(44)
        left = (home.width() - width) // 2
        bottom = min((self._top_of(foot) for foot in self._kept(home)), default=home.height())
        self.setGeometry(left, bottom - height - look.px(20), width, height)

    @staticmethod
    def _kept(home: QWidget) -> list[QWidget]:
        found = home.findChildren(QWidget)
        return [each for each in found if each.property(_IN_SIGHT) and each.isVisible()]

    def _top_of(self, foot: QWidget) -> int:
        home = self.parentWidget()
        return foot.mapTo(home, QPoint(0, theme().px(10))).y() if home is not None else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painting.draw_round(painter, self.rect(), look.radius("card"), look.color("text"))
        if self._key.isVisible():
            edge = look.px(5)
            box = self._key.geometry().adjusted(-edge, 0, edge, 0)
            box = QRect(box.x(), self.height() // 2 - look.px(11), box.width(), look.px(22))
            painting.draw_round(painter, box, look.px(5), None, look.color("surface"))


class EmptyState(QWidget):
    """What this place is for, and the next step."""

    def __init__(
        self, icon: str, title: str, sentence: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._box = column(8, 24)
        self.setLayout(self._box)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._box.addStretch(1)
        self._box.addWidget(_Roundel(icon), 0, centre)
        self.title = Text(title, "lead")
        self.title.setAlignment(centre)
        self._box.addWidget(self.title)
        self.sentence = Text(sentence, "quiet", wrap=True)
        self.sentence.setAlignment(centre)
        if not sentence:  # never shown before it has a parent: that would be a window of its own
            self.sentence.hide()
        self._box.addWidget(self.sentence)
        self._box.addStretch(1)

    def set_words(self, title: str, sentence: str = "") -> None:
        """Change what it says."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def set_step(
        self,
        text: str,
        slot: Callable[[], object],
        *,
        icon: str | None = "plus",
        primary: bool = True,
    ) -> Button:
        """Offer the next step as a button."""
        kind = PrimaryButton if primary else LinkButton
        button = kind(text, icon=icon if primary else None)
        button.clicked.connect(slot)
        self._box.insertWidget(self._box.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button


class _Roundel(QWidget):
    """An icon on a soft disc."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme().px(48)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        radius = self.width() / 2
        painting.draw_round(painter, self.rect(), radius, look.color("accent_soft"))
        edge = look.px(13)
        box = self.rect().adjusted(edge, edge, -edge, -edge)
        icons.paint(painter, box, self._icon, look.color("accent"))


class ProgressStrip(QWidget):
    """Words, a bar, and Cancel, for what takes longer than half a second."""

    cancelled = Signal()

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(6, 14)
        self.setLayout(box)
        head = row(8)
        self._words = Text(words, "row")
        self._cancel = LinkButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.cancelled)
        head.addWidget(self._words, 1)
        head.addWidget(self._cancel)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words or self.tr("Progress"))
        box.addLayout(head)
        box.addWidget(self._bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme().changed.connect(self.update)

    def set_progress(self, done: int, total: int, words: str = "") -> None:
        """Move the bar; a total of 0 means nobody knows how long."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if words:
            self._words.setText(words)
            self._bar.setAccessibleName(words)

    def set_cancellable(self, can_cancel: bool) -> None:
        """Take Cancel away where stopping half-way would harm."""
        self._cancel.setVisible(can_cancel)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painting.draw_round(
            QPainter(self), self.rect(), look.radius("panel"),
            look.color("surface"), look.color("border"),
        )  # fmt: skip
