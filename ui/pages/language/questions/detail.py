"""One question: who asks whom, the answer in plain words, and whether the asker has it (L6)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import captures, questions
from facilitator.commands.links import next_planned_session
from facilitator.queries.questions import QuestionRow, earlier_answers, question
from ui import icons, wording
from ui.dialogs.words_form import WordsDialog
from ui.pages.language.questions.answer import AnswerBox
from ui.pages.language.sayback.speech import SpeechCard
from ui.pages.language.sayback.voices import chosen, fill_voices, key_of
from ui.shell import Shell
from ui.widgets.buttons import (
    IconButton,
    LinkButton,
    PlainButton,
    PrimaryButton,
    explain_disabled,
)
from ui.widgets.card import Card, Collapsible, clear_layout, column, row
from ui.widgets.chips import StatePill
from ui.widgets.fields import Choice, Field
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Text
from ui.wording import sayback as wording_sayback
from ui.workspace import Workspace


class QuestionView(Card):
    """The detail beside the list."""

    gone = Signal()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=24, spacing=12)
        self._workspace, self._shell = workspace, shell
        self._id = 0
        self._found: QuestionRow | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row(8)
        self.words = Text("", "heading", wrap=True)
        self.state = StatePill(*wording_sayback.question_state("open"))
        self.more = identify(IconButton("dots-three", self.tr("More for this question")),
                             "question-more")  # fmt: skip
        head.addWidget(self.words, 1)
        head.addWidget(self.state)
        head.addWidget(self.more)
        self.body.addLayout(head)
        self.place = Text("", "small", wrap=True)
        self.add(self.place)
        inside = QWidget()
        box = column(12)
        inside.setLayout(box)
        self.to = identify(Choice(), "question-to-whom")
        self.to_field = Field(self.tr("Whom it is for"), self.to)
        self.spoken = column(8)
        self.answer = AnswerBox(self._workspace, self._shell.drafts)
        self.verdict = self._build_verdict()
        self.earlier = Collapsible(self.tr("Earlier answers"))
        box.addWidget(self.to_field)
        box.addLayout(self.spoken)
        box.addWidget(self.verdict)
        box.addWidget(self.answer)
        box.addWidget(self.earlier)
        box.addStretch(1)
        self.add(scrolled(inside), 1)
        foot = QWidget()
        line = FlowLayout(foot, 8)
        self.shelf = identify(
            PlainButton("", icon="book-open-text", compact=True), "question-shelf"
        )
        self.agenda = identify(
            PlainButton("", icon="calendar-blank", compact=True), "question-agenda"
        )
        line.addWidget(self.shelf)
        line.addWidget(self.agenda)
        self.add(foot)

    def _build_verdict(self) -> QWidget:
        verdict = QWidget()
        line = FlowLayout(verdict, 8)
        self.confirm = identify(PrimaryButton("", icon="check"), "question-confirm")
        self.again = identify(PlainButton(self.tr("Ask again…")), "question-again")
        self.reword = LinkButton(self.tr("Answer in other words"))
        self.confirmed = Text("", "row", tone="ok")
        for widget in (self.confirmed, self.confirm, self.again, self.reword):
            line.addWidget(widget)
        return verdict

    def _connect(self) -> None:
        self.more.clicked.connect(self._on_more)
        self.to.chosen.connect(self._on_to)
        self.confirm.clicked.connect(self.press_confirm)
        self.again.clicked.connect(self._on_again)
        self.reword.clicked.connect(self._on_reword)
        self.shelf.clicked.connect(self._on_shelf)
        self.agenda.clicked.connect(self._on_agenda)

    # --- showing ----------------------------------------------------------------------------

    def show_question(self, question_id: int) -> bool:
        """Show one; False where it is no longer there."""
        if question_id != self._id:
            self._shell.drafts.flush()
        found = question(self._workspace.reader, question_id)
        is_same = question_id == self._id and found == self._found
        self._id, self._found = question_id, found
        if found is None:
            return False
        self.words.setText(found.text)
        self.state.set_content(*wording_sayback.question_state(found.state))
        self.place.setText(self._where(found))
        self._show_answer(found)
        self._show_earlier()
        self._show_foot(found)
        if not is_same:
            self.answer.show_question(found)
        self.answer.setVisible(found.state == "open")
        for widget in (self.to, self.more):
            widget.setEnabled(not self._workspace.read_only)
        return True

    def _where(self, found: QuestionRow) -> str:
        today = self._workspace.today()
        parts = [f"{wording_sayback.asks_whom(found)}, {wording.short_day(found.asked_on, today)}."]
        if found.session_label:
            parts.append(self.tr("Session {0}.").format(found.session_label))
        if found.is_on_shelf:
            parts.append(self.tr("On the shelf."))
        if found.agenda_on:
            day = wording.short_day(found.agenda_on, today)
            parts.append(self.tr("On the agenda of {0}.").format(day))
        elif found.agenda_item_id is not None:
            parts.append(self.tr("In the backlog."))
        return " ".join(parts)

    def _show_answer(self, found: QuestionRow) -> None:
        fill_voices(self.to, self._workspace.reader, self.tr("Whoever knows"),
                    last_party_id=found.asker.party_id)  # fmt: skip
        self.to.set_current(key_of(found.to))
        self.to_field.setVisible(found.is_open)
        clear_layout(self.spoken)
        if found.answer:
            day = wording.short_day(found.answered_on, self._workspace.today())
            what = self.tr("answered in plain words")
            self.spoken.addWidget(SpeechCard(found.answered_by, what, found.answer, day))
        self.verdict.setVisible(not found.is_open)
        is_waiting = found.state == "answered"
        asker = found.asker.short or self.tr("The asker")
        self.confirm.setText(self.tr("{0} has understood").format(asker))
        self.confirm.setAccessibleName(self.confirm.text())
        self.confirm.updateGeometry()
        self.confirm.setVisible(is_waiting)
        self.reword.setVisible(is_waiting)
        if found.state == "confirmed":
            day = wording.short_day(
                found.confirmed_on or found.answered_on or found.asked_on, self._workspace.today()
            )
            self.confirmed.setText(self.tr("Understood by {0}, {1}").format(
                found.asker.short or self.tr("the asker"), day))  # fmt: skip
        self.confirmed.setVisible(found.state == "confirmed")

    def _show_earlier(self) -> None:
        found = earlier_answers(self._workspace.reader, self._id)
        clear_layout(self.earlier.body)
        self.earlier.setVisible(bool(found))
        for each in found:
            day = wording.short_day(each.at[:10], self._workspace.today())
            words = self.tr("Until {0}: “{1}”").format(day, each.text)
            if each.why:
                words += "\n" + self.tr("Asked again: {0}").format(each.why)
            self.earlier.body.addWidget(Text(words, "small", wrap=True))

    def _show_foot(self, found: QuestionRow) -> None:
        words = self.tr("Take off the shelf") if found.is_on_shelf else self.tr("Put on the shelf")
        has_session = next_planned_session(self._workspace.reader) is not None
        on_agenda = (
            self.tr("Put on the next agenda") if has_session else self.tr("Put into the backlog")
        )
        if found.agenda_item_id is not None:
            on_agenda = self.tr("Show on the agenda")
        for button, text in ((self.shelf, words), (self.agenda, on_agenda)):
            button.setText(text)
            button.setAccessibleName(text)
            button.updateGeometry()
        reason = None
        if self._workspace.read_only:
            reason = self.tr("This file is open for reading only.")
        for each in (self.confirm, self.again, self.reword, self.shelf, self.agenda):
            explain_disabled(each, reason)

    # --- doing ------------------------------------------------------------------------------

    def _on_to(self, _key: object) -> None:
        person_id, party_id = chosen(self.to)
        self._workspace.run(
            questions.set_question, self._id, to_person_id=person_id, to_party_id=party_id
        )

    def press_confirm(self) -> None:
        """Let the asker say that it is understood."""
        if self._workspace.carry_out(questions.confirm_answer, self._id):
            self._shell.toast(self.tr("Understood."), undo=True)

    def _on_again(self) -> None:
        WordsDialog(
            self._shell.window_widget, self.tr("Ask again"), self.tr("What is still not clear"),
            self.tr("Ask again"), partial(questions.ask_again, self._workspace.store, self._id),
            lead=self.tr("The answer so far is kept below the question."), may_be_empty=True,
        ).open()  # fmt: skip

    def _on_reword(self) -> None:
        if self._found is not None:
            self.answer.show_question(self._found, words=self._found.answer)
            self.answer.setVisible(True)
            self.answer.words.setFocus()

    def _on_shelf(self) -> None:
        if self._found is not None:
            is_on = self._found.is_on_shelf
            self._workspace.run(
                questions.take_off_shelf if is_on else questions.put_on_shelf, self._id
            )

    def _on_agenda(self) -> None:
        if self._found is None:
            return
        if self._found.agenda_session_id is not None:
            self._shell.go("prepare", session_id=self._found.agenda_session_id,
                           item_id=self._found.agenda_item_id)  # fmt: skip
            return
        if self._found.agenda_item_id is not None:
            self._shell.go("sessions")
            return
        session_id = next_planned_session(self._workspace.reader)
        if self._workspace.run(questions.put_on_agenda, self._id, session_id) is not None:
            self._shell.toast(self.tr("On the agenda, five minutes."), undo=True)

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.addAction(icons.icon("pencil-simple"), self.tr("Change the words…"), self._rename)
        menu.addAction(icons.icon("trash"), self.tr("Delete"), self._delete)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _rename(self) -> None:
        if self._found is not None:
            WordsDialog(
                self._shell.window_widget, self.tr("Change the words"), self.tr("Question"),
                self.tr("Keep"), self._set_words, words=self._found.text,
            ).open()  # fmt: skip

    def _set_words(self, words: str) -> None:
        captures.set_capture(self._workspace.store, self._id, text=words)

    def _delete(self) -> None:
        if self._workspace.carry_out(captures.delete_capture, self._id):
            self._shell.toast(self.tr("Question deleted."), undo=True)
            self.gone.emit()
