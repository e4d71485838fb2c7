"""Cards in as many columns as there is room for, all of one width."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme import theme
from ui.widgets import painting


class CardGrid(QLayout):
    """Fills columns of equal width, `least` design pixels or more; each card as high as it is."""

    def __init__(self, parent: QWidget | None, least: int, *, spacing: int = 16) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._least, self._gap = least, spacing
        self.setContentsMargins(0, 0, 0, 0)

    def set_order(self, widgets: Sequence[QWidget]) -> None:
        """Put the cards into this order."""
        place: dict[QWidget | None, int] = {widget: number for number, widget in enumerate(widgets)}
        keyed = [(place.get(item.widget(), len(place)), n) for n, item in enumerate(self._items)]
        self._items = [self._items[n] for _place, n in sorted(keyed)]
        self.invalidate()

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
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize(theme().px(200), 0)
        for item in self._items:
            size = size.expandedTo(QSize(item.minimumSize().width(), 0))
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        gap = theme().px(self._gap)
        shown = [item for item in self._items if not item.isEmpty()]
        if not shown:
            return 0
        fit = max((rect.width() + gap) // (theme().px(self._least) + gap), 1)
        columns = min(fit, len(shown))
        width = (rect.width() - gap * (columns - 1)) // columns
        y = rect.y()
        for start in range(0, len(shown), columns):
            line = shown[start : start + columns]
            heights = [
                item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
                for item in line
            ]
            tall = max(heights)
            for number, item in enumerate(line):
                box = QRect(rect.x() + number * (width + gap), y, width, tall)
                if move:
                    item.setGeometry(painting.mirrored(box, rect))
            y += tall + gap
        return y - gap - rect.y()
