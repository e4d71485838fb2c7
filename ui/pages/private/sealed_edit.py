"""A place to write sealed words: they show only while the keyboard is in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget

from ui.widgets.buttons import PlainButton
from ui.widgets.fields import AutoGrowTextEdit


class _Editor(AutoGrowTextEdit):
    entered = Signal()
    left = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class SealedEdit(QStackedWidget):
    """An editor that hides behind a button as soon as the keyboard goes elsewhere.

    `keep_open(True)` leaves an empty editor in sight; what was typed is always hidden.
    """

    hidden_again = Signal()

    def __init__(self, name: str, cover: str, placeholder: str = "", least: int = 3) -> None:
        super().__init__()
        self.editor = _Editor(placeholder=placeholder, least=least)
        self.editor.setAccessibleName(name)
        self.cover = PlainButton(cover, icon="lock-simple")
        self.addWidget(self.editor)
        self.addWidget(self.cover)
        self.editor.left.connect(self.hide_words)
        self.editor.document().documentLayout().documentSizeChanged.connect(self._on_size)
        self.cover.clicked.connect(self.show_words)

    def is_covered(self) -> bool:
        """Tell whether words are there and hidden."""
        return self.currentWidget() is self.cover

    def hide_words(self) -> None:
        """Cover what is typed; nothing typed needs no cover."""
        if self.editor.toPlainText().strip():
            self.setCurrentWidget(self.cover)
            self.hidden_again.emit()
        else:
            self.setCurrentWidget(self.editor)

    def show_words(self) -> None:
        """Uncover, with the keyboard in the words."""
        self.setCurrentWidget(self.editor)
        self.editor.setFocus()

    def _on_size(self) -> None:
        self.updateGeometry()
