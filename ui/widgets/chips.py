"""Small marks: state pills, chips, a party's dot and name, initials in a disc."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.naming import initials

TONES = ("ok", "warn", "danger", "accent", "decision", "action", "park", "neutral")


def tone_colours(tone: str) -> tuple[str, str]:
    """Return the names of ink and ground of a tone."""
    return ("text2", "chip") if tone == "neutral" else (tone, f"{tone}_soft")


def chip_width(text: str, icon: str | None) -> int:
    """Return the width of a chip with these words."""
    look = theme()
    width = painting.text_width(text, look.font(12, 500)) + look.px(16)
    return width + (look.px(19) if icon else 0)


def draw_chip(
    painter: QPainter, rect: QRect, text: str, tone: str, icon: str | None = None
) -> None:
    """Draw icon and word on the tone's soft ground, filling `rect`."""
    look = theme()
    ink, ground = tone_colours(tone)
    painting.draw_round(painter, rect, look.radius("chip"), look.color(ground))
    x = rect.x() + look.px(8)
    if icon:
        side = look.px(14)
        box = QRect(x - look.px(1), rect.y() + (rect.height() - side) // 2, side, side)
        icons.paint(painter, painting.mirrored(box, rect), icon, look.color(ink))
        x += look.px(19)
    box = QRect(x, rect.y(), rect.right() - x - look.px(7), rect.height())
    painter.setFont(look.font(12, 500))
    painter.setPen(look.color(ink))
    painter.drawText(painting.mirrored(box, rect), Qt.AlignmentFlag.AlignCenter, text)


class Chip(QWidget):
    """A word on a soft ground, with an icon where it says a state."""

    def __init__(
        self,
        text: str = "",
        tone: str = "neutral",
        *,
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self.set_content(text, tone, icon)

    def set_content(self, text: str, tone: str = "neutral", icon: str | None = None) -> None:
        """Change word, tone and icon together."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the word."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._text, self._icon), theme().px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_chip(QPainter(self), self.rect(), self._text, self._tone, self._icon)


class StatePill(Chip):
    """A chip that always has its icon: state is never colour alone."""

    def __init__(self, text: str, tone: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(text, tone, icon=icon, parent=parent)


class DotLabel(QWidget):
    """A dot and a name, e.g. a party. Several dots for "both"."""

    def __init__(
        self,
        text: str,
        colours: Sequence[str | None] = (),
        *,
        size: int = 12,
        weight: int = 400,
        tone: str = "text2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._weight, self._tone = size, weight, tone
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self.set_content(text, colours)

    def set_content(
        self, text: str, colours: Sequence[str | None], tone: str | None = None
    ) -> None:
        """Change the words, the colour keys and, when given, the words' tone."""
        self._text, self._colours = text, tuple(colours)
        self._tone = tone or self._tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        words = painting.text_width(self._text, look.font(self._size, self._weight))
        return QSize(words + dots_width(len(self._colours)), look.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(dots_width(len(self._colours)) + theme().px(24), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_dotted(
            QPainter(self), self.rect(), self._text, self._colours,
            size=self._size, weight=self._weight, tone=self._tone,
        )  # fmt: skip


def dots_width(count: int) -> int:
    """Return the room that `count` dots before a name take."""
    look = theme()
    return look.px(10) * count + look.px(6) if count else 0


def draw_dotted(
    painter: QPainter,
    rect: QRect,
    text: str,
    colours: Sequence[str | None],
    *,
    size: int = 12,
    weight: int = 400,
    tone: str = "text2",
) -> None:
    """Draw dots and a name in `rect`, vertically centred."""
    look = theme()
    for number, key in enumerate(colours):
        box = QRect(rect.x() + number * look.px(10), rect.y(), look.px(8), rect.height())
        centre = painting.mirrored(box, rect).center()
        painting.draw_dot(
            painter, QPointF(centre) + QPointF(0.5, 0.5), look.px(8), look.party(key).fill
        )
    font = look.font(size, weight)
    start = dots_width(len(colours))
    height = painting.line_height(font)
    box = QRect(
        rect.x() + start, rect.y() + (rect.height() - height) // 2, rect.width() - start, height
    )
    painting.draw_text(painter, painting.mirrored(box, rect), text, font, look.color(tone))


class Avatar(QWidget):
    """Initials in a disc of the party's colour."""

    def __init__(
        self,
        name: str,
        colour: str | None = None,
        *,
        diameter: int = 24,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._diameter, self._quiet = diameter, quiet
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self.set_person(name, colour)

    def set_person(self, name: str, colour: str | None) -> None:
        """Show somebody else."""
        self._letters, self._colour = initials(name), colour
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().px(self._diameter)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painting.draw_disc(
            QPainter(self), self.rect(), self._letters, self._colour, quiet=self._quiet
        )
