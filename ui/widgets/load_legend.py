"""What the columns of rhythm and load mean: a swatch and a word each."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.load_data import LoadPicture, LoadWords, Mode

_SWATCH, _GAP, _BETWEEN = 11, 6, 16


def _entries(mode: Mode, words: LoadWords) -> list[tuple[str, str]]:
    if mode is Mode.TOPICS:
        return [("hollow", words.arrived), ("full", words.handled), ("line", words.waiting)]
    return [("hollow", words.planned), ("full", words.used), ("over", words.over)]


def _width(mode: Mode, words: LoadWords) -> int:
    look = theme()
    entries = _entries(mode, words)
    texts = sum(painting.text_width(word, look.font(12)) for _kind, word in entries)
    return texts + len(entries) * look.px(_SWATCH + _GAP) + (len(entries) - 1) * look.px(_BETWEEN)


def legend_width(picture: LoadPicture) -> int:
    """Return the width of the legend in pixels."""
    return _width(picture.mode, picture.words)


def draw_legend(painter: QPainter, rect: QRect, picture: LoadPicture) -> None:
    """Draw the legend from the start of `rect`."""
    _draw(painter, rect, picture.mode, picture.words)


def _draw(painter: QPainter, rect: QRect, mode: Mode, words: LoadWords) -> None:
    look, font = theme(), theme().font(12)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side, height, x = look.px(_SWATCH), painting.line_height(font), rect.left()
    for kind, word in _entries(mode, words):
        box = QRect(x, rect.center().y() - side // 2 + 1, side, side)
        _draw_swatch(painter, QRectF(painting.mirrored(box, rect)), kind)
        x += side + look.px(_GAP)
        wide = painting.text_width(word, font)
        place = QRect(x, rect.center().y() - height // 2 + 1, wide, height)
        painting.draw_text(painter, painting.mirrored(place, rect), word, font, look.color("text2"))
        x += wide + look.px(_BETWEEN)


def _draw_swatch(painter: QPainter, box: QRectF, kind: str) -> None:
    look = theme()
    if kind == "line":
        painter.setPen(QPen(look.color("warn"), 2))
        middle = box.center().y()
        painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
        painting.draw_dot(painter, box.center(), look.px(6), look.color("warn"))
        return
    if kind == "hollow":
        painter.setPen(QPen(look.color("border_strong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.px(3), look.px(3))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("accent" if kind == "full" else "warn"))
    painter.drawRoundedRect(box, look.px(3), look.px(3))


class LoadLegend(QWidget):
    """The legend beside a title; decoration, the words are in the table too."""

    def __init__(self) -> None:
        super().__init__()
        self._mode, self._words = Mode.TIME, LoadWords()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_for(self, mode: Mode, words: LoadWords) -> None:
        """Show the words of one way to count."""
        self._mode, self._words = mode, words
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_width(self._mode, self._words), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        _draw(QPainter(self), self.rect(), self._mode, self._words)
