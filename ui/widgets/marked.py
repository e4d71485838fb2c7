"""One line of text in which some parts are marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from ui.theme import theme
from ui.widgets import painting


def draw_marked(
    painter: QPainter,
    rect: QRect,
    text: str,
    spans: Sequence[tuple[int, int]],
    font: QFont,
    colour: QColor,
) -> None:
    """Draw from the start of `rect`, elided; each span (start, end) stands out by weight and ink.

    A mark never rests on colour alone: it is heavier, too.
    """
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setFormats([_range(shown, span) for span in spans if span[0] < len(shown)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(rect.width(), 1))
    layout.endLayout()
    slack = rect.width() - line.naturalTextWidth() if painting.is_mirrored() else 0
    if option.textDirection() == Qt.LayoutDirection.RightToLeft:
        slack = 0
    height = painting.line_height(font)
    painter.setPen(colour)
    painter.save()
    painter.setClipRect(rect.adjusted(-2, -2, 2, 2))
    layout.draw(painter, QPointF(rect.x() + slack, rect.y() + (height - line.height()) / 2))
    painter.restore()


def _range(text: str, span: tuple[int, int]) -> QTextLayout.FormatRange:
    start, end = span[0], min(span[1], len(text))
    out = QTextLayout.FormatRange()
    out.start = _units(text[:start])
    out.length = _units(text[start:end])
    mark = QTextCharFormat()
    mark.setFontWeight(QFont.Weight.Bold)
    mark.setForeground(theme().color("accent"))
    mark.setBackground(theme().color("accent_soft"))
    out.format = mark
    return out


def _units(text: str) -> int:
    """Return the length in the UTF-16 units that Qt counts in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
