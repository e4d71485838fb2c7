"""A scrolling list of ticks that keeps what a person ticked while the list changes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.widgets.card import column
from ui.widgets.tick_row import TickRow


@dataclass(frozen=True, slots=True)
class Tick:
    """One row; `is_on` is where it begins."""

    key: Hashable
    title: str
    second: str = ""
    trailing: str = ""
    dots: tuple[str | None, ...] = ()
    is_on: bool = False


_MOST = 60  # rows of ticks; what is ticked by rule comes first


def most_wanted(ticks: Sequence[Tick]) -> list[Tick]:
    """Return as many as a list of ticks shows, in their order."""
    if len(ticks) <= _MOST:
        return list(ticks)
    kept = {tick.key for tick in sorted(ticks, key=_is_off)[:_MOST]}
    return [tick for tick in ticks if tick.key in kept]


def _is_off(tick: Tick) -> bool:
    return not tick.is_on


class TickList(QScrollArea):
    """`changed` says that a tick was set or taken; `menu_asked` carries a key and where."""

    changed = Signal()
    menu_asked = Signal(object, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._ticks: tuple[Tick, ...] = ()
        self._rows: dict[Hashable, TickRow] = {}
        self._by_hand: dict[Hashable, bool] = {}
        self.tab_after: QWidget | None = None  # where Tab comes from into the first row
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("plain", "true")
        self._box = column(2)
        inside.setLayout(self._box)
        self.setWidget(inside)

    def add_below(self, widget: QWidget) -> None:
        """Put a widget under the ticks, inside what scrolls."""
        self._box.addWidget(widget)
        self._box.addStretch(1)

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these rows; a tick set by hand stays as it is."""
        if tuple(ticks) == self._ticks:
            return
        had = next((key for key, row in self._rows.items() if row.hasFocus()), None)
        self._ticks = tuple(ticks)
        for row in self._rows.values():
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for number, tick in enumerate(ticks):
            row = TickRow(tick.title, tick.second, tick.trailing, dots=tick.dots)
            row.setChecked(self._by_hand.get(tick.key, tick.is_on))
            row.toggled.connect(partial(self._on_toggled, tick.key))
            row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            row.customContextMenuRequested.connect(partial(self._on_menu, tick.key))
            self._box.insertWidget(number, row)
            self._rows[tick.key] = row
        before = self.tab_after
        for row in self._rows.values():
            if before is not None:
                self.setTabOrder(before, row)
            before = row
        if had in self._rows:
            self._rows[had].setFocus()
        self.changed.emit()

    def chosen(self) -> list[Hashable]:
        """Return the keys that are ticked, in order."""
        return [key for key, row in self._rows.items() if row.isChecked()]

    def row(self, key: Hashable) -> TickRow:
        """Return the row of a key."""
        return self._rows[key]

    def focused(self) -> Hashable | None:
        """Return the key that has the keyboard."""
        return next((key for key, row in self._rows.items() if row.hasFocus()), None)

    def forget(self) -> None:
        """Forget what was ticked by hand, e.g. when another session is shown."""
        self._by_hand.clear()

    def _on_toggled(self, key: Hashable, on: bool) -> None:
        self._by_hand[key] = on
        self.changed.emit()

    def _on_menu(self, key: Hashable, at: QPoint) -> None:
        self.menu_asked.emit(key, self._rows[key].mapToGlobal(at))
