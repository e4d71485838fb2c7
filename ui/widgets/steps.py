"""Where a thing stands: dots on a line, numbered steps, shares of a length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets import painting


def draw_steps(
    painter: QPainter, rect: QRect, count: int, reached: int, tone: str = "accent"
) -> None:
    """Draw `count` dots over the width of `rect`; the first `reached` are filled."""
    look = theme()
    radius = look.px(5)
    y = rect.center().y() + 0.5
    span = max(rect.width() - 2 * radius, 1) / max(count - 1, 1)
    xs = [rect.left() + radius + span * number for number in range(count)]
    if painting.is_mirrored():
        xs = [rect.left() + rect.right() - x for x in xs]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number in range(count - 1):
        done = number + 1 < reached
        painter.setPen(QPen(look.color(tone if done else "border"), 2))
        painter.drawLine(QPointF(xs[number], y), QPointF(xs[number + 1], y))
    for number, x in enumerate(xs):
        if number < reached:
            painting.draw_dot(painter, QPointF(x, y), 2 * radius, look.color(tone))
        else:
            painter.setPen(QPen(look.color("border_strong"), 1.5))
            painter.setBrush(look.color("surface"))
            painter.drawEllipse(QPointF(x, y), radius - 1, radius - 1)


class TimelineSteps(QWidget):
    """Dots for the life of a thing; the words of all steps are in its spoken name."""

    def __init__(
        self, steps: Sequence[str], reached: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._steps, self._reached = tuple(steps), reached
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self.set_reached(reached)

    def set_steps(self, steps: Sequence[str], reached: int) -> None:
        """Show other steps."""
        self._steps = tuple(steps)
        self.updateGeometry()
        self.set_reached(reached)

    def set_reached(self, reached: int) -> None:
        """Fill the first `reached` dots."""
        self._reached = reached
        word = self._steps[reached - 1] if 0 < reached <= len(self._steps) else ""
        self.setAccessibleName(f"{word}, {reached}/{len(self._steps)}".strip(", "))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(36) * max(len(self._steps) - 1, 1), theme().px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_steps(QPainter(self), self.rect(), len(self._steps), self._reached)


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a length. `tone` colours it; the current one is drawn full."""

    amount: int
    name: str
    is_current: bool = False


class ShareBar(QWidget):
    """Shares of a length side by side; what goes beyond the end is amber, a tick marks the end."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._shares: tuple[Share, ...] = ()
        self._length = 0
        self._end = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_shares(self, shares: Sequence[Share], length: int, end: str = "") -> None:
        """Show the parts of `length` (same unit); `end` is written below the tick."""
        self._shares, self._length, self._end = tuple(shares), length, end
        used = sum(share.amount for share in shares)
        self.setAccessibleName(f"{self._name}: {used} / {length}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(200), look.px(30 if self._end else 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if painting.is_mirrored():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        used = sum(share.amount for share in self._shares)
        whole = max(used, self._length, 1)
        self._paint_shares(painter, whole)
        painter.resetTransform()
        if used and self._length:
            self._paint_end(painter, self.width() * self._length / whole, used > self._length)

    def _paint_shares(self, painter: QPainter, whole: int) -> None:
        look = theme()
        top, height, radius = look.px(3), look.px(8), look.px(3)
        gap = look.px(2)
        at = 0
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QRectF(0, top, self.width() * min(self._length, whole) / whole, height)
        painter.setBrush(look.color("sunken"))
        painter.drawRoundedRect(ground, radius, radius)
        for share in self._shares:
            inside = max(min(share.amount, self._length - at), 0)
            parts = ((at, inside, False), (at + inside, share.amount - inside, True))
            for start, amount, is_over in parts:
                if amount <= 0:
                    continue
                colour = look.color("warn" if is_over else "accent")
                if not share.is_current and not is_over:
                    colour.setAlphaF(0.32)
                painter.setBrush(colour)
                left, right = self.width() * start / whole, self.width() * (start + amount) / whole
                box = QRectF(left, top, max(right - left - gap, 1), height)
                painter.drawRoundedRect(box, radius, radius)
            at += share.amount

    def _paint_end(self, painter: QPainter, x: float, is_over: bool) -> None:
        look = theme()
        if painting.is_mirrored():
            x = self.width() - x
        if is_over:
            painter.fillRect(QRectF(x - 1, 0, 2, look.px(14)), look.color("text"))
        if self._end:
            font = look.font(11, tabular=True)
            width = painting.text_width(self._end, font)
            left = min(max(round(x - width / 2), 0), self.width() - width)
            painter.setFont(font)
            painter.setPen(look.color("text2"))
            box = QRect(left, look.px(14), width, look.px(16))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._end)
