"""“What do we take for granted here?”: a prompt; answers are questions without a name (L8)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from facilitator.commands import questions
from facilitator.queries.questions import questions_about
from ui.shell import Shell
from ui.widgets.buttons import LinkButton, PlainButton, explain_disabled
from ui.widgets.card import column, row
from ui.widgets.fields import line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace


class GrantedBox(QWidget):
    """The prompt for one agenda item; what is asked carries no person and no side."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._item_id = 0
        self._first: int | None = None
        box = column(6)
        self.setLayout(box)
        box.addWidget(Text(self.tr("What do we take for granted here?"), "small_strong"))
        self.examples = Text(
            self.tr(
                "Which word would a newcomer have to ask about? Which step does everybody skip "
                "telling, because it is always done? What would be odd if it were not so?"
            ),
            "small", wrap=True,
        )  # fmt: skip
        box.addWidget(self.examples)
        line = row(6)
        self.words = identify(
            line_edit(placeholder=self.tr("Ask it as somebody new would")),
            "granted-words",
            self.tr("A question without a name"),
        )
        self.ask = identify(PlainButton(self.tr("Ask"), compact=True), "granted-ask")
        self.ask.setAccessibleName(self.tr("Ask without a name"))
        line.addWidget(self.words, 1)
        line.addWidget(self.ask)
        box.addLayout(line)
        self.asked = identify(LinkButton(""), "granted-asked")
        foot = row(0)
        foot.addWidget(self.asked)
        foot.addStretch(1)
        box.addLayout(foot)
        self._saver = shell.drafts.bind_text(self.words, _nothing)
        self.words.returnPressed.connect(self._on_ask)
        self.words.textChanged.connect(self._show_allowed)
        self.ask.clicked.connect(self._on_ask)
        self.asked.clicked.connect(self._on_asked)

    def show_item(self, item_id: int) -> None:
        """Show the prompt for an item, and how much was asked about it."""
        if item_id != self._item_id:
            self._item_id = item_id
            place = f"granted-{item_id}"
            self._saver.retarget(partial(_keep, self._workspace, place))
            self._saver.load(self._workspace.store.draft(place) or "", force=True)
        found = questions_about(self._workspace.reader, "item", item_id)
        self._first = found[0].id if found else None
        one, many = self.tr("1 question asked"), self.tr("{0} questions asked").format(len(found))
        self.asked.setText(one if len(found) == 1 else many)
        self.asked.updateGeometry()
        self.asked.setVisible(bool(found))
        self._show_allowed()

    def _show_allowed(self) -> None:
        reason = None if self.words.text().strip() else self.tr("Write the question first.")
        if self._workspace.read_only:
            reason = self.tr("This file is open for reading only.")
        explain_disabled(self.ask, reason)
        self.words.setReadOnly(self._workspace.read_only)

    def _on_ask(self) -> None:
        words = self.words.text().strip()
        if not words or self._workspace.read_only:
            return
        made = self._workspace.run(
            questions.ask_question, words, is_nameless=True, about_id=self._item_id,
            about_kind="item",
        )  # fmt: skip
        if made is not None:
            self._saver.forget()
            self._saver.load("", force=True)
            self._workspace.store.clear_draft(f"granted-{self._item_id}")
            self.words.setFocus()
            self._shell.toast(self.tr("Asked without a name. It waits on the question shelf."),
                              undo=True)  # fmt: skip

    def _on_asked(self) -> None:
        if self._first is not None:
            self._shell.go("language", tab="questions", question_id=self._first)


def _nothing(_text: str) -> None:
    """Keep nothing: no item is known yet."""


def _keep(workspace: Workspace, place: str, text: str) -> None:
    if text.strip():
        workspace.store.set_draft(place, text)
    else:
        workspace.store.clear_draft(place)
