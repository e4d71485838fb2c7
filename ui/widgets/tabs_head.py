"""The top of a page of tabs: its title, the tabs and its buttons, on as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme import theme
from ui.widgets import painting

WIDE, NARROW = 24, 8  # between title, tabs and buttons; between two lines
LINE = 36  # a line is as high with buttons as without: nothing below jumps from tab to tab


class TabsHead(QLayout):
    """Title, tabs and buttons in one line; the tabs go below both where there is no room.

    Where not even title and buttons fit beside each other, the buttons come last.
    """

    def __init__(self, title: QWidget, tabs: QWidget, buttons: QWidget) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        for widget in (title, tabs, buttons):
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        least = theme().px(LINE)
        return max(least, *(rect.bottom() + 1 for rect in self._rects(width)))

    def sizeHint(self) -> QSize:
        title, tabs, buttons = (item.sizeHint() for item in self._items)
        width = title.width() + tabs.width() + buttons.width() + 2 * theme().px(WIDE)
        tall = max(title.height(), tabs.height(), buttons.height(), theme().px(LINE))
        return QSize(width, tall)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in zip(self._items, self._rects(rect.width()), strict=True):
            item.setGeometry(painting.mirrored(place.translated(rect.topLeft()), rect))

    def _rects(self, width: int) -> list[QRect]:
        """Return where title, tabs and buttons lie, reading from the left."""
        title, tabs, buttons = (item.sizeHint() for item in self._items)
        gap, below = theme().px(WIDE), theme().px(NARROW)
        end = QPoint(width - buttons.width(), 0)
        if self.sizeHint().width() <= width:
            at = QPoint(title.width() + gap, 0)
            return _in_line(QRect(QPoint(), title), QRect(at, tabs), QRect(end, buttons))
        top = [QRect(QPoint(), title)]
        if title.width() + gap + buttons.width() <= width:
            top = _in_line(*top, QRect(end, buttons))
        under = max(rect.bottom() + 1 for rect in top) + below
        item = self._items[1]
        tall = item.heightForWidth(width) if item.hasHeightForWidth() else tabs.height()
        second = QRect(0, under, width, tall)
        last = top[1] if top[1:] else QRect(QPoint(0, under + tall + below), buttons)
        return [top[0], second, last]


def _in_line(*rects: QRect) -> list[QRect]:
    """Return the same, the middle of each at the same height."""
    tall = max(theme().px(LINE), *(rect.height() for rect in rects))
    return [rect.translated(0, (tall - rect.height()) // 2) for rect in rects]
