"""The pages of a PDF, one below the other, drawn in the background and sharp at any pixel ratio."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.jobs import Job, JobContext
from ui.pdf_pages import Sheets, page_image, page_text
from ui.theme import theme
from ui.widgets import painting

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
_EDGE, _GAP = 24, 16  # design pixels around the pages and between them
_SCREEN_INCH = 96 / 72  # pixels of a point at 100 %
_KEPT = 4  # pages on either side of those seen whose pictures are kept
_SPOKEN = 4000


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page as it was drawn: of which paper, how many device pixels wide, and its words."""

    edition: int
    width: int
    image: QImage
    words: str


def _draw(
    edition: int, sheets: Sheets, pages: Sequence[int], width: int, context: JobContext
) -> dict[int, _Picture]:
    drawn = {}
    for number in pages:
        context.check()
        image = page_image(sheets, number, width)
        drawn[number] = _Picture(edition, width, image, page_text(sheets, number))
    return drawn


class PaperView(QAbstractScrollArea):
    """Shows `Sheets`. `run` starts a job, such as the window's `run_job`.

    PgUp, PgDn and Space turn over, Ctrl+PgUp and Ctrl+PgDn go page by page, + - 0 zoom.
    """

    turned = Signal(int, int)  # the page in view counted from 1, and how many there are
    zoomed = Signal()

    def __init__(
        self, name: str, run: Callable[[Job], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._run = name, run
        self._sheets: Sheets | None = None
        self._edition = 0
        self._pictures: dict[int, _Picture] = {}
        self._zoom: int | None = None
        self._message = ""
        self._is_drawing = False
        self._refused = 0  # the edition that could not be drawn: not asked for again
        self._said = (0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        theme().changed.connect(self._place)

    # --- what is shown ----------------------------------------------------------------------

    @property
    def sheets(self) -> Sheets | None:
        """Return the paper shown."""
        return self._sheets

    def show_sheets(self, sheets: Sheets | None, message: str = "") -> None:
        """Show a paper in place of the one before, at the same spot; None shows the message."""
        self._sheets, self._message = sheets, message
        self._edition += 1
        if sheets is None:
            self._pictures.clear()
        self._place()

    def page(self) -> int:
        """Return the page in view, counted from 1; 0 without one."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        boxes = self._boxes()
        for number, box in enumerate(boxes, start=1):
            if box.bottom() >= middle:
                return number
        return len(boxes)

    def go_to(self, page: int) -> None:
        """Bring the top of a page, counted from 1, into view."""
        boxes = self._boxes()
        if boxes:
            box = boxes[max(1, min(page, len(boxes))) - 1]
            self.verticalScrollBar().setValue(box.top() - theme().px(_EDGE) // 2)

    def is_sharp(self) -> bool:
        """Tell whether every page in view is drawn as it is now, at the screen's pixels."""
        return self._sheets is not None and not self._lacking(self._seen())

    # --- zoom -------------------------------------------------------------------------------

    @property
    def zoom(self) -> int | None:
        """Return the zoom in percent, None while the page is as wide as there is room."""
        return self._zoom

    def shown_zoom(self) -> int:
        """Return how large pages are now, in percent of their size on paper."""
        if self._sheets is None:
            return 100
        return round(100 * self._page_width() / (self._sheets.sizes[0][0] * self._unit()))

    def set_zoom(self, percent: int | None) -> None:
        """Show pages at a zoom, or with None as wide as there is room."""
        page, bar = self.page(), self.verticalScrollBar()
        share = (bar.value() / bar.maximum()) if bar.maximum() else 0.0
        self._zoom = percent
        self._place()
        bar.setValue(round(share * bar.maximum()))
        if self.page() != page:
            self.go_to(page)
        self.zoomed.emit()

    def zoom_step(self, steps: int) -> None:
        """Go up or down the ladder of zooms."""
        now = self.shown_zoom()
        higher = [zoom for zoom in ZOOMS if zoom > now]
        lower = [zoom for zoom in ZOOMS if zoom < now]
        if steps > 0 and higher:
            self.set_zoom(higher[0])
        elif steps < 0 and lower:
            self.set_zoom(lower[-1])

    # --- where pages lie ----------------------------------------------------------------------

    def _unit(self) -> float:
        return theme().unit * _SCREEN_INCH

    def _page_width(self) -> int:
        if self._zoom is None or self._sheets is None:
            return max(self.viewport().width() - 2 * theme().px(_EDGE), theme().px(160))
        return round(self._sheets.sizes[0][0] * self._unit() * self._zoom / 100)

    def _boxes(self) -> list[QRect]:
        """Return where the pages lie in the whole of the paper."""
        if self._sheets is None:
            return []
        look, boxes = theme(), []
        width, y = self._page_width(), look.px(_EDGE) // 2
        room = max(self.viewport().width(), width + 2 * look.px(_EDGE))
        for wide, high in self._sheets.sizes:
            height = round(width * high / wide)
            boxes.append(QRect((room - width) // 2, y, width, height))
            y += height + look.px(_GAP)
        return boxes

    def _place(self) -> None:
        """Fit the scroll bars to the paper, draw, and say where we are."""
        boxes, look = self._boxes(), theme()
        high = boxes[-1].bottom() + look.px(_EDGE) if boxes else 0
        wide = self._page_width() + 2 * look.px(_EDGE) if boxes and self._zoom else 0
        for bar, whole, seen in (
            (self.verticalScrollBar(), high, self.viewport().height()),
            (self.horizontalScrollBar(), wide, self.viewport().width()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(look.px(48))
            bar.setRange(0, max(whole - seen, 0))
        self._on_scrolled()

    def _on_scrolled(self) -> None:
        self.viewport().update()
        self._ask()
        self._tell()

    def _tell(self) -> None:
        count = self._sheets.count if self._sheets else 0
        now = (self.page(), count)
        if now != self._said:
            self._said = now
            self.turned.emit(*now)
        self._speak()

    def _speak(self) -> None:
        """Give a screen reader the page's number as name and its words as description."""
        page, count = self._said
        if not count:
            self.setAccessibleName(self._name)
            self.setAccessibleDescription(self._message)
            return
        words = self.tr("{0}, page {1} of {2}").format(self._name, page, count)
        picture = self._pictures.get(page - 1)
        self.setAccessibleName(words)
        self.setAccessibleDescription(picture.words[:_SPOKEN] if picture else "")

    # --- drawing in the background ------------------------------------------------------------

    def _device_width(self) -> int:
        return round(self._page_width() * self.devicePixelRatioF())

    def _seen(self) -> list[int]:
        top = self.verticalScrollBar().value()
        view = QRect(-100_000, top, 1_000_000, self.viewport().height())
        return [number for number, box in enumerate(self._boxes()) if box.intersects(view)]

    def _lacking(self, pages: Sequence[int]) -> list[int]:
        width, out = self._device_width(), []
        for number in pages:
            picture = self._pictures.get(number)
            if picture is None or (picture.edition, picture.width) != (self._edition, width):
                out.append(number)
        return out

    def _ask(self) -> None:
        """Have the pages in view drawn, and the one after them; one job at a time."""
        is_idle = not self._is_drawing and self._refused != self._edition
        if self._sheets is None or not is_idle or not self.isVisible():
            return
        seen = self._seen()
        wanted = self._lacking(seen)
        if not wanted and seen and seen[-1] + 1 < self._sheets.count:
            wanted = self._lacking([seen[-1] + 1])
        if not wanted:
            return
        self._is_drawing = True
        width = self._device_width()
        work = partial(_draw, self._edition, self._sheets, wanted, width)
        job = Job(self.tr("Drawing pages"), work)
        job.done.connect(self._on_drawn)
        job.failed.connect(self._on_refused)
        job.finished.connect(self._on_finished)
        self._run(job)

    def _on_drawn(self, drawn: dict[int, _Picture]) -> None:
        for number, picture in drawn.items():
            if picture.edition == self._edition:
                self._pictures[number] = picture
        seen = self._seen()
        near = range(seen[0] - _KEPT, seen[-1] + _KEPT + 1) if seen else range(0)
        self._pictures = {key: each for key, each in self._pictures.items() if key in near}
        self.viewport().update()
        self._speak()

    def _on_refused(self, error: object) -> None:
        self._refused = self._edition

    def _on_finished(self) -> None:
        self._is_drawing = False
        self._ask()

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self.viewport())
        if self._sheets is None:
            self._paint_message(painter)
            return
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number in self._seen():
            box = self._boxes()[number].translated(-offset)
            painter.fillRect(box.adjusted(-1, -1, 1, 1), look.color("border"))
            painter.fillRect(box, QColor(Qt.GlobalColor.white))
            picture = self._pictures.get(number)
            if picture is not None:
                self._paint_picture(painter, box, picture.image)
        if self.hasFocus():
            painting.draw_focus(painter, self.viewport().rect(), look.radius("card"))

    def _paint_picture(self, painter: QPainter, box: QRect, image: QImage) -> None:
        """Paint pixel by pixel where the picture fits, else scaled until a sharp one is there."""
        ratio = self.devicePixelRatioF()
        if image.width() != self._device_width():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, image)
            return
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        painter.drawImage(QPoint(round(box.x() * ratio), round(box.y() * ratio)), image)
        painter.restore()

    def _paint_message(self, painter: QPainter) -> None:
        look, room = theme(), self.viewport().rect()
        font = look.font(13)
        width = min(room.width() - look.px(48), look.px(380))
        height = painting.text_height(self._message, font, width, 6)
        box = QRect((room.width() - width) // 2, (room.height() - height) // 2, width, height)
        painting.draw_text(
            painter, box, self._message, font, look.color("text2"), limit=6,
            align=Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip

    # --- keys and wheel -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, step = self.verticalScrollBar(), self.viewport().height() - theme().px(48)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match Qt.Key(event.key()):
            case Qt.Key.Key_PageDown if control:
                self.go_to(self.page() + 1)
            case Qt.Key.Key_PageUp if control:
                self.go_to(self.page() - 1)
            case Qt.Key.Key_PageDown:
                bar.setValue(bar.value() + step)
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - step)
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + (-step if shift else step))
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal if not control:
                self.zoom_step(1)
            case Qt.Key.Key_Minus if not control:
                self.zoom_step(-1)
            case Qt.Key.Key_0 if not control:
                self.set_zoom(None)
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_Left | Qt.Key.Key_Right:
                super().keyPressEvent(event)
            case _:
                event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.DevicePixelRatioChange):
            self._place()
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return done

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), theme().px(700))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(160))
