"""A layout for fields: side by side while there is room, below each other where there is not."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme import theme
from ui.widgets import painting


class FieldFlow(QLayout):
    """Fill lines with fields; what is left of a line goes to the fields that can stretch."""

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 10, lines: int = 10
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._weights: list[int] = []
        self._gap, self._line_gap = spacing, lines
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a field; `stretch` is its share of what is left of its line."""
        self.addWidget(widget)
        self._weights[-1] = stretch

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._weights.append(0)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._weights.pop(index)
        return self._items.pop(index)

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
        gap = theme().px(self._gap)
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + gap * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        """Return the items of each line with their weights."""
        gap = theme().px(self._gap)
        lines: list[list[tuple[QLayoutItem, int]]] = []
        used = 0
        for item, weight in zip(self._items, self._weights, strict=True):
            if item.isEmpty():
                continue
            wanted = item.sizeHint().width()
            if not lines or used + gap + wanted > width:
                lines.append([])
                used = -gap
            lines[-1].append((item, weight))
            used += gap + wanted
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        gap, y = theme().px(self._gap), rect.y()
        lines = self._lines(rect.width())
        for number, line in enumerate(lines):
            if number:
                y += theme().px(self._line_gap)
            widths = [min(item.sizeHint().width(), rect.width()) for item, _weight in line]
            spare = rect.width() - sum(widths) - gap * (len(line) - 1)
            whole = sum(weight for _item, weight in line)
            x, height = rect.x(), 0
            for (item, weight), wanted in zip(line, widths, strict=True):
                width = wanted + (max(spare, 0) * weight // whole if whole else 0)
                tall = item.heightForWidth(width) if item.hasHeightForWidth() else -1
                tall = tall if tall >= 0 else item.sizeHint().height()
                if move:
                    box = QRect(QPoint(x, y), QSize(width, tall))
                    item.setGeometry(painting.mirrored(box, rect))
                x += width + gap
                height = max(height, tall)
            y += height
        return y - rect.y()
