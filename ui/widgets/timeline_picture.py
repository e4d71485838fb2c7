"""The timeline as a picture: always light, with every row, for slides and mails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from facilitator.outputs import write_bytes
from ui.theme import theme
from ui.widgets import painting
from ui.widgets import timeline_paint as paint
from ui.widgets.rows import Row
from ui.widgets.timeline_paint import Bar
from ui.widgets.timeline_scale import Window

_WIDTH, _EDGE, _ROW, _HEAD, _TICKS, _FOOT = 1280, 24, 56, 44, 26, 26
_RATIO = 2  # pixels of the picture for each pixel of the design


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture shows. `subtitle` says of when it is."""

    title: str
    subtitle: str
    rows: tuple[Row, ...]
    window: Window
    today: date
    today_words: str

    def painted(self) -> list[str]:
        """Return every word that stands in it."""
        words = [self.title, self.subtitle, self.today_words]
        for row in self.rows:
            words += [row.title, row.second]
        return words


def size_of(picture: Picture) -> QSize:
    """Return width and height in design pixels."""
    rows = max(len(picture.rows), 1) * _ROW
    return QSize(_WIDTH, 2 * _EDGE + _HEAD + _TICKS + rows + _FOOT)


def draw(painter: QPainter, picture: Picture) -> None:
    """Draw the whole picture; the light palette is in force."""
    look, size = theme(), size_of(picture)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), look.color("surface"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = size.width() - 2 * _EDGE
    painting.draw_text(
        painter, QRect(_EDGE + 10, _EDGE, width, 26), picture.title, look.font(15, 600),
        look.color("text"),
    )  # fmt: skip
    painting.draw_text(
        painter, QRect(_EDGE + 10, _EDGE + 21, width, 20), picture.subtitle, look.font(11),
        look.color("text2"),
    )  # fmt: skip
    painter.translate(_EDGE, _EDGE + _HEAD)
    scale = paint.scale_in(width, picture.window)
    paint.draw_ticks(painter, QRect(0, 4, width, _TICKS), scale, picture.today)
    for number, row in enumerate(picture.rows):
        _draw_row(painter, QRect(0, _TICKS + number * _ROW, width, _ROW), row, picture)
    foot = QRect(0, _TICKS + max(len(picture.rows), 1) * _ROW, width, _FOOT)
    end = paint.draw_legend(painter, foot.adjusted(12, 0, -12, 0))
    least = 0 if scale.is_mirrored else end
    paint.draw_today_word(painter, foot, scale, picture.today, picture.today_words, least)


def _draw_row(painter: QPainter, rect: QRect, row: Row, picture: Picture) -> None:
    scale = paint.scale_in(rect.width(), picture.window)
    paint.draw_words(painter, rect, row, for_paper=True)
    paint.draw_grid(painter, rect, scale)
    paint.draw_today(painter, rect, scale, picture.today)
    if isinstance(row.data, Bar):
        paint.draw_bar(painter, rect, row.data, scale, picture.today)
        paint.draw_diamonds(painter, rect, row.data, scale, picture.today)


def png(picture: Picture) -> bytes:
    """Return the picture as PNG, sharp on a projector."""
    image = QImage(size_of(picture) * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    painter = QPainter(image)
    with theme().on_paper():
        draw(painter, picture)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def svg(picture: Picture) -> bytes:
    """Return the picture as SVG: words stay words, lines stay lines."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(size_of(picture))
    generator.setViewBox(QRect(0, 0, size_of(picture).width(), size_of(picture).height()))
    generator.setTitle(picture.title)
    painter = QPainter(generator)
    with theme().on_paper():
        draw(painter, picture)
    painter.end()
    return bytes(data.data())


def write(picture: Picture, target: Path, kind: str) -> None:
    """Write it as `png` or `svg`, whole or not at all.

    Raises:
        WriteFailed: the system could not write.
    """
    write_bytes(target, svg(picture) if kind == "svg" else png(picture))
