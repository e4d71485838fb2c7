"""Quiet dots below words that a side does not own; louder ones below false friends."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QMoveEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from facilitator.queries.jargon import Mark
from ui.jargon.places import Editor, boxes, canvas, shown, units
from ui.theme import theme

_DOTS = [1.2, 1.6]  # dot and gap, in widths of the pen


class Underlines(QWidget):
    """A sheet over a field, transparent to everything but the eye.

    The document is left alone: neither its undo nor its layout knows of the dots. What is looked
    at is what is repainted: while somebody types, that is the paragraph of the caret.
    """

    def __init__(self, editor: Editor, marks: Callable[[str], list[Mark]]) -> None:
        self._canvas = canvas(editor)
        super().__init__(self._canvas)
        self._editor, self._marks = editor, marks
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._canvas.installEventFilter(self)
        self._fit()
        self.show()

    def _fit(self) -> None:
        if self.geometry() != self._canvas.rect():
            self.setGeometry(self._canvas.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def moveEvent(self, event: QMoveEvent) -> None:
        """Stay where it is: a field that scrolls moves what lies on it along."""
        super().moveEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        area = QRectF(event.rect())
        painter: QPainter | None = None
        for paragraph in shown(self._editor, area):
            for mark in self._marks(paragraph.text):
                start = units(paragraph.text, mark.start)
                end = units(paragraph.text, mark.end)
                for box, baseline in boxes(paragraph, start, end):
                    if box.bottom() + 2 < area.top() or box.top() > area.bottom():
                        continue
                    painter = painter or QPainter(self)
                    _draw(painter, box, baseline, is_loud=mark.is_false_friend)
        if painter is not None:
            painter.end()


def _draw(painter: QPainter, box: QRectF, baseline: float, *, is_loud: bool) -> None:
    look = theme()
    width = max(1.0, 1.25 * look.unit)
    pen = QPen(look.color("warn" if is_loud else "accent"), width)
    pen.setDashPattern(_DOTS)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    y = round(baseline + 2 * look.unit) + 0.5
    rows = (y, y + round(2.2 * width)) if is_loud else (y,)
    for row in rows:
        painter.drawLine(QPointF(box.left(), row), QPointF(box.right(), row))
