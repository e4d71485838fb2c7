"""Sessions in time as a painted control: columns of minutes, the rhythm and its advice below.

Left and Right choose a part, Up and Down go between sessions, rhythm and advice, Enter opens what
is chosen, Home and End go to the ends, T goes to today; with Ctrl, Left and Right turn to the time
before or after. A screen reader hears the part that is chosen; all of it stands in the table.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme import theme
from ui.widgets import load_paint, painting
from ui.widgets.load_data import Column, LoadPicture, Point, Strip
from ui.widgets.notices import announce

Part = Column | Strip | Point

_COLUMNS = 88  # how high the columns are, in design pixels: the whole picture is seen at once


class LoadChart(QWidget):
    """Shows a `LoadPicture`. `opened` carries the key of a part, `chosen` too.

    `turn_asked` carries how many stretches to go on; `today_asked` that today is to be shown.
    """

    chosen = Signal(object)
    opened = Signal(object)
    turn_asked = Signal(int)
    today_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._picture: LoadPicture | None = None
        self._key: object = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)
        theme().changed.connect(self._on_theme_changed)

    # --- what it shows ----------------------------------------------------------------------

    def show_picture(self, picture: LoadPicture) -> None:
        """Show a stretch of time; what was chosen stays so while it is there."""
        self._picture = picture
        if self._part(self._key) is None:
            self._key = None
        self._speak()
        self.updateGeometry()
        self.update()

    def picture(self) -> LoadPicture | None:
        """Return what is shown."""
        return self._picture

    def current(self) -> object:
        """Return the key of the part that is chosen."""
        return self._key

    def column_room(self) -> int:
        """Return how many columns there is room for."""
        at = load_paint.places(self._inside(), self._picture) if self._picture else None
        wide = at.columns.width() if at is not None else self.width()
        return max(int(wide / theme().px(7)), 12)

    def lanes(self) -> list[list[Part]]:
        """Return the parts that are shown, lane by lane, each in the order of time."""
        if self._picture is None:
            return []
        window = self._picture.window
        columns: list[Part] = [each for each in self._picture.columns if window.holds(each.day)]
        strips: list[Part] = list(self._picture.strips)
        points: list[Part] = [each for each in self._picture.points if window.holds(each.day)]
        return [lane for lane in (columns, strips, points) if lane]

    def _part(self, key: object) -> Part | None:
        every = [each for lane in self.lanes() for each in lane]
        return next((each for each in every if key is not None and each.key == key), None)

    def chosen_words(self) -> str:
        """Return what is told of the part that is chosen."""
        part = self._part(self._key)
        return part.spoken if part else ""

    def _speak(self) -> None:
        words = self.chosen_words()
        self.setAccessibleName(f"{self._name}: {words}" if words else self._name)

    def _choose(self, part: Part) -> None:
        self._key = part.key
        self._speak()
        self.update()
        announce(self, part.spoken)
        self.chosen.emit(part.key)

    # --- geometry ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        look = theme()
        height = load_paint.height_of(self._picture, _COLUMNS) if self._picture else 160
        return QSize(look.px(480), look.px(height))

    def minimumSizeHint(self) -> QSize:
        look = theme()
        height = load_paint.height_of(self._picture, 84) if self._picture else 140
        return QSize(look.px(240), look.px(height))

    def _inside(self) -> QRect:
        """Return where the picture lies: the ring of the keyboard goes around it."""
        edge = theme().px(6)
        return self.rect().adjusted(edge, 0, -edge, 0)

    def _at(self, x: float, y: float) -> Part | None:
        picture = self._picture
        if picture is None:
            return None
        at = load_paint.places(self._inside(), picture)
        near = theme().px(8)
        if at.points.top() <= y <= at.points.bottom():
            spots = [(abs(load_paint.point_spot(at, each).x() - x), each.key)
                     for each in picture.points]  # fmt: skip
            return self._nearest(spots, near)
        if at.strips.top() <= y <= at.strips.bottom():
            for strip in picture.strips:
                if load_paint.strip_rect(at, picture, strip).contains(round(x), round(y)):
                    return strip
            return None
        if not at.columns.top() - near <= y <= at.ticks.top():
            return None
        boxes = [(load_paint.column_rect(at, picture, each), each) for each in picture.columns]
        return self._nearest([(_away(box, x), each.key) for box, each in boxes], near)

    def _nearest(self, found: list[tuple[float, object]], near: float) -> Part | None:
        if not found:
            return None
        distance, key = min(found, key=_first)
        return self._part(key) if distance <= near else None

    # --- input ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        forward = Qt.Key.Key_Left if painting.is_mirrored() else Qt.Key.Key_Right
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == forward else -1
            if held & Qt.KeyboardModifier.ControlModifier:
                self.turn_asked.emit(by)
            else:
                self._step(by)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._change_lane(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            lane = self._lane()
            if lane:
                self._choose(lane[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._part(self._key) is not None:
                self.opened.emit(self._key)
        elif key == Qt.Key.Key_T and not held:
            self.today_asked.emit()
        else:
            super().keyPressEvent(event)

    def _lane(self) -> list[Part]:
        lanes = self.lanes()
        holding = [lane for lane in lanes if any(each.key == self._key for each in lane)]
        return next(iter(holding or lanes), [])

    def _step(self, by: int) -> None:
        lane = self._lane()
        if not lane or self._picture is None:
            return
        keys = [each.key for each in lane]
        if self._key not in keys:
            self._choose(self._near_today(lane))
            return
        at = keys.index(self._key) + by
        if 0 <= at < len(keys):
            self._choose(lane[at])
        else:
            self.turn_asked.emit(by)

    def _change_lane(self, by: int) -> None:
        lanes, part = self.lanes(), self._part(self._key)
        if not lanes:
            return
        if part is None:
            self._choose(self._near_today(lanes[0]))
            return
        at = next(number for number, lane in enumerate(lanes) if part in lane) + by
        if 0 <= at < len(lanes):
            self._choose(min(lanes[at], key=partial(_days_from, _day_of(part))))

    def _near_today(self, lane: list[Part]) -> Part:
        today = self._picture.today if self._picture else _day_of(lane[0])
        return min(lane, key=partial(_days_from, today))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        part = self._at(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and part is not None:
            self._choose(part)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        part = self._at(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and part is not None:
            self.opened.emit(part.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        part = self._at(event.position().x(), event.position().y())
        shape = Qt.CursorShape.PointingHandCursor if part else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        sideways = abs(delta.x()) > abs(delta.y())
        if not sideways and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()  # the page scrolls
            return
        self.turn_asked.emit(-1 if (delta.x() or delta.y()) > 0 else 1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            part = self._at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), part.spoken if part else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    # --- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture is not None:
            load_paint.draw(painter, self._inside(), self._picture, self._key)
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), theme().radius("chip"))


def _away(box: QRectF, x: float) -> float:
    if box.left() <= x <= box.right():
        return 0.0
    return min(abs(box.left() - x), abs(box.right() - x))


def _first(pair: tuple[float, object]) -> float:
    return pair[0]


def _days_from(day: date, part: Part) -> int:
    return abs((_day_of(part) - day).days)


def _day_of(part: Part) -> date:
    return part.start if isinstance(part, Strip) else part.day
