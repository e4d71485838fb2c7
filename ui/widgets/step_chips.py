"""Numbered steps of one thing, side by side: where one is, and where one can go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import Button
from ui.widgets.card import row
from ui.widgets.notices import IconMark


class _StepChip(Button):
    """A number in a circle and a word; the step one is on has a soft ground."""

    kind = "quiet"

    def __init__(self, number: int, word: str) -> None:
        super().__init__(word)
        self._number = str(number)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        look = theme()
        words = painting.text_width(self.text(), look.font(13, 600))
        return QSize(words + look.px(16 + 8 + 20), look.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        on, radius = self.isChecked(), look.radius("card")
        if on:
            painting.draw_round(painter, rect, radius, look.color("accent_soft"))
        elif self.underMouse() and self.isEnabled():
            painting.draw_round(painter, rect, radius, look.color("hover"))
        if self.hasFocus():
            painting.draw_focus(painter, rect, radius)
        side = look.px(17)
        box = QRect(look.px(10), (rect.height() - side) // 2, side, side)
        box = painting.mirrored(box, rect)
        ink = "accent" if on else "text2" if self.isEnabled() else "text3"
        if on:
            painting.draw_round(painter, box, side / 2, look.color("accent"))
        else:
            painting.draw_round(painter, box, side / 2, None, look.color(ink), 1.2)
        painter.setFont(look.font(11, 600))
        painter.setPen(look.color("on_accent" if on else ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._number)
        start = look.px(10) + side + look.px(7)
        words = QRect(start, 0, rect.width() - start - look.px(4), rect.height())
        painter.setFont(look.font(13, 600 if on else 500))
        painter.setPen(look.color(ink))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        side_flag = (
            Qt.AlignmentFlag.AlignRight if painting.is_mirrored() else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(painting.mirrored(words, rect), flags | side_flag, self.text())


class StepChips(QWidget):
    """The steps in order. `asked` carries the key of another step that somebody wants."""

    asked = Signal(object)

    def __init__(
        self, steps: Sequence[tuple[object, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._chips: dict[object, _StepChip] = {}
        self._current: object = None
        line = row(2)
        self.setLayout(line)
        for number, (key, word) in enumerate(steps, start=1):
            if number > 1:
                line.addWidget(IconMark("caret-right", "text3", 12))
            chip = _StepChip(number, word)
            chip.clicked.connect(self._on_clicked)
            self._chips[key] = chip
            line.addWidget(chip)

    def chip(self, key: object) -> QWidget:
        """Return the button of a step, to identify it."""
        return self._chips[key]

    def set_current(self, key: object) -> None:
        """Mark the step one is on."""
        self._current = key
        for other, chip in self._chips.items():
            chip.setChecked(other == key)

    def set_reason(self, key: object, reason: str | None) -> None:
        """Switch a step off with the reason in its tooltip, or on again with None."""
        chip = self._chips[key]
        chip.setEnabled(reason is None)
        chip.setToolTip(reason or "")

    def _on_clicked(self) -> None:
        sender = self.sender()
        asked = next((key for key, chip in self._chips.items() if chip is sender), None)
        self.set_current(self._current)
        if asked is not None and asked != self._current:
            self.asked.emit(asked)
