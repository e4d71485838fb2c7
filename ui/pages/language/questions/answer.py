"""The field for an answer in plain words; it is kept by Ctrl+Enter, the draft before that."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilitator.commands import questions
from facilitator.queries.questions import QuestionRow
from ui.drafts import Drafts
from ui.pages.language.sayback.voices import chosen, fill_voices, key_of
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import PrimaryButton, explain_disabled
from ui.widgets.card import column, row
from ui.widgets.fields import AutoGrowTextEdit, Choice
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace


class AnswerBox(QWidget):
    """Who answers, the words, and the one filled button."""

    def __init__(self, workspace: Workspace, drafts: Drafts) -> None:
        super().__init__()
        self._workspace = workspace
        self._id = 0
        self._build()
        self._saver = drafts.bind_text(self.words, partial(_keep, workspace, ""))
        self.keep.clicked.connect(self.press_keep)
        self.words.textChanged.connect(self._show_allowed)

    def _build(self) -> None:
        box = column(8, 14)
        self.setLayout(box)
        head = row(8)
        head.addWidget(Text(self.tr("The answer, in plain words"), "strong"), 1)
        self.who = identify(Choice(), "answer-who", self.tr("Who answers"))
        self.who.setMinimumContentsLength(12)
        head.addWidget(self.who)
        box.addLayout(head)
        self.words = identify(
            AutoGrowTextEdit(
                placeholder=self.tr("As you would say it to somebody who does another job"),
                least=4, most=14,
            ),
            "answer-words",
            self.tr("The answer, in plain words"),
        )  # fmt: skip
        box.addWidget(self.words)
        line = row(8)
        line.addStretch(1)
        self.keep = identify(PrimaryButton(self.tr("Keep the answer"), icon="check"), "answer-keep")
        line.addWidget(self.keep)
        box.addLayout(line)
        self.words.installEventFilter(self)
        theme().changed.connect(self.update)

    def show_question(self, found: QuestionRow, *, words: str = "") -> None:
        """Show the field for this question, with what was typed for it before, or `words`."""
        self._id = found.id
        place = f"answer-{found.id}"
        self._saver.retarget(partial(_keep, self._workspace, place))
        kept = self._workspace.store.draft(place) or words
        self._saver.load(kept, force=True)
        fill_voices(self.who, self._workspace.reader, self.tr("Who answers?"),
                    last_party_id=found.asker.party_id)  # fmt: skip
        voice = found.answered_by if key_of(found.answered_by) else found.to
        self.who.set_current(key_of(voice))
        self._show_allowed()

    def _show_allowed(self) -> None:
        reason = None
        if not self.words.toPlainText().strip():
            reason = self.tr("Write the answer first.")
        if self._workspace.read_only:
            reason = self.tr("This file is open for reading only.")
        explain_disabled(self.keep, reason)
        self.words.setReadOnly(self._workspace.read_only)
        self.who.setEnabled(not self._workspace.read_only)

    def press_keep(self) -> None:
        """Keep the answer; the asker has still to say that it is understood."""
        if not self.keep.isEnabled():
            return
        person_id, party_id = chosen(self.who)
        done = self._workspace.carry_out(
            questions.answer_question, self._id, self.words.toPlainText(), by_id=person_id,
            by_party_id=party_id,
        )  # fmt: skip
        if done:
            self._saver.forget()
            self._saver.load("", force=True)
            self._workspace.store.clear_draft(f"answer-{self._id}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.press_keep()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painting.draw_round(
            QPainter(self), self.rect(), look.radius("panel"), look.color("surface"),
            look.color("accent"), 2,
        )  # fmt: skip


def _keep(workspace: Workspace, place: str, text: str) -> None:
    if not place or workspace.read_only:
        return
    if text.strip():
        workspace.store.set_draft(place, text)
    else:
        workspace.store.clear_draft(place)
