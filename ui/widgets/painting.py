"""Drawing shared by painted controls: text that wraps and elides, rings, dots, mirroring."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

from ui.theme import theme

LEADING = 1.4


def is_mirrored() -> bool:
    """Tell whether the app reads from right to left."""
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def mirrored(rect: QRect, within: QRect) -> QRect:
    """Return `rect` as it lies for the reading direction inside `within`."""
    if not is_mirrored():
        return rect
    left = within.left() + within.right() - rect.right()
    return QRect(left, rect.y(), rect.width(), rect.height())


def text_width(text: str, font: QFont) -> int:
    """Return the width of one line in pixels."""
    return QFontMetrics(font).horizontalAdvance(text) + 1


def line_height(font: QFont) -> int:
    """Return the height that one line of body text takes."""
    return round(font.pixelSize() * LEADING)


def _lines(text: str, font: QFont, width: int, limit: int) -> list[str]:
    """Break `text` into at most `limit` lines; the last one is elided where more follows."""
    flat = text.replace("\n", "\u2028")
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start = line.textStart()
        if len(lines) + 1 == limit:
            rest = flat[start:].replace("\u2028", " ")
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(flat[start : start + line.textLength()].rstrip(" \u2028"))
    layout.endLayout()
    return lines


def _one_line(text: str, font: QFont, width: int) -> str:
    flat = text.replace("\n", " ")
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(flat) <= width:
        return flat
    return metrics.elidedText(flat, Qt.TextElideMode.ElideRight, width)


def text_height(text: str, font: QFont, width: int, limit: int = 1) -> int:
    """Return the height of `text` in at most `limit` lines of `width`."""
    if not text:
        return 0
    height = line_height(font)
    if limit == 1:
        return height
    if "\n" not in text:
        wide = text_width(text, font)
        if wide <= width:
            return height
        if wide > (width + 4 if limit == 2 else width * limit):
            return height * limit  # no need to break it to know; a hair's breadth is broken
    return height * len(_lines(text, font, width, limit))


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    *,
    limit: int = 1,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Draw from the top of `rect`, wrap to `limit` lines, elide the rest; return the height used.

    `AlignLeft` means the start of the line and `AlignRight` its end, in either reading direction.
    """
    painter.setFont(font)
    painter.setPen(colour)
    # Where a line begins is the window's reading direction, the order of its words its own.
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    height = line_height(font)
    flags = align
    if is_mirrored() and align == Qt.AlignmentFlag.AlignLeft:
        flags = Qt.AlignmentFlag.AlignRight
    elif is_mirrored() and align == Qt.AlignmentFlag.AlignRight:
        flags = Qt.AlignmentFlag.AlignLeft
    whole = flags | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    y = rect.top()
    lines = [_one_line(text, font, rect.width())] if limit == 1 else None
    for line in lines or _lines(text, font, rect.width(), limit):
        painter.drawText(
            QRect(rect.left(), y, rect.width(), height),
            int(whole) | int(Qt.TextFlag.TextSingleLine) | int(Qt.TextFlag.TextDontClip),
            line,
        )
        y += height
    return y - rect.top()


def draw_round(
    painter: QPainter,
    rect: QRect,
    radius: float,
    fill: QColor | None,
    border: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Draw a rounded rectangle whose border lies wholly inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(rect), radius, radius)
        return
    painter.setPen(QPen(border, width))
    half = width / 2
    inner = QRectF(rect).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(inner, max(radius - half, 0), max(radius - half, 0))


def draw_focus(painter: QPainter, rect: QRect, radius: float) -> None:
    """Draw the two pixel ring in the accent colour that says where the keyboard is."""
    draw_round(painter, rect, radius, None, theme().color("accent"), 2)


def draw_dot(painter: QPainter, centre: QPointF, diameter: float, colour: QColor) -> None:
    """Draw a filled dot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, diameter / 2, diameter / 2)


def draw_disc(
    painter: QPainter, rect: QRect, letters: str, party: str | None, *, quiet: bool = False
) -> None:
    """Draw initials in a disc of a colour key; `quiet` takes the soft ground."""
    colours = theme().party(party)
    fill, ink = (colours.soft, colours.ink) if quiet else (colours.fill, colours.on)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(QRectF(rect))
    font = theme().font(11, 600)
    font.setPixelSize(max(round(rect.height() * 0.45), 8))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)
