"""The bottom line of an agenda: what is missing, and what is fine already (P9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from facilitator.queries.prepare import ItemRow
from facilitator.queries.readiness import Readiness
from ui import icons
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import clear_layout, column, row
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import ElidedText, Text
from ui.wording import ready as words


class _GapButton(Button):
    """Says what is missing; pressing it goes there."""

    kind = "quiet"

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme()
        words = painting.text_width(self.text(), look.font(12, 500))
        return QSize(words + look.px(40), look.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        if self.underMouse():
            painting.draw_round(painter, rect, look.radius("chip"), look.color("hover"))
        side, ink = look.px(16), look.color("warn")
        mark = QRect(look.px(6), (rect.height() - side) // 2, side, side)
        icons.paint(painter, painting.mirrored(mark, rect), "warning-circle", ink)
        font = look.font(12, 500)
        height = painting.line_height(font)
        box = QRect(look.px(28), (rect.height() - height) // 2, rect.width() - look.px(34), height)
        painting.draw_text(painter, painting.mirrored(box, rect), self.text(), font, ink)
        if self.hasFocus():
            painting.draw_focus(painter, rect, look.radius("chip"))


class ReadyLine(QWidget):
    """`gap_asked` carries the `Gap` to go to; pressing the line again goes to the next one.

    The arrow unfolds all of it as a list: what is missing, each with its place, and what is fine.
    """

    gap_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._gaps: list[words.Gap] = []
        self._next = 0
        self._shown: object = None
        whole: QVBoxLayout = column(2)
        self.setLayout(whole)
        self.all = identify(QWidget(), "readiness-list", self.tr("Is this session ready?"))
        self.all.setProperty("plain", "true")
        self._all_box = column(0)
        self._all_box.setContentsMargins(theme().px(8), theme().px(4), theme().px(8), 0)
        self.all.setLayout(self._all_box)
        self.all.hide()
        whole.addWidget(self.all)
        line = row(6)
        line.setContentsMargins(theme().px(8), 0, theme().px(8), 0)
        whole.addLayout(line)
        self.mark = IconMark("check-circle", "ok", 16)
        self.ready = ElidedText("", "small_strong", tone="ok")
        self.button = identify(_GapButton(), "readiness")
        self.fine = ElidedText("", "small")
        line.addWidget(self.mark)
        line.addWidget(self.ready)
        line.addWidget(self.button)
        line.addStretch(1)
        line.addWidget(self.fine)
        self.unfold = identify(
            IconButton("caret-up", self.tr("Show all that is missing and fine")), "readiness-all"
        )
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self.all.setVisible)
        line.addWidget(self.unfold)
        self.button.clicked.connect(self._on_clicked)

    def show_readiness(self, items: Sequence[ItemRow], ready: Readiness, today: date) -> None:
        """Say what is missing in this agenda."""
        gaps, fine = words.gaps(items, ready, today), words.fine(items, ready, today)
        if (gaps, fine) == self._shown:
            return
        self._shown = (gaps, fine)
        self._show_all(gaps, fine)
        if gaps != self._gaps:
            self._gaps, self._next = gaps, 0
        self.button.setVisible(bool(gaps))
        self.mark.setVisible(not gaps)
        self.ready.setVisible(not gaps)
        self.ready.setText(self.tr("Ready"))
        self.ready.set_tone("ok")
        self.button.setText(words.not_ready(gaps) if gaps else "")
        self.button.setToolTip("\n".join(gap.words for gap in gaps))
        self.button.setAccessibleDescription(self.tr("Goes to what is missing"))
        self.button.updateGeometry()
        self.fine.setText(words.good_news(fine))
        self._fit()

    def _show_all(self, gaps: Sequence[words.Gap], fine: Sequence[str]) -> None:
        """Write the list anew: a button for each gap, a line for each thing that is fine."""
        self.unfold.show()
        clear_layout(self._all_box)
        for gap in gaps:
            button = _GapButton(gap.words[:1].upper() + gap.words[1:])
            button.setAccessibleDescription(self.tr("Goes to what is missing"))
            button.clicked.connect(partial(self._on_gap, gap))
            self._all_box.addWidget(button)
        for sentence in fine:
            line = row(6)
            line.setContentsMargins(theme().px(6), theme().px(4), 0, theme().px(4))
            line.addWidget(IconMark("check", "ok", 16))
            line.addWidget(Text(sentence, "small", wrap=True), 1)
            self._all_box.addLayout(line)

    def _on_gap(self, gap: words.Gap) -> None:
        self.gap_asked.emit(gap)

    def show_words(self, sentence: str) -> None:
        """Say something else instead, e.g. that the session is closed."""
        self._gaps, self._shown = [], None
        self.unfold.setChecked(False)
        for widget in (self.button, self.fine, self.unfold):
            widget.hide()
        self.mark.hide()
        self.ready.show()
        self.ready.set_tone("text2")
        self.ready.setText(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the good news out where it would cut what is missing."""
        first = self.ready if self.button.isHidden() else self.button
        wanted = first.sizeHint().width() + self.fine.sizeHint().width() + theme().px(90)
        is_told = not self.mark.isHidden() or not self.button.isHidden()
        self.fine.setVisible(is_told and wanted <= self.width())

    def _on_clicked(self) -> None:
        if not self._gaps:
            return
        gap = self._gaps[self._next % len(self._gaps)]
        self._next += 1
        self.gap_asked.emit(gap)
