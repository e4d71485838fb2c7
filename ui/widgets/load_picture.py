"""Rhythm and load as a picture: always light, with its legend, for slides and mails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from facilitator.outputs import write_bytes
from ui.theme import theme
from ui.widgets import load_paint, painting
from ui.widgets.load_data import LoadPicture
from ui.widgets.load_legend import draw_legend, legend_width

_WIDTH, _EDGE, _HEAD, _COLUMNS = 1280, 24, 48, 200
_RATIO = 2  # pixels of the picture for each pixel of the design


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture with its title; `subtitle` says of when it is."""

    title: str
    subtitle: str
    picture: LoadPicture

    def painted(self) -> list[str]:
        """Return every word that stands in it."""
        shown = self.picture
        words = [self.title, self.subtitle]
        words += [" ".join(each.words) for each in shown.strips] + [
            each.words for each in shown.points
        ]
        return words


def size_of(sheet: Sheet) -> QSize:
    """Return width and height in design pixels."""
    height = load_paint.height_of(sheet.picture, _COLUMNS)
    return QSize(_WIDTH, 2 * _EDGE + _HEAD + height)


def draw(painter: QPainter, sheet: Sheet) -> None:
    """Draw the whole picture; the light palette is in force."""
    look, size = theme(), size_of(sheet)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), look.color("surface"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = size.width() - 2 * _EDGE
    legend = legend_width(sheet.picture)
    room = width - legend - 16
    painting.draw_text(
        painter, QRect(_EDGE, _EDGE, room, 26), sheet.title, look.font(15, 600), look.color("text")
    )
    painting.draw_text(
        painter, QRect(_EDGE, _EDGE + 21, room, 20), sheet.subtitle, look.font(11),
        look.color("text2"),
    )  # fmt: skip
    draw_legend(painter, QRect(_EDGE + width - legend, _EDGE, legend, 20), sheet.picture)
    box = QRect(_EDGE, _EDGE + _HEAD, width, size.height() - 2 * _EDGE - _HEAD)
    load_paint.draw(painter, box, sheet.picture)


def png(sheet: Sheet) -> bytes:
    """Return the picture as PNG, sharp on a projector."""
    image = QImage(size_of(sheet) * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    _paint(sheet, QPainter(image))
    return _bytes(lambda buffer: image.save(buffer, "PNG"))  # type: ignore[call-overload]


def svg(sheet: Sheet) -> bytes:
    """Return the picture as SVG: words stay words, lines stay lines."""
    return _bytes(lambda buffer: _generate(sheet, buffer))


def _generate(sheet: Sheet, buffer: QBuffer) -> None:
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(size_of(sheet))
    generator.setViewBox(QRect(0, 0, size_of(sheet).width(), size_of(sheet).height()))
    generator.setTitle(sheet.title)
    _paint(sheet, QPainter(generator))


def _paint(sheet: Sheet, painter: QPainter) -> None:
    with theme().on_paper():
        draw(painter, sheet)
    painter.end()


def _bytes(fill: Callable[[QBuffer], object]) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    fill(buffer)
    return bytes(data.data())


def write(sheet: Sheet, target: Path, kind: str) -> None:
    """Write it as `png` or `svg`, whole or not at all.

    Raises:
        WriteFailed: the system could not write.
    """
    write_bytes(target, svg(sheet) if kind == "svg" else png(sheet))
