"""The ground things stand on: cards, page headers, dividers, parts that fold."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.text import ElidedText, Text


def spaced(layout: QBoxLayout, spacing: int = 8, margin: int = 0) -> QBoxLayout:
    """Set spacing and margins of a layout in design pixels."""
    look = theme()
    layout.setSpacing(look.px(spacing) if spacing else 0)
    edge = look.px(margin) if margin else 0
    layout.setContentsMargins(edge, edge, edge, edge)
    return layout


def column(spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """Return a vertical layout with spacing and margins in design pixels."""
    layout = QVBoxLayout()
    spaced(layout, spacing, margin)
    return layout


def row(spacing: int = 8, margin: int = 0) -> QHBoxLayout:
    """Return a horizontal layout with spacing and margins in design pixels."""
    layout = QHBoxLayout()
    spaced(layout, spacing, margin)
    return layout


class Card(QWidget):
    """A surface with a quiet border. Put things into `body`; a title row comes when asked for.

    `tone` may name a soft ground: `surface`, `bg`, `warn_soft`, `accent_soft`…
    """

    def __init__(
        self,
        title: str = "",
        *,
        tone: str = "surface",
        margin: int = 16,
        spacing: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._is_current = False
        self.body = column(spacing, margin)
        self._top = self.body.contentsMargins().top()
        self.setLayout(self.body)
        self.title: Text | None = None
        self.count: Text | None = None
        self.header: QHBoxLayout | None = None
        theme().changed.connect(self.update)
        if title:
            self.set_title(title)

    def set_title(self, title: str, count: str = "") -> None:
        """Show a title, and beside it quietly how many there are."""
        if self.title is None or self.count is None:
            self.header = row(6)
            self.title, self.count = Text("", "strong"), Text("", "quiet")
            self.header.addWidget(self.title)
            self.header.addWidget(self.count)
            self.header.addStretch(1)
            self.body.insertLayout(0, self.header)
        self.title.setText(title)
        self.count.setText(count)
        self.count.setVisible(bool(count))
        self.setAccessibleName(title)

    def add_to_header(self, widget: QWidget) -> None:
        """Put a link or button at the end of the title row."""
        if self.header is None:
            self.set_title("")
        if self.header is not None:
            self.header.addWidget(widget)
            self._level_title()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.header is not None:
            self._level_title()
        return super().event(event)

    def _level_title(self) -> None:
        """Let a high link reach into the margin above: all titles stand as far from the top."""
        if self.header is None or self.title is None:
            return
        over = max(self.header.sizeHint().height() - self.title.sizeHint().height(), 0) // 2
        margins = self.body.contentsMargins()
        if margins.top() != (top := max(self._top - over, 0)):
            self.body.setContentsMargins(margins.left(), top, margins.right(), margins.bottom())

    def add(self, widget: QWidget, stretch: int = 0) -> QWidget:
        """Add a widget to the body."""
        self.body.addWidget(widget, stretch)
        return widget

    def set_tone(self, tone: str) -> None:
        """Change the ground."""
        self._tone = tone
        self.update()

    def set_current(self, current: bool) -> None:
        """Mark the card as the one being worked on."""
        self._is_current = current
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        border = look.color("border") if self._tone == "surface" else None
        radius = look.radius("panel")
        painting.draw_round(painter, self.rect(), radius, look.color(self._tone), border)
        if self._is_current:
            painting.draw_focus(painter, self.rect(), radius)


class Divider(QWidget):
    """A hairline between things."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("border"))


class PageHeader(QWidget):
    """Title, one quiet line below, and the page's buttons at the end."""

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row(8)
        self.setLayout(self._row)
        words = column(4)
        self.title = ElidedText(title, "title")
        self.subtitle = ElidedText(subtitle, "quiet")
        if not subtitle:  # never shown before it has a parent: that would be a window of its own
            self.subtitle.hide()
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._row.addLayout(words, 1)
        self._row.setAlignment(Qt.AlignmentFlag.AlignTop)

    def set_title(self, title: str, subtitle: str | None = None) -> None:
        """Change the words; a subtitle left out stays."""
        self.title.setText(title)
        if subtitle is not None:
            self.subtitle.setText(subtitle)
            self.subtitle.setVisible(bool(subtitle))

    def add_action(self, widget: QWidget) -> QWidget:
        """Add a button at the end; the primary comes last."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        return widget


class _FoldHead(QAbstractButton):
    """The line that folds and unfolds what is below it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme()
        words = painting.text_width(self.text(), look.font(13, 600))
        return QSize(words + look.px(40), look.px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        rect = self.rect()
        if self.underMouse():
            painting.draw_round(painter, rect, look.radius("chip"), look.color("hover"))
        if self.hasFocus():
            painting.draw_focus(painter, rect, look.radius("chip"))
        side = look.px(14)
        box = rect.adjusted(look.px(8), 0, 0, 0)
        box.setWidth(side)
        name = "caret-down" if self.isChecked() else "caret-right"
        icons.paint(painter, painting.mirrored(box, rect), name, look.color("text2"))
        words = rect.adjusted(look.px(30), 0, -look.px(8), 0)
        font = look.font(13, 600)
        height = painting.line_height(font)
        words.setTop(rect.y() + (rect.height() - height) // 2)
        painting.draw_text(
            painter, painting.mirrored(words, rect), self.text(), font, look.color("text")
        )


class Collapsible(QWidget):
    """A heading that folds its body away. Use `body` for what it holds."""

    toggled = Signal(bool)

    def __init__(self, title: str, *, opened: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(4)
        self.setLayout(outer)
        self.head = _FoldHead(title, self)
        self.inside = QWidget()
        self.body = column(8)
        self.inside.setLayout(self.body)
        outer.addWidget(self.head)
        outer.addWidget(self.inside)
        self.inside.setVisible(opened)
        self.head.setChecked(opened)
        self.head.toggled.connect(self._on_toggled)

    def is_open(self) -> bool:
        """Tell whether the body shows."""
        return self.head.isChecked()

    def set_open(self, opened: bool) -> None:
        """Fold or unfold."""
        self.head.setChecked(opened)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self.head.setText(title)

    def _on_toggled(self, opened: bool) -> None:
        self.inside.setVisible(opened)
        self.toggled.emit(opened)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let go of it."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_layout(inner)
