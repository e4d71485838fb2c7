"""Icons: Phosphor SVG, tinted when drawn, sharp at the pixel ratio, mirrored where they point."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from facilitator import resources
from ui.theme import theme

DIRECTIONAL = frozenset(
    {"arrow-left", "arrow-right", "arrow-bend-down-right", "caret-left", "caret-right", "export",
     "skip-forward", "skip-back", "play", "play-fill", "arrow-counter-clockwise",
     "arrow-clockwise", "list-checks"}
)  # fmt: skip


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return resources.data("icons", f"{name}.svg")


@lru_cache(maxsize=1024)
def _drawn(name: str, rgba: int, pixels: int, mirrored: bool) -> QPixmap:
    colour = QColor.fromRgba(rgba)
    svg = _source(name).replace(b"currentColor", colour.name().encode())
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(colour.alphaF())
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap.transformed(QTransform.fromScale(-1, 1)) if mirrored else pixmap


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon at `size` device-independent pixels for a screen of that pixel ratio."""
    mirrored = name in DIRECTIONAL and QGuiApplication.layoutDirection() == (
        Qt.LayoutDirection.RightToLeft
    )
    drawn = _drawn(name, colour.rgba(), max(1, round(size * ratio)), mirrored)
    result = QPixmap(drawn)
    result.setDevicePixelRatio(ratio)
    return result


def paint(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Paint the icon centred in `rect`, as large as its shorter side."""
    size = min(rect.width(), rect.height())
    device = painter.device()
    drawn = pixmap(name, colour, size, device.devicePixelRatio())
    left = rect.x() + (rect.width() - size) // 2
    top = rect.y() + (rect.height() - size) // 2
    painter.drawPixmap(left, top, drawn)


def draw(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Draw the icon's own lines, for a picture that may be enlarged."""
    svg = _source(name).replace(b"currentColor", colour.name().encode())
    size = min(rect.width(), rect.height())
    box = QRectF(0, 0, size, size)
    box.moveCenter(QRectF(rect).center())
    QSvgRenderer(QByteArray(svg)).render(painter, box)


class _TintedEngine(QIconEngine):
    """Draws with the theme's colour of the moment, so that icons follow a change of palette."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tone = "text3" if mode == QIcon.Mode.Disabled else self._tone
        paint(painter, rect, self._name, theme().color(tone))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        tone = "text3" if mode == QIcon.Mode.Disabled else self._tone
        return pixmap(self._name, theme().color(tone), min(size.width(), size.height()))

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        tone = "text3" if mode == QIcon.Mode.Disabled else self._tone
        pixels = min(size.width(), size.height())
        return pixmap(self._name, theme().color(tone), round(pixels / scale), scale)

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._tone)


def icon(name: str, tone: str = "text2") -> QIcon:
    """Return a QIcon in a colour of the theme, for menus, actions and combo boxes."""
    return QIcon(_TintedEngine(name, tone))


class _DotEngine(QIconEngine):
    """Draws a party's dot in the colour of the moment."""

    def __init__(self, key: str | None) -> None:
        super().__init__()
        self._key = key

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height()) * 0.5
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().party(self._key).fill)
        painter.drawEllipse(QRectF(rect).center(), side / 2, side / 2)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, drawn.rect(), mode, state)
        painter.end()
        drawn.setDevicePixelRatio(scale)
        return drawn

    def clone(self) -> QIconEngine:
        return _DotEngine(self._key)


def party_icon(key: str | None) -> QIcon:
    """Return a party's dot, for combo boxes and menus."""
    return QIcon(_DotEngine(key))
