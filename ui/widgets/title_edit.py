"""A title that is edited where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets import painting


class TitleEdit(QLineEdit):
    """A line in the size of a title. It looks like text until the mouse or the keyboard is on it.

    `left` says that Enter or Esc was pressed; what is typed is saved by whoever binds the field.
    """

    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("bare", "true")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        look = theme()
        words = painting.text_width(self.text() or self.placeholderText(), look.font(24, 600))
        return QSize(words + look.px(24), look.px(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(38))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.clearFocus()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorPosition(0)  # the beginning of a long title shows

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def _on_text_changed(self) -> None:
        self._explain()
        self.updateGeometry()

    def _explain(self) -> None:
        self.setToolTip(self.text() if self._is_cut() else "")

    def _is_cut(self) -> bool:
        return painting.text_width(self.text(), self.font()) > self.width() - 4

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        side = Qt.AlignmentFlag.AlignRight if painting.is_mirrored() else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
        self.setFont(theme().font(24, 600))
        self.setFixedHeight(theme().px(38))
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        if self.hasFocus():
            painting.draw_round(painter, self.rect(), look.radius("chip"), look.color("surface"))
            painting.draw_focus(painter, self.rect(), look.radius("chip"))
        elif self.underMouse() and not self.isReadOnly():
            painting.draw_round(painter, self.rect(), look.radius("chip"), look.color("hover"))
        if not self.hasFocus() and self._is_cut():
            box = self.rect().adjusted(2, 0, -2, 0)
            box.setTop((self.height() - painting.line_height(self.font())) // 2)
            painting.draw_text(painter, box, self.text(), self.font(), look.color("text"))
            return
        painter.end()
        super().paintEvent(event)
