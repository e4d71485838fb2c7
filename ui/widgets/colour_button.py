"""A colour to choose: a dot on a button, and a menu of dots with their words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import PlainButton


class ColourButton(PlainButton):
    """Shows one colour key of the theme; `chosen` carries another one that a person chose."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent=parent)
        self._choices = list(choices)
        self._name = name
        self._key = self._choices[0][0]
        self.clicked.connect(self._on_clicked)
        self.set_colour(self._key)

    def colour(self) -> str:
        """Return the key."""
        return self._key

    def set_colour(self, key: str) -> None:
        """Show a colour without telling anybody."""
        self._key = key
        word = dict(self._choices).get(key, key)
        self.setAccessibleName(f"{self._name}: {word}")
        self.setToolTip(f"{self._name}: {word}")
        self.update()

    def set_name(self, name: str) -> None:
        """Say whose colour it is."""
        self._name = name
        self.set_colour(self._key)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(50), theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        self._paint_ground(painter)
        box = painting.mirrored(QRect(look.px(12), 0, look.px(12), rect.height()), rect)
        centre = QPointF(box.center()) + QPointF(0.5, 0.5)
        painting.draw_dot(painter, centre, look.px(12), look.party(self._key).fill)
        side = look.px(12)
        mark = QRect(rect.width() - look.px(11) - side, 0, side, rect.height())
        icons.paint(painter, painting.mirrored(mark, rect), "caret-down", look.color("text2"))

    def _on_clicked(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for key, word in self._choices:
            action = menu.addAction(icons.party_icon(key), word)
            action.triggered.connect(partial(self._on_chosen, key))
            if key == self._key:
                menu.setActiveAction(action)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_chosen(self, key: str, _checked: bool = False) -> None:
        if key != self._key:
            self.set_colour(key)
            self.chosen.emit(key)
