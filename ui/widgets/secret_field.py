"""A passphrase as it is typed: hidden unless somebody wants to see it, and typed twice when new."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.icons import icon
from ui.widgets.buttons import IconButton
from ui.widgets.card import column, row
from ui.widgets.fields import Field, line_edit
from ui.widgets.naming import identify

LONG_ENOUGH = 16  # characters; four words that do not belong together are longer
_HINTS = Qt.InputMethodHint


class SecretField(QWidget):
    """A label, a line and a button that shows what was typed. `entered` at Enter."""

    entered = Signal()
    changed = Signal()

    def __init__(self, label: str, identifier: str) -> None:
        super().__init__()
        self.edit = identify(line_edit(), identifier)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            _HINTS.ImhHiddenText | _HINTS.ImhSensitiveData | _HINTS.ImhNoPredictiveText
            | _HINTS.ImhNoAutoUppercase
        )  # fmt: skip
        self.edit.setMaxLength(1000)
        self.show_words = identify(IconButton("eye", ""), f"{identifier}-show")
        self.show_words.setCheckable(True)
        self.field = Field(label, self.edit)
        self._put_button_beside()
        box = column(0)
        box.addWidget(self.field)
        self.setLayout(box)
        self.setFocusProxy(self.edit)
        self.edit.returnPressed.connect(self.entered)
        self.edit.textChanged.connect(self._on_text)
        self.show_words.toggled.connect(self._on_shown)
        self._on_shown(False)

    def _put_button_beside(self) -> None:
        """Put the button level with the line, whatever stands above and below it."""
        both, line, inside = QWidget(), row(4), self.field.layout()
        both.setProperty("plain", "true")
        both.setLayout(line)
        if inside is not None:
            inside.replaceWidget(self.edit, both)
        line.addWidget(self.edit, 1)
        line.addWidget(self.show_words)

    def text(self) -> str:
        """Return what was typed."""
        return self.edit.text()

    def _on_text(self, _words: str) -> None:
        self.changed.emit()

    def _on_shown(self, is_shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.edit.setEchoMode(modes.Normal if is_shown else modes.Password)
        words = self.tr("Hide what is typed") if is_shown else self.tr("Show what is typed")
        self.show_words.setIcon(icon("eye-slash" if is_shown else "eye"))
        self.show_words.setAccessibleName(words)
        self.show_words.setToolTip(words)


class NewSecret(QWidget):
    """A new passphrase, typed twice, with a word on its length and none on its worth."""

    entered = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = SecretField(self.tr("Passphrase"), "passphrase")
        self.again = SecretField(self.tr("The same once more"), "passphrase-again")
        box = column(12)
        box.addWidget(self.first)
        box.addWidget(self.again)
        self.setLayout(box)
        self.setFocusProxy(self.first)
        self.first.changed.connect(self._on_changed)
        self.again.changed.connect(self._on_changed)
        self.first.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.entered)
        self._on_changed()

    def text(self) -> str:
        """Return what was typed into the first line."""
        return self.first.text()

    def problem(self) -> str:
        """Return what is missing, in a sentence below its line and here; empty when all is well."""
        self.again.field.set_error("")
        if not self.first.text().strip():
            self.first.setFocus()
            return self.tr("Type a passphrase.")
        if self.first.text() != self.again.text():
            words = self.tr("This is not the same as above.")
            self.again.field.set_error(words)
            self.again.setFocus()
            return self.tr("The two are not the same.")
        return ""

    def _on_changed(self) -> None:
        self.first.field.set_hint(self._hint(len(self.first.text())))
        self.again.field.set_error("")
        self.changed.emit()

    def _hint(self, length: int) -> str:
        advice = self.tr(
            "Four or five words that do not belong together are easy to keep in mind and hard to"
            " guess."
        )
        if length >= LONG_ENOUGH:
            return self.tr("{0} characters.").format(length)
        if not length:
            return advice
        return self.tr("{0} characters, which is short. {1}").format(length, advice)
