"""A line of words, asked for: a name, a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.dialogs.form import FormDialog
from ui.widgets.fields import Field, line_edit
from ui.widgets.naming import identify


class WordsDialog(FormDialog):
    """Ask for one line and hand it to `take`, e.g. a partial of a command on the store."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        label: str,
        action: str,
        take: Callable[[str], object],
        *,
        words: str = "",
        lead: str = "",
        may_be_empty: bool = False,
    ) -> None:
        super().__init__(parent, title, action, lead=lead, width=460)
        self._take, self._may_be_empty = take, may_be_empty
        self.words = identify(line_edit(words), "words")
        self.field = Field(label, self.words)
        self.body.addWidget(self.field)
        self.body.addStretch(1)
        self.words.selectAll()
        self.words.setFocus()
        self.words.returnPressed.connect(self._on_confirm)

    def submit(self) -> bool:
        """Hand the words over."""
        words = self.words.text().strip()
        if not words and not self._may_be_empty:
            self.field.set_error(self.tr("A few words are needed here."))
            return False
        return self.attempt(self._take, words)
