"""What the room is drawn with: words that shrink and wrap, icons, grounds; all in its own look."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.room.look import RoomLook
from ui.widgets import painting

_SHRINKS = (1.0, 0.86, 0.74)


class Part(QWidget):
    """Anything painted in the room. It takes no keyboard and says its words as its name."""

    def __init__(self, look: RoomLook) -> None:
        super().__init__()
        self.look = look
        look.changed.connect(self._on_look)

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()


class Line(QHBoxLayout):
    """A row without edges, whose gaps grow with the room."""

    def __init__(self, look: RoomLook, spacing: int = 12) -> None:
        super().__init__()
        self._look, self._gap = look, spacing
        self.setContentsMargins(0, 0, 0, 0)
        look.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        self.setSpacing(self._look.px(self._gap))


class Stack(QVBoxLayout):
    """A column without edges, whose gaps grow with the room."""

    def __init__(self, look: RoomLook, spacing: int = 2) -> None:
        super().__init__()
        self._look, self._gap = look, spacing
        self.setContentsMargins(0, 0, 0, 0)
        look.changed.connect(self._space)
        self._space()

    def set_gap(self, gap: int) -> None:
        """Put things closer to each other, or further apart."""
        self._gap = gap
        self._space()

    def _space(self) -> None:
        self.setSpacing(self._look.px(self._gap))


class Words(Part):
    """Words over some lines: too long, they shrink a little, and then their end is left out."""

    def __init__(
        self,
        look: RoomLook,
        size: float,
        weight: int = 400,
        tone: str = "text",
        *,
        limit: int = 1,
        at_end: bool = False,
    ) -> None:
        super().__init__(look)
        self._size, self._weight, self._tone, self._limit = size, weight, tone, limit
        self._align = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
        self._text = ""
        self._fitted: dict[int, tuple[QFont, int]] = {}  # by width: letters and height
        across = QSizePolicy.Policy.Preferred if at_end else QSizePolicy.Policy.Expanding
        policy = QSizePolicy(across, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """Return the words."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show other words."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self._on_look()

    def set_tone(self, tone: str) -> None:
        """Show them in another colour."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def set_size(self, size: float) -> None:
        """Write larger or smaller."""
        if size != self._size:
            self._size = size
            self._on_look()

    def _on_look(self) -> None:
        self._fitted.clear()
        super()._on_look()

    def _fit(self, width: int) -> tuple[QFont, int]:
        """Return letters in which the words fit into `width`, and how high they are then."""
        found = self._fitted.get(width)
        if found is None:
            font = self._letters(width)
            found = font, painting.text_height(self._text, font, width, self._limit)
            self._fitted[width] = found
        return found

    def _letters(self, width: int) -> QFont:
        font = QFont()
        for share in _SHRINKS:
            font = self.look.font(self._size * share, self._weight)
            tall = painting.text_height(self._text, font, width, self._limit + 1)
            if tall <= painting.line_height(font) * self._limit and self._fits(font, width):
                break
        return font

    def _fits(self, font: QFont, width: int) -> bool:
        return self._limit > 1 or painting.text_width(self._text, font) <= width

    def heightForWidth(self, width: int) -> int:
        if not self._text:
            return 0
        return self._fit(width)[1]

    def sizeHint(self) -> QSize:
        font = self.look.font(self._size, self._weight)
        wide = painting.text_width(self._text.replace("\n", " "), font)
        return QSize(wide, painting.line_height(font) if self._text else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(24), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._text:
            painting.draw_text(
                QPainter(self), self.rect(), self._text, self._fit(self.width())[0],
                self.look.color(self._tone), limit=self._limit, align=self._align,
            )  # fmt: skip


class Mark(Part):
    """An icon in a colour of the room; decoration, so it has no name."""

    def __init__(self, look: RoomLook, icon: str, tone: str = "text2", size: int = 20) -> None:
        super().__init__(look)
        self._icon, self._tone, self._side = icon, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, tone: str) -> None:
        """Show another icon."""
        if (icon, tone) != (self._icon, self._tone):
            self._icon, self._tone = icon, tone
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(self._side), self.look.px(self._side + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self.look.px(self._side)
        box = QRect(0, self.look.px(4), side, side)
        icons.paint(QPainter(self), box, self._icon, self.look.color(self._tone))


class Ground(Part):
    """A rounded ground with things below each other on it."""

    def __init__(
        self, look: RoomLook, tone: str, *, across: int = 22, down: int = 16, border: str = ""
    ) -> None:
        super().__init__(look)
        self._tone, self._border, self._edges = tone, border, (across, down)
        self.body = QVBoxLayout()
        self.setLayout(self.body)
        self._size()

    def set_tone(self, tone: str) -> None:
        """Lie on another colour."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def set_edges(self, across: int, down: int) -> None:
        """Keep that far from the edges, in design pixels."""
        self._edges = across, down
        self._size()

    def _on_look(self) -> None:
        self._size()
        super()._on_look()

    def _size(self) -> None:
        across, down = (self.look.px(edge) for edge in self._edges)
        self.body.setContentsMargins(across, down, across, down)
        self.body.setSpacing(self.look.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        border = self.look.color(self._border) if self._border else None
        painting.draw_round(
            QPainter(self), self.rect(), self.look.px(12), self.look.color(self._tone), border
        )


class Rule(Part):
    """A hairline between two parts."""

    def __init__(self, look: RoomLook) -> None:
        super().__init__(look)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, max(1, self.look.px(1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.color("border"))


class Gap(Part):
    """Room beside something, on whichever side it is read from."""

    def __init__(self, look: RoomLook, width: int) -> None:
        super().__init__(look)
        self._wide = width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(self._wide), 0)


class Pane(QScrollArea):
    """A column that scrolls with the wheel and by itself, without a bar in the picture."""

    def __init__(self, look: RoomLook, ground: str) -> None:
        super().__init__()
        self._look = look
        self.inside = QWidget()
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.inside.setLayout(self.column)
        self.inside.setProperty("plain", "true")
        self.setWidget(self.inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.inside.setAutoFillBackground(False)
        self._wanted: QWidget | None = None
        self._fade = _Fade(look, ground, self)
        look.changed.connect(self._space)
        self.verticalScrollBar().valueChanged.connect(self._show_fade)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._space()

    def _space(self) -> None:
        self.column.setSpacing(self._look.px(10))

    def bring(self, widget: QWidget) -> None:
        """Scroll to a part, now and after the next change of size."""
        self._wanted = widget
        self._bring()

    def _bring(self) -> None:
        if self._wanted is None or self._wanted.parentWidget() is None:
            return
        self.inside.adjustSize()
        self.ensureWidgetVisible(self._wanted, 0, self._wanted.height())

    def _on_range(self) -> None:
        self._bring()
        self._show_fade()

    def _show_fade(self) -> None:
        bar = self.verticalScrollBar()
        tall = self._look.px(28)
        self._fade.setGeometry(0, self.height() - tall, self.width(), tall)
        self._fade.setVisible(bar.value() < bar.maximum())
        self._fade.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring()
        self._show_fade()


class _Fade(Part):
    """Lets the last line fade where more follows below."""

    def __init__(self, look: RoomLook, ground: str, home: QWidget) -> None:
        super().__init__(look)
        self._ground = ground
        self.setParent(home)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        solid = self.look.color(self._ground)
        clear = QColor(solid)
        clear.setAlpha(0)
        shade = QLinearGradient(0, 0, 0, self.height())
        shade.setColorAt(0, clear)
        shade.setColorAt(1, solid)
        QPainter(self).fillRect(self.rect(), shade)
