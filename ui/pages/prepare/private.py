"""Private preparation of an item: sealed, and out of sight until it is asked for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence

from facilitator.commands import preparation as commands
from facilitator.queries.private import preparation
from ui.shell import Shell
from ui.widgets.buttons import QuietButton, explain_disabled
from ui.widgets.card import Card, row
from ui.widgets.fields import AutoGrowTextEdit
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import Text
from ui.wording import room as wording_room
from ui.workspace import Workspace


class PrivatePreparation(Card):
    """The words are read from the file when the panel opens and forgotten when it closes.

    It closes with the item, when the page or the window is left, and on Esc.
    """

    toggled = Signal(bool)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(tone="bg", margin=12, spacing=8)
        self._workspace, self._shell = workspace, shell
        self._item_id: int | None = None
        self._has_words = False
        head = row(6)
        head.addWidget(IconMark("lock-simple", "text2", 16))
        head.addWidget(
            Text(
                self.tr("Sealed: only you see this. It prints in nothing that you share."),
                "small", wrap=True,
            ),
            1,
        )  # fmt: skip
        self.edit = identify(
            AutoGrowTextEdit(
                placeholder=self.tr("What to have ready, whom to ask first, what to avoid"),
                least=2, most=10,
            ),
            "item-private", self.tr("Private preparation, sealed"),
        )  # fmt: skip
        self.body.addLayout(head)
        self.body.addWidget(self.edit)
        self.button = identify(QuietButton("", icon="lock-simple"), "show-private")
        self.button.setCheckable(True)
        self.button.clicked.connect(self._on_button)
        self._saver = shell.drafts.bind_text(self.edit, self._save_nowhere)
        self.hide()

    # --- for the editor ---------------------------------------------------------------------

    def show_item(self, item_id: int, has_words: bool) -> None:
        """Belong to another item, closed; or learn whether this one has words now."""
        if item_id != self._item_id:
            self.close_panel()
            self._item_id = item_id
        self._has_words = has_words
        self._name_button()

    def set_watched(self, is_watched: bool) -> None:
        """Close, and stay closed while others look on."""
        if is_watched:
            self.close_panel()
        explain_disabled(self.button, wording_room.refused() if is_watched else None)
        self._name_button(force=True)

    def reload(self) -> None:
        """Read again after undo or redo."""
        if self._item_id is not None and not self.isHidden():
            words = preparation(self._workspace.reader, self._item_id)
            self._saver.load(words, force=True)

    def close_panel(self) -> None:
        """Save, forget the words and fold."""
        if self.isHidden():
            return
        self._saver.retarget(self._save_nowhere)
        self._saver.load("", force=True)
        self.hide()
        self._name_button()
        self.toggled.emit(False)

    # --- inside -----------------------------------------------------------------------------

    def _open(self) -> None:
        if self._item_id is None:
            return
        words = preparation(self._workspace.reader, self._item_id)
        self._saver.retarget(partial(self._save, self._item_id))
        self._saver.load(words, force=True)
        self.show()
        self.edit.setReadOnly(self._workspace.read_only)
        self.edit.setFocus()
        self._name_button()
        self.toggled.emit(True)

    def _on_button(self) -> None:
        if self.isHidden():
            self._open()
        else:
            self.close_panel()

    def _name_button(self, *, force: bool = False) -> None:
        is_open = not self.isHidden()
        words, name = self.tr("Private preparation"), self.tr("Private preparation, sealed")
        if is_open:
            words = name = self.tr("Hide preparation")
        elif not self._has_words and self.button.isEnabled():
            words, name = self.tr("Prepare privately"), self.tr("Add private preparation, sealed")
        if (words, is_open) == (self.button.text(), self.button.isChecked()) and not force:
            return
        self.button.setText(words)
        self.button.setAccessibleName(name)
        if self.button.isEnabled():
            self.button.setToolTip(name)
        self.button.setChecked(is_open)
        self.button.updateGeometry()

    def _save(self, item_id: int, words: str) -> None:
        self._workspace.run(commands.set_preparation, item_id, words, origin=self)

    def _save_nowhere(self, words: str) -> None:
        """Nothing can be typed while the panel is closed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.close_panel()
            self.button.setFocus()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self._saver.is_dirty:
            self._saver.flush()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self.close_panel()
        return super().event(event)
