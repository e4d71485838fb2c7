"""Two parts side by side, or one below the other where there is no room; the page scrolls."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.theme import theme


class SideBySide(QWidget):
    """Both as high as the higher one while they stand side by side."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        shares: tuple[int, int] = (1, 1),
        narrow: int = 820,
    ) -> None:
        super().__init__()
        self._narrow = narrow
        self._box: QBoxLayout = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(first, shares[0])
        self._box.addWidget(second, shares[1])
        theme().changed.connect(self._arrange)
        self._arrange()

    def is_narrow(self) -> bool:
        """Tell whether they lie below each other."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        look = theme()
        self._box.setSpacing(look.px(16))
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wanted = down if self.width() < look.px(self._narrow) else across
        if wanted != self._box.direction():
            self._box.setDirection(wanted)
