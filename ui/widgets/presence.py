"""Who is there, as one button: a dot and a count for each group, and whether all are there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import painting


class PresenceButton(QAbstractButton):
    """Shows (words, colour key) for each group and one closing statement; a click opens more."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._groups: list[tuple[str, str | None]] = []
        self._end, self._is_well = "", True
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme().changed.connect(self.updateGeometry)

    def set_presence(
        self, groups: Sequence[tuple[str, str | None]], end: str, is_well: bool
    ) -> None:
        """Show these groups; `end` says in words what `is_well` says in colour."""
        self._groups, self._end, self._is_well = list(groups), end, is_well
        words = ", ".join([*(word for word, _key in groups), end])
        self.setAccessibleName(f"{self._name}: {words}")
        self.setToolTip(f"{self._name}: {words}")
        self.updateGeometry()
        self.update()

    def _width(self) -> int:
        look, font = theme(), theme().font(12)
        width = sum(
            look.px(14) + painting.text_width(word, font) + look.px(16)
            for word, _key in self._groups
        )
        return width + self._end_width()

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(self._width() + look.px(12), look.px(32))

    def minimumSizeHint(self) -> QSize:
        """Ask for room for a warning; counts may give way."""
        look = theme()
        least = 0 if self._is_well else self._end_width() + look.px(12)
        return QSize(max(look.px(120), least), look.px(32))

    def _end_width(self) -> int:
        return theme().px(18) + painting.text_width(self._end, theme().font(12))

    def is_end_first(self) -> bool:
        """Tell whether the closing statement leads: a warning must not be what is cut."""
        return not self._is_well and self._width() > self.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        rect, radius = self.rect(), look.radius("chip")
        if self.underMouse() or self.isDown():
            painting.draw_round(painter, rect, radius, look.color("hover"))
        if self.hasFocus():
            painting.draw_focus(painter, rect, radius)
        x = look.px(1)
        painter.setFont(look.font(12))
        if self.is_end_first():
            self._paint_groups(painter, self._paint_end(painter, x) + look.px(16))
        else:
            self._paint_end(painter, self._paint_groups(painter, x))

    def _paint_groups(self, painter: QPainter, x: int) -> int:
        look, rect = theme(), self.rect()
        for word, key in self._groups:
            if x + look.px(30) > rect.width():  # a dot without words says nothing
                break
            dot = painting.mirrored(QRect(x, 0, look.px(8), self.height()), rect)
            painting.draw_dot(
                painter, QPointF(dot.center()) + QPointF(0.5, 0.5), look.px(8), look.party(key).fill
            )
            x = self._words(painter, x + look.px(14), word, "text2") + look.px(16)
        return x

    def _paint_end(self, painter: QPainter, x: int) -> int:
        look, rect = theme(), self.rect()
        tone, icon = ("ok", "check") if self._is_well else ("warn", "warning")
        side = look.px(14)
        box = QRect(x, (self.height() - side) // 2, side, side)
        icons.paint(painter, painting.mirrored(box, rect), icon, look.color(tone))
        tone = "text2" if self._is_well else "warn"
        return self._words(painter, x + look.px(18), self._end, tone)

    def _words(self, painter: QPainter, x: int, words: str, tone: str) -> int:
        font = theme().font(12)
        line = painting.line_height(font)
        width = min(painting.text_width(words, font), max(self.width() - x, 1))
        box = QRect(x, (self.height() - line) // 2, width, line)
        box = painting.mirrored(box, self.rect())
        painting.draw_text(painter, box, words, font, theme().color(tone))
        return x + width
