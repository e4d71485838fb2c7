"""Two columns side by side, or one below the other where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QWidget

from ui.theme import theme


class TwoColumns(QScrollArea):
    """Side by side each column scrolls for itself; below each other the whole scrolls.

    `narrowed` says whether they lie below each other now.
    """

    narrowed = Signal(bool)

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        shares: tuple[int, int] = (3, 2),
        narrow: int = 860,
        heights: tuple[int, int] = (0, 620),
    ) -> None:
        super().__init__()
        self._first, self._second = first, second
        self._narrow, self._heights = narrow, heights
        self._is_narrow: bool | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("plain", "true")
        self._box: QBoxLayout = QHBoxLayout(inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(first, shares[0])
        self._box.addWidget(second, shares[1])
        self.setWidget(inside)
        theme().changed.connect(self._arrange)
        self._arrange()

    def is_narrow(self) -> bool:
        """Tell whether the columns lie below each other."""
        return bool(self._is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        look = theme()
        self._box.setSpacing(look.px(16))
        is_narrow = self.width() < look.px(self._narrow)
        least = [look.px(height) if is_narrow else 0 for height in self._heights]
        self._first.setMinimumHeight(least[0])
        self._second.setMinimumHeight(least[1])
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._box.setDirection(down if is_narrow else across)
            self.narrowed.emit(is_narrow)
