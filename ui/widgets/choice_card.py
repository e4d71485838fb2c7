"""Choices as cards: an icon, a word, and a sentence on what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QRadioButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import draw_key, key_text

_PAD, _DISC, _GAP = 14, 36, 14


@dataclass(frozen=True, slots=True)
class _Face:
    """What a card shows."""

    icon: str
    title: str
    sentence: str
    key: str = ""

    def room(self, width: int) -> int:
        """Return the width of the words."""
        look = theme()
        used = look.px(2 * _PAD + _DISC + _GAP)
        if self.key:
            used += self.key_width() + look.px(_GAP)
        return max(width - used, look.px(60))

    def key_width(self) -> int:
        return painting.text_width(key_text(self.key), theme().font(11, 500)) + theme().px(14)

    def height(self, width: int) -> int:
        look, room = theme(), self.room(width)
        words = painting.text_height(self.title, look.font(13, 600), room, 3)
        words += painting.text_height(self.sentence, look.font(12), room, 6)
        return max(words, look.px(_DISC)) + look.px(2 * _PAD)

    def paint(self, painter: QPainter, rect: QRect, *, filled: bool) -> None:
        look = theme()
        side = look.px(_DISC)
        disc = QRect(rect.x() + look.px(_PAD), rect.y() + look.px(_PAD), side, side)
        disc = painting.mirrored(disc, rect)
        ground, ink = ("accent", "on_accent") if filled else ("accent_soft", "accent")
        painting.draw_round(painter, disc, side / 2, look.color(ground))
        edge = look.px(9)
        icons.paint(painter, disc.adjusted(edge, edge, -edge, -edge), self.icon, look.color(ink))
        start = look.px(_PAD + _DISC + _GAP)
        title, small = look.font(13, 600), look.font(12)
        room = self.room(rect.width())
        tall = painting.text_height(self.title, title, room, 3)
        tall += painting.text_height(self.sentence, small, room, 6)
        top = rect.y() + max((rect.height() - tall) // 2, look.px(_PAD) // 2)
        box = painting.mirrored(QRect(rect.x() + start, top, room, tall), rect)
        used = painting.draw_text(painter, box, self.title, title, look.color("text"), limit=3)
        box.setTop(box.top() + used)
        painting.draw_text(painter, box, self.sentence, small, look.color("text2"), limit=6)
        if self.key:
            wide = self.key_width()
            place = QRect(rect.right() - look.px(_PAD) - wide, rect.y(), wide, rect.height())
            draw_key(painter, painting.mirrored(place, rect), key_text(self.key))


def _prepare(button: QAbstractButton, face: _Face) -> None:
    button.setText(face.title)
    button.setAccessibleName(face.title)
    button.setAccessibleDescription(face.sentence)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    theme().changed.connect(button.updateGeometry)


def _hint(button: QAbstractButton, face: _Face) -> QSize:
    width = max(button.width(), theme().px(220))
    return QSize(theme().px(280), face.height(width))


class ActionCard(QPushButton):
    """A card that does something when pressed; `filled` marks the first choice of a page."""

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        *,
        key: str = "",
        filled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._face, self._filled = _Face(icon, title, sentence, key), filled
        self.setAutoDefault(False)
        _prepare(self, self._face)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._face.height(width)

    def sizeHint(self) -> QSize:
        return _hint(self, self._face)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(2 * _PAD + _DISC))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        hover = self.underMouse() or self.isDown()
        ground = "hover" if hover else "accent_soft" if self._filled else "surface"
        radius = look.radius("card")
        border = None if self._filled and not hover else look.color("border")
        painting.draw_round(painter, rect, radius, look.color(ground), border)
        if self.hasFocus():
            painting.draw_focus(painter, rect, radius)
        self._face.paint(painter, rect, filled=self._filled)


class OptionCard(QRadioButton):
    """One of several options: a radio button, so those of one parent exclude each other."""

    def __init__(
        self, icon: str, title: str, sentence: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._face = _Face(icon, title, sentence)
        _prepare(self, self._face)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._face.height(width)

    def sizeHint(self) -> QSize:
        return _hint(self, self._face)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(2 * _PAD + _DISC))

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        on, radius = self.isChecked(), look.radius("card")
        ground = "accent_soft" if on else "hover" if self.underMouse() else "surface"
        border = look.color("accent" if on else "border_strong")
        painting.draw_round(painter, rect, radius, look.color(ground), border)
        if self.hasFocus():
            painting.draw_focus(painter, rect, radius)
        self._face.paint(painter, rect, filled=on)
