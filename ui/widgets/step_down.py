"""Steps below each other, one of them open: a number, a word, what was said, and Change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import LinkButton
from ui.widgets.card import column, row
from ui.widgets.text import ElidedText, Text

_DISC = 24


class Step(QWidget):
    """One step. Use `body` for its fields; `reached` says whether it lies behind."""

    asked = Signal()

    def __init__(self, number: int, word: str, about: str) -> None:
        super().__init__()
        self._number, self._about = number, about
        self._is_open = self._is_behind = False
        self.is_last = False
        look = theme()
        line, box = row(0), column(10)
        box.setContentsMargins(0, 0, 0, look.px(14))
        line.addSpacing(look.px(_DISC + 14))
        line.addLayout(box, 1)
        self.setLayout(line)
        head = row(8)
        self.word = Text(word, "strong")
        self.said = ElidedText(about, "small")
        self.change = LinkButton(self.tr("Change"))
        self.change.setAccessibleName(self.tr("Change: {0}").format(word))
        head.addWidget(self.word)
        head.addWidget(self.said, 1)
        head.addWidget(self.change)
        head.addStrut(look.px(32))
        box.addLayout(head)
        self.inside = QWidget()
        self.body = column(12)
        self.inside.setLayout(self.body)
        box.addWidget(self.inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.change.clicked.connect(self.asked)
        theme().changed.connect(self.update)

    def show_state(
        self, *, opened: bool, behind: bool, said: str, can_change: bool | None = None
    ) -> None:
        """Open or fold the step; `said` is what it holds while folded.

        It can be opened again when it lies behind, or where `can_change` says so.
        """
        self._is_open, self._is_behind = opened, behind
        self.inside.setVisible(opened)
        self.change.setVisible((behind if can_change is None else can_change) and not opened)
        self.said.setText(self._about if opened or not said else said)
        self.word.set_style("lead" if opened else "strong")
        self.word.set_tone(None if opened or behind else "text2")
        self.setAccessibleName(f"{self._number}. {self.word.text()}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        side = look.px(_DISC)
        middle = self.word.geometry().center().y()
        disc = painting.mirrored(QRect(0, middle - side // 2, side, side), rect)
        if not self.is_last:
            painter.setPen(QPen(look.color("border_strong"), 1.5))
            x = disc.center().x() + 0.5
            painter.drawLine(QPointF(x, disc.bottom() + look.px(6)), QPointF(x, rect.bottom()))
        filled = self._is_open or self._is_behind
        painting.draw_round(
            painter, disc, side / 2, look.color("accent") if filled else None,
            None if filled else look.color("border_strong"), 1.5,
        )  # fmt: skip
        ink = look.color("on_accent" if filled else "text2")
        if self._is_behind and not self._is_open:
            edge = look.px(5)
            icons.paint(painter, disc.adjusted(edge, edge, -edge, -edge), "check", ink)
            return
        painter.setFont(look.font(12, 600))
        painter.setPen(ink)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepsDown(QWidget):
    """All steps. `said(number)` returns what a step holds, for when it is folded."""

    opened = Signal(int)

    def __init__(self, steps: list[Step], said: Callable[[int], str]) -> None:
        super().__init__()
        self._steps, self._said = steps, said
        self._current = self._furthest = 0
        box = column(0)
        self.setLayout(box)
        for number, step in enumerate(steps):
            box.addWidget(step)
            step.is_last = number == len(steps) - 1
            step.asked.connect(partial(self.open_step, number))
        self.open_step(0)

    def current(self) -> int:
        """Return which step is open, from 0."""
        return self._current

    def open_step(self, number: int) -> None:
        """Open one step and fold the others."""
        self._current = number
        self._furthest = max(self._furthest, number)
        for index, step in enumerate(self._steps):
            is_behind = index < self._furthest or index < number
            step.show_state(opened=index == number, behind=is_behind, said=self._said(index))
        self.opened.emit(number)
