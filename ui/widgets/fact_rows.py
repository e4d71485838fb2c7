"""Facts line by line: what each is called at the start, what it is beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import theme
from ui.widgets.text import Text


class FactRows(QWidget):
    """Two columns; a fact without words is left out."""

    def __init__(self, label_width: int = 68, spacing: int = 8) -> None:
        super().__init__()
        self._label_width, self._gap = label_width, spacing
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[Text, Text]] = []
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show facts in this order."""
        shown = [fact for fact in facts if fact[1]]
        while len(self._lines) < len(shown):
            self._add_line()
        for number, (name, value) in enumerate(self._lines):
            is_used = number < len(shown)
            name.setVisible(is_used)
            value.setVisible(is_used)
            if is_used:
                name.setText(shown[number][0])
                value.setText(shown[number][1])
        self.setAccessibleDescription("; ".join(f"{name}: {value}" for name, value in shown))

    def set_label_width(self, width: int) -> None:
        """Give what facts are called so many design pixels."""
        self._label_width = width
        self._on_theme_changed()

    def words(self) -> dict[str, str]:
        """Return what is shown."""
        return {name.text(): value.text() for name, value in self._lines if not name.isHidden()}

    def first_value(self) -> Text | None:
        """Return where the first fact stands, None before there is one."""
        return self._lines[0][1] if self._lines else None

    def _add_line(self) -> None:
        name, value = Text("", "small"), Text("", "body", wrap=True)
        name.setParent(self)
        value.setParent(self)
        at = len(self._lines)
        self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, at, 1)
        self._lines.append((name, value))

    def _on_theme_changed(self) -> None:
        look = theme()
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(self._gap))
        self._grid.setColumnMinimumWidth(0, look.px(self._label_width))
