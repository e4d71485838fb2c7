"""What the decision log and the action list share: leaving as a file, and undo while typing."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu

from facilitator.store import Change
from ui.pages.page import Page


class RegisterPage(Page):
    """A page over everything of one kind; `register` names it for the exports."""

    register: ClassVar[str] = ""

    # While undo or redo loads the page, it also goes into the field being edited.
    is_replay = False

    def show_change(self, change: Change) -> None:
        """Load again after a change."""
        self.is_replay = change.kind != "do"
        self.load()
        self.is_replay = False

    def offer_export(self, button: QAbstractButton) -> None:
        """Offer the kinds of file below a button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, words in (
            ("csv", self.tr("Table (CSV)")),
            ("md", self.tr("Text (Markdown)")),
            ("json", self.tr("Data (JSON)")),
        ):
            menu.addAction(words).setData(kind)
        menu.triggered.connect(self._on_export_kind)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_export_kind(self, action: QAction) -> None:
        self.shell.exports.register(self.register, str(action.data()))
