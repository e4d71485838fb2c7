"""The restatement loop on a decision: what it means for each side, in its own words (D4)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.commands import saybacks
from facilitator.queries.questions import QuestionRow, questions_about
from facilitator.queries.saybacks import Restatement, restatements
from ui import wording
from ui.dialogs.words_form import WordsDialog
from ui.jargon.desk import JargonDesk
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PlainButton, explain_disabled
from ui.widgets.card import Card, clear_layout, column, row
from ui.widgets.chips import Avatar
from ui.widgets.fields import AutoGrowTextEdit
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import Text
from ui.wording import sayback as wording_sayback
from ui.workspace import Workspace


class RestatementCard(Card):
    """One side: its words, or the field for them; and what the others say to it."""

    opened = Signal()

    def __init__(
        self,
        workspace: Workspace,
        shell: Shell,
        jargon: JargonDesk,
        decision_id: int,
        party_id: int,
    ) -> None:
        super().__init__(tone="bg", margin=14, spacing=6)
        self._workspace, self._shell = workspace, shell
        self._decision_id, self._party_id = decision_id, party_id
        self._found: Restatement | None = None
        self._is_writing = False
        self._build()
        place = f"means-{decision_id}-{party_id}"
        self._place = place
        self._saver = shell.drafts.bind_draft(self.edit, place)
        jargon.watch(self.edit, voice=party_id)
        self._connect()

    def _build(self) -> None:
        head = row(8)
        self.avatar = Avatar("", None, diameter=20, quiet=True)
        self.label = Text("", "small", wrap=True)
        head.addWidget(self.avatar)
        head.addWidget(self.label, 1)
        self.body.addLayout(head)
        self.words = Text("", "row", wrap=True)
        self.wrong = Text("", "small", tone="warn", wrap=True)
        self.add(self.words)
        self.add(self.wrong)
        self.edit = identify(AutoGrowTextEdit(least=2, most=6), "means-words")
        self.add(self.edit)
        ways = QWidget()
        line = FlowLayout(ways, 6)
        self.keep = identify(PlainButton(self.tr("Keep"), compact=True), "means-keep")
        self.yes = identify(
            PlainButton(self.tr("That is it"), icon="check", compact=True), "means-confirm"
        )
        self.no = identify(
            PlainButton(self.tr("Not what we agreed…"), compact=True), "means-mismatch"
        )
        self.again = identify(LinkButton(self.tr("Say it once more")), "means-again")
        for button in (self.keep, self.yes, self.no, self.again):
            line.addWidget(button)
        self.add(ways)
        self.body.addStretch(1)
        self.edit.installEventFilter(self)

    def _connect(self) -> None:
        self.keep.clicked.connect(self.press_keep)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)
        self.again.clicked.connect(self._on_again)
        self.edit.textChanged.connect(self._show_allowed)

    # --- showing ----------------------------------------------------------------------------

    def show_side(self, found: Restatement) -> None:
        """Show where this side stands."""
        if self._found is not None and found != self._found:
            self._is_writing = False
        self._found = found
        self.avatar.set_person(found.party, found.colour)
        self.label.setText(self.tr("What this means for us, says {0}").format(found.party))
        self.edit.setAccessibleName(self.label.text())
        self.edit.setPlaceholderText(self.tr("In the own words of {0}").format(found.party))
        self.words.setText(f"“{found.text}”" if found.text else "")
        self.words.setVisible(bool(found.text))
        wrong = self.tr("{0} agreed to something else: “{1}”") if found.corrected_by else "“{1}”"
        self.wrong.setText(wrong.format(found.corrected_by, found.correction))
        self.wrong.setVisible(bool(found.correction))
        self._show_ways()

    def _show_ways(self) -> None:
        found = self._found
        if found is None:
            return
        can_write = not self._workspace.read_only
        writes = can_write and (self._is_writing or found.state in ("open", "corrected"))
        for widget in (self.edit, self.keep):
            widget.setVisible(writes)
        is_said = found.state == "restated" and not self._is_writing
        self.yes.setVisible(is_said)
        self.no.setVisible(is_said)
        self.again.setVisible(found.state in ("restated", "confirmed") and not self._is_writing)
        reason = None if can_write else self.tr("This file is open for reading only.")
        for button in (self.yes, self.no, self.again):
            button.setAccessibleName(f"{button.text()}: {found.party}")
            explain_disabled(button, reason)
        self._show_allowed()

    def _show_allowed(self) -> None:
        has_words = bool(self.edit.toPlainText().strip())
        explain_disabled(self.keep, None if has_words else self.tr("Write the words first."))

    # --- doing ------------------------------------------------------------------------------

    def press_keep(self) -> None:
        """Keep the words as this side's."""
        words = self.edit.toPlainText()
        if not words.strip() or self._found is None:
            return
        if self._found.state == "confirmed" and self._found.sayback_id is not None:
            done = self._workspace.carry_out(
                saybacks.say_decision_again, self._found.sayback_id, words
            )
        else:
            done = self._workspace.carry_out(
                saybacks.restate_decision, self._decision_id, self._party_id, words
            )
        if done:
            self._shell.drafts.clear_draft(self._saver, self._place)
            self._saver.load("", force=True)

    def _on_yes(self) -> None:
        if self._found is not None and self._found.sayback_id is not None:
            self._workspace.carry_out(saybacks.confirm, self._found.sayback_id)

    def _on_no(self) -> None:
        if self._found is not None:
            WordsDialog(
                self._shell.window_widget, self.tr("This is not what we agreed"),
                self.tr("What was agreed, as the others understand it"),
                self.tr("Open a question"), self._mismatch,
                lead=self.tr("Both wordings are kept, and a question about the decision opens."),
            ).open()  # fmt: skip

    def _mismatch(self, words: str) -> None:
        if self._found is None or self._found.sayback_id is None:
            return
        others = [
            each
            for each in restatements(self._workspace.reader, self._decision_id)
            if each.party_id != self._party_id
        ]
        by = others[0].party_id if len(others) == 1 else None
        saybacks.not_what_we_agreed(
            self._workspace.store, self._found.sayback_id, words, by_party_id=by
        )

    def _on_again(self) -> None:
        self._is_writing = True
        self._show_ways()
        self.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.press_keep()
                return True
        return super().eventFilter(watched, event)


class RestatementsCard(QWidget):
    """All sides of one decision, what they add up to, and the questions that a mismatch opened."""

    def __init__(self, workspace: Workspace, shell: Shell, jargon: JargonDesk) -> None:
        super().__init__()
        self._workspace, self._shell, self._jargon = workspace, shell, jargon
        self._decision_id = 0
        self._cards: dict[int, RestatementCard] = {}
        box = column(8)
        self.setLayout(box)
        grid = QWidget()
        self._grid = QGridLayout(grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(16))
        box.addWidget(grid)
        line = row(6)
        self.mark = IconMark("check", "ok", 14)
        self.sum = Text("", "small", wrap=True)
        line.addWidget(self.mark)
        line.addWidget(self.sum, 1)
        box.addLayout(line)
        self.asked = column(4)
        box.addLayout(self.asked)

    def show_decision(self, decision_id: int, *, is_taken: bool) -> None:
        """Show what a decision means for each side; only one that is taken is said back."""
        reader = self._workspace.reader
        found = restatements(reader, decision_id) if is_taken else ()
        asked = questions_about(reader, "decision", decision_id)
        self.setVisible(bool(found) or bool(asked))
        wanted = [each.party_id for each in found]
        if decision_id != self._decision_id or wanted != list(self._cards):
            self._rebuild(decision_id, found)
        for each in found:
            self._cards[each.party_id].show_side(each)
        self._show_sum(found)
        clear_layout(self.asked)
        for each_question in asked:
            self._add_question(each_question)

    def _rebuild(self, decision_id: int, found: tuple[Restatement, ...]) -> None:
        self._decision_id = decision_id
        for card in self._cards.values():
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = {}
        for number, each in enumerate(found):
            card = RestatementCard(
                self._workspace, self._shell, self._jargon, decision_id, each.party_id
            )
            self._cards[each.party_id] = card
            self._grid.addWidget(card, number // 2, number % 2)

    def card(self, party_id: int) -> RestatementCard:
        """Return the card of a party."""
        return self._cards[party_id]

    def _show_sum(self, found: tuple[Restatement, ...]) -> None:
        left = [each.party for each in found if each.state != "confirmed"]
        self.sum.setVisible(bool(found))
        self.mark.setVisible(bool(found))
        if not found:
            return
        if left:
            words = self.tr("Not said back and confirmed yet: {0}").format(", ".join(left))
            self.sum.setText(words)
            self.sum.set_tone("warn")
            self.mark.set_icon("chat-teardrop-text", "warn")
            return
        day = wording.short_day(max(each.confirmed_on for each in found), self._workspace.today())
        both = self.tr("Both restatements confirmed by the other side, {0}")
        every = self.tr("All restatements confirmed by the others, {0}")
        self.sum.setText((both if len(found) == 2 else every).format(day))
        self.sum.set_tone(None)
        self.mark.set_icon("check", "ok")

    def _add_question(self, each: QuestionRow) -> None:
        word = wording_sayback.question_state(each.state)[0]
        line = row(6)
        line.addWidget(IconMark("question", "text2" if each.state == "confirmed" else "warn", 14))
        words = (
            f"{each.text} {word}." if not each.answer else f"{each.text} “{each.answer}” {word}."
        )
        line.addWidget(Text(words, "small", wrap=True), 1)
        link = identify(LinkButton(self.tr("Show")), "means-question")
        link.setAccessibleName(self.tr("Show the question: {0}").format(each.text))
        link.clicked.connect(partial(self._on_question, each.id))
        line.addWidget(link)
        self.asked.addLayout(line)

    def _on_question(self, question_id: int) -> None:
        self._shell.go("language", tab="questions", question_id=question_id)
