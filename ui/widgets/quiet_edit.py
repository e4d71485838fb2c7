"""Text that is edited where it stands: like text until mouse or keyboard are on it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    Qt,
)
from PySide6.QtWidgets import QWidget

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.fields import AutoGrowTextEdit


class QuietTextEdit(AutoGrowTextEdit):
    """Lines of text without a frame at rest. `left` says that the keyboard went elsewhere.

    With `one_line`, Enter is told by `entered` and never breaks the line. `font` is size, weight.
    """

    left = Signal()
    entered = Signal()
    move_asked = Signal(int)  # -1 or 1, by Alt+Up and Alt+Down

    def __init__(
        self,
        *,
        placeholder: str = "",
        least: int = 1,
        one_line: bool = False,
        font: tuple[int, int] = (13, 400),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", placeholder=placeholder, least=least, most=30, parent=parent)
        self._one_line, self._size = one_line, font
        self.setProperty("bare", "true")
        self.viewport().setAutoFillBackground(False)
        theme().changed.connect(self._on_theme)
        self._on_theme()

    def _on_theme(self) -> None:
        self.setFont(theme().font(*self._size))
        self.document().setDocumentMargin(theme().px(6))

    def _height_of(self, lines: int) -> int:
        spacing = QFontMetricsF(self.font()).lineSpacing()
        return ceil(spacing) * lines + 2 * theme().px(6) + 2  # each line on whole pixels

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and self._one_line and not plain:
            self.entered.emit()
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and plain == Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(step)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.viewport().update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.viewport().update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self.viewport())
        rect, radius = self.viewport().rect(), look.radius("chip")
        if self.hasFocus():
            painting.draw_round(painter, rect, radius, look.color("surface"))
            painting.draw_focus(painter, rect, radius)
        elif self.underMouse() and not self.isReadOnly():
            painting.draw_round(painter, rect, radius, look.color("hover"))
        painter.end()
        super().paintEvent(event)
