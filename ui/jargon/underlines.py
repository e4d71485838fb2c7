"""Quiet dots below words that a side does not own; louder ones below false friends."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLineF, QObject, QRectF, Qt
from PySide6.QtGui import QMoveEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from facilitator.queries.jargon import Mark
from ui.jargon.places import Editor, boxes, canvas, lines_in, shown, units
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
        area, unit = QRectF(event.rect()), theme().unit
        quiet: list[QLineF] = []
        loud: list[QLineF] = []
        for paragraph in shown(self._editor, area):
            marks = self._marks(paragraph.text)
            if not marks:
                continue
            lines, first, behind = lines_in(paragraph, area)
            for mark in marks:
                start = units(paragraph.text, mark.start)
                end = units(paragraph.text, mark.end)
                if end <= first or start >= behind:
                    continue
                for box, baseline in boxes(paragraph, start, end, lines):
                    y = round(baseline + 2 * unit) + 0.5
                    line = QLineF(box.left(), y, box.right(), y)
                    if mark.is_false_friend:
                        loud += (line, line.translated(0, round(2.7 * unit)))
                    else:
                        quiet.append(line)
        if quiet or loud:
            painter = QPainter(self)
            for found, tone in ((quiet, "accent"), (loud, "warn")):
                if found:
                    painter.setPen(_pen(tone))
                    painter.drawLines(found)
            painter.end()


def _pen(tone: str) -> QPen:
    pen = QPen(theme().color(tone), max(1.0, 1.25 * theme().unit))
    pen.setDashPattern(_DOTS)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
