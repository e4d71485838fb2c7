"""A line whose words mean something: a day, a time, a length. It shows what was understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.card import column
from ui.widgets.fields import FieldLabel, add_sign
from ui.widgets.naming import property_style
from ui.widgets.text import Text

T = TypeVar("T")


class ParsedEdit(QLineEdit):
    """The line itself; asks to be read when it is left or Enter is pressed."""

    read_asked = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.read_asked.emit()


class ParsedField(QWidget, Generic[T]):
    """Label, line, and below it what is wrong. `parse` returns a value or raises ValueError.

    `edited` says that a person typed, `taken` carries a value that was understood anew.
    """

    edited = Signal()
    taken = Signal(object)

    def __init__(
        self,
        label: str,
        parse: Callable[[str], T],
        show: Callable[[T], str],
        *,
        placeholder: str = "",
        letters: int = 8,
        icon: str = "",
        may_be_empty: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parse, self._show, self._letters = parse, show, letters
        self._may_be_empty = may_be_empty
        self._value: T | None = None
        self.edit = ParsedEdit()
        self.edit.setPlaceholderText(placeholder)
        if icon:
            add_sign(self.edit, icon, label.replace("&", ""))
        self.below = Text("", "hint", tone="danger", wrap=True)
        self.below.hide()
        box = column(3)
        self.setLayout(box)
        box.addWidget(FieldLabel(label, self.edit))
        box.addWidget(self.edit)
        box.addWidget(self.below)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.returnPressed.connect(self.read)
        self.edit.read_asked.connect(self.read)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        return QSize(self.edit.minimumWidth(), super().sizeHint().height())

    def value(self) -> T | None:
        """Return what was understood last."""
        return self._value

    def set_value(self, value: T) -> None:
        """Show a value without telling anybody."""
        self._value = value
        self.edit.setText(self._show(value))
        self.set_error("")

    def read(self) -> T | None:
        """Understand what is typed; None, and a sentence below, where that cannot be."""
        words = self.edit.text().strip()
        if self._value is not None and words == self._show(self._value):
            self.set_error("")
            return self._value
        if not words and not self._may_be_empty:
            self.set_error(self.tr("This is needed."))
            return None
        try:
            value = self._parse(words)
        except ValueError as error:
            self.set_error(str(error))
            return None
        self.set_value(value)
        self.taken.emit(value)
        return value

    def has_error(self) -> bool:
        """Tell whether what is typed could not be understood."""
        return bool(self.below.text())

    def set_error(self, sentence: str) -> None:
        """Say below the line what is wrong; an empty sentence takes it back."""
        property_style(self.edit, "invalid", "true" if sentence else "false")
        self.below.setText(sentence)
        self.below.setVisible(bool(sentence))
        self.edit.setAccessibleDescription(sentence)
        self.updateGeometry()

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_theme_changed(self) -> None:
        wide = self.edit.fontMetrics().averageCharWidth() * (self._letters + 3)
        self.edit.setMinimumWidth(wide + theme().px(20))
