"""Working agreements: how we treat each other (E4). They print on every agenda."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from facilitator.commands import agreements as commands
from facilitator.queries.engagement import agreements
from ui.drafts import Drafts
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import Card, column, row
from ui.widgets.fields import line_edit
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.text import Text
from ui.workspace import Workspace


class _Line(QWidget):
    """One agreement: its place, its words, and what can be done with it."""

    def __init__(self, workspace: Workspace, drafts: Drafts, agreement_id: int) -> None:
        super().__init__()
        self._workspace, self.agreement_id = workspace, agreement_id
        line = row(6)
        self.setLayout(line)
        self.number = Text("", "number")
        self.number.setFixedWidth(theme().px(22))
        self.words = identify(QuietTextEdit(one_line=True), "agreement-words")
        self.up = IconButton("caret-up", self.tr("Move up"), key="Alt+Up")
        self.down = IconButton("caret-down", self.tr("Move down"), key="Alt+Down")
        self.retire = IconButton("x", self.tr("Retire"))
        line.addWidget(self.number)
        line.addWidget(self.words, 1)
        for button in (self.up, self.down, self.retire):
            line.addWidget(button)
        self.saver = drafts.bind_text(self.words, self._save)

    def show_words(self, number: int, last: int, words: str, *, force: bool) -> None:
        """Show what the file says."""
        self.number.setText(f"{number}.")
        self.up.setEnabled(number > 1)
        self.down.setEnabled(number < last)
        name = self.tr("Agreement {0}").format(number)
        self.words.setAccessibleName(name)
        for button, verb in (
            (self.up, self.tr("Move up")), (self.down, self.tr("Move down")),
            (self.retire, self.tr("Retire")),
        ):  # fmt: skip
            button.setAccessibleName(f"{verb}: {name}")
        self.saver.load(words, force=force)

    def _save(self, words: str) -> None:
        if words.strip():
            self._workspace.run(commands.set_agreement, self.agreement_id, words)


class AgreementsView(QScrollArea):
    """The list, and a line for one more."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._lines: dict[int, _Line] = {}
        self._order: list[int] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("plain", "true")
        box = column(12)
        box.setContentsMargins(0, 0, theme().px(2), theme().px(8))
        inside.setLayout(box)
        self.card = Card(margin=16, spacing=4)
        self.card.add(
            Text(self.tr("They print on every agenda, in this order."), "small", wrap=True)
        )
        self.nothing = EmptyState(
            "handshake",
            self.tr("No working agreements yet"),
            self.tr("How do you want to treat each other? “Jargon is explained, without blame.”"),
        )
        self.nothing.set_step(self.tr("Write the first"), self._on_first)
        self.card.add(self.nothing)
        self._list = column(2)
        self.card.body.addLayout(self._list)
        self._build_new()
        box.addWidget(self.card)
        box.addStretch(1)
        self.setWidget(inside)

    def _build_new(self) -> None:
        self.new = identify(
            line_edit(placeholder=self.tr("Another agreement, then Enter")), "new-agreement",
            self.tr("Another agreement"),
        )  # fmt: skip
        self.add = LinkButton(self.tr("Add"), icon="plus")
        line = row(8)
        line.setContentsMargins(theme().px(28), theme().px(8), 0, 0)
        line.addWidget(self.new, 1)
        line.addWidget(self.add)
        self.card.body.addLayout(line)
        self.new.returnPressed.connect(self._on_add)
        self.add.clicked.connect(self._on_add)
        self._saver = self._shell.drafts.bind_draft(self.new, "people/agreement")

    def load(self, *, force: bool = False) -> None:
        """Show the agreements; a line stays while its agreement does."""
        found = agreements(self._workspace.reader)
        order = [agreement_id for agreement_id, _words in found]
        for agreement_id in [key for key in self._lines if key not in order]:
            gone = self._lines.pop(agreement_id)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, (agreement_id, words) in enumerate(found, start=1):
            line = self._lines.get(agreement_id) or self._make(agreement_id)
            if self._order != order:
                self._list.removeWidget(line)
                self._list.insertWidget(number - 1, line)
            line.show_words(number, len(found), words, force=force)
        self._order = order
        self.nothing.setVisible(not found)

    def _make(self, agreement_id: int) -> _Line:
        line = _Line(self._workspace, self._shell.drafts, agreement_id)
        line.up.clicked.connect(partial(self._on_move, agreement_id, -1))
        line.down.clicked.connect(partial(self._on_move, agreement_id, 1))
        line.words.move_asked.connect(partial(self._move, agreement_id))
        line.words.entered.connect(self.new.setFocus)
        line.retire.clicked.connect(partial(self._on_retire, agreement_id))
        self._lines[agreement_id] = line
        return line

    # --- doing ------------------------------------------------------------------------------

    def _on_first(self) -> None:
        self.new.setFocus()

    def _on_add(self) -> None:
        words = self.new.text().strip()
        if not words:
            self.new.setFocus()
            return
        if self._workspace.run(commands.add_agreement, words) is not None:
            self.new.clear()
            self._shell.drafts.clear_draft(self._saver, "people/agreement")

    def _on_move(self, agreement_id: int, step: int, _checked: bool = False) -> None:
        self._move(agreement_id, step)

    def _move(self, agreement_id: int, step: int) -> None:
        """Move one place; the keyboard stays with the words that moved."""
        place = self._order.index(agreement_id)
        if not 0 <= place + step < len(self._order):
            return
        self._shell.drafts.flush()
        rest = self._order[place + 1 :] if step > 0 else self._order[place - 1 :]
        before = (rest[1] if len(rest) > 1 else None) if step > 0 else rest[0]
        has_focus = self._lines[agreement_id].words.hasFocus()
        self._workspace.run(commands.move_agreement, agreement_id, before)
        if has_focus:
            self._lines[agreement_id].words.setFocus()

    def _on_retire(self, agreement_id: int, _checked: bool = False) -> None:
        if self._workspace.carry_out(commands.retire_agreement, agreement_id):
            self._shell.toast(self.tr("Retired. It prints no more."), undo=True)

    def focus_new(self) -> None:
        """Put the keyboard into the line for one more."""
        self.new.setFocus()
