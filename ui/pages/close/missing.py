"""What is missing, answered in place: words, a pass, a person, a day, a side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.commands import actions, agenda, clarity, decisions, saybacks
from facilitator.commands.capture_line import keep_line
from facilitator.domain.capture_line import Captured, parse
from facilitator.queries.closing import Missing
from facilitator.queries.engagement import parties, people
from facilitator.queries.vocabulary import vocabulary
from ui import wording
from ui.pages.close.words import asked
from ui.pages.run.line_keeper import line_place, unsent_line
from ui.shell import Shell
from ui.widgets.buttons import LinkButton, PlainButton
from ui.widgets.card import Card, column, row
from ui.widgets.fields import AutoGrowTextEdit, Choice, DateField
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import Text
from ui.workspace import Workspace

Key = tuple[str, int, int | None]


def key_of(missing: Missing) -> Key:
    """Return what a gap is known by while the page is shown."""
    return (missing.why, missing.row_id, missing.party_id)


class _Words(QWidget):
    """A field for words below a question; what is typed survives a crash as a draft."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, shell: Shell, place: str, name: str, placeholder: str) -> None:
        super().__init__()
        box = column(6)
        self.setLayout(box)
        self.edit = AutoGrowTextEdit(placeholder=placeholder, least=2, most=6)
        identify(self.edit, "missing-words", name)
        self._drafts, self._place = shell.drafts, place
        self._saver = shell.drafts.bind_draft(self.edit, place)
        line: QHBoxLayout = row(6)
        self.keep = identify(
            PlainButton(self.tr("Keep it"), key="Ctrl+Return", compact=True), "missing-keep"
        )
        self.cancel = LinkButton(self.tr("Leave it"))
        line.addWidget(self.keep)
        line.addWidget(self.cancel)
        line.addStretch(1)
        box.addWidget(self.edit)
        box.addLayout(line)
        self.keep.clicked.connect(self._on_keep)
        self.cancel.clicked.connect(self._on_left)

    def _on_keep(self) -> None:
        words = self.edit.toPlainText().strip()
        if not words:
            self.edit.setFocus()
            return
        self._drafts.clear_draft(self._saver, self._place)
        self.kept.emit(words)

    def _on_left(self) -> None:
        self._drafts.clear_draft(self._saver, self._place)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_keep()
        elif event.key() == Qt.Key.Key_Escape:
            self._on_left()
        else:
            super().keyPressEvent(event)


class MissingCard(Card):
    """One gap. `let_be` says that it may stay open without being shown again."""

    let_be = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell, missing: Missing) -> None:
        super().__init__(tone="bg", margin=12, spacing=4)
        self._workspace, self._shell, self.missing = workspace, shell, missing
        self._words: _Words | None = None
        told = asked(missing)
        head = row(6)
        head.addWidget(IconMark(told.icon, told.tone, 14))
        head.addWidget(Text(told.kind, "small_strong", tone=told.tone))
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(Text(told.question, "strong", wrap=True))
        if told.about:
            self.body.addWidget(Text(told.about, "small", wrap=True))
        self._ways = QWidget()
        self._flow = FlowLayout(self._ways, 6)
        self.body.addSpacing(4)
        self.add(self._ways)
        self.setAccessibleName(f"{told.kind}: {told.question} {told.about}")
        self._offer()

    def _button(self, words: str, slot: Callable[[], object], identifier: str) -> None:
        button = identify(PlainButton(words, compact=True), identifier)
        button.setAccessibleName(f"{words}: {self.missing.text}")
        button.clicked.connect(slot)
        self._flow.addWidget(button)

    def _offer(self) -> None:
        offers = {
            "unheard": self._offer_hearing, "owner": self._offer_owner, "due": self._offer_due,
            "asked_by": self._offer_sides, "outcome": self._offer_outcome,
            "question": self._offer_answer, "sayback": self._offer_confirming,
            "not_clear": self._offer_clear, "unsent": self._offer_unsent,
        }  # fmt: skip
        offers[self.missing.why]()

    def _run(self, command: Callable[..., object], *args: object, **fields: object) -> None:
        self._shell.drafts.flush()
        self._workspace.run(command, *args, **fields)

    def _leave_it(self) -> None:
        self.let_be.emit(key_of(self.missing))

    # --- the ways ---------------------------------------------------------------------------

    def _offer_hearing(self) -> None:
        write = partial(
            self._ask_words, self.tr("What {0} considered, in its words"),
            partial(self._hear, "words"), "words",
        )  # fmt: skip
        pass_it = partial(
            self._ask_words, self.tr("Why {0} passes"), partial(self._hear, "passed_reason"),
            "pass",
        )  # fmt: skip
        self._button(self.tr("Write it now"), write, "missing-write")
        self._button(self.tr("Pass, with a reason"), pass_it, "missing-pass")

    def _hear(self, field: str, words: str) -> None:
        self._run(
            decisions.set_consideration, self.missing.row_id, self.missing.party_id,
            **{field: words},
        )  # fmt: skip

    def _offer_owner(self) -> None:
        choice = identify(Choice(self.tr("Owner: {0}").format(self.missing.text)), "missing-owner")
        choice.add(None, self.tr("Choose one person"))
        for person in people(self._workspace.reader):
            choice.add(person.id, person.name, party=person.colour or None)
        choice.chosen.connect(self._on_owner)
        self._flow.addWidget(choice)

    def _on_owner(self, person_id: object) -> None:
        if person_id is not None:
            self._run(actions.set_owner, self.missing.row_id, person_id)

    def _offer_due(self) -> None:
        today = self._workspace.today
        self._due = identify(
            DateField(
                wording.day_reader(today), self._shown_day, placeholder=self.tr("fri, 10 jul, +2w")
            ),
            "missing-due",
            self.tr("Due: {0}").format(self.missing.text),
        )
        self._due.dated.connect(self._on_due)
        self._due.problem.connect(self._due.setToolTip)
        self._flow.addWidget(self._due)
        self._button(self.tr("By the next session"), self._on_due_next, "missing-due-next")

    def _shown_day(self, day: date) -> str:
        return wording.short_day(day, self._workspace.today(), weekday=True)

    def _on_due(self, day: object) -> None:
        if day is not None:
            self._run(actions.set_due, self.missing.row_id, day)

    def _on_due_next(self) -> None:
        self._run(actions.set_due, self.missing.row_id, None, due_next=True)

    def _offer_sides(self) -> None:
        for party in parties(self._workspace.reader):
            slot = partial(self._on_asked_by, party.id)
            self._button(party.short, slot, "missing-asked-by")
        self._button(self.tr("Nobody"), self._leave_it, "missing-nobody")

    def _on_asked_by(self, party_id: int) -> None:
        self._run(actions.set_action, self.missing.row_id, asked_by_party_id=party_id)

    def _offer_outcome(self) -> None:
        write = partial(
            self._ask_words, self.tr("What came of it, in a sentence or two"), self._outcome,
            "outcome",
        )  # fmt: skip
        self._button(self.tr("Write it now"), write, "missing-write")
        self._button(self.tr("Nothing to print"), self._leave_it, "missing-nothing")

    def _outcome(self, words: str) -> None:
        self._run(agenda.set_item, self.missing.row_id, outcome=words)

    def _offer_answer(self) -> None:
        write = partial(
            self._ask_words, self.tr("The answer, in plain words"), self._settle, "answer"
        )
        self._button(self.tr("Answer it"), write, "missing-write")
        self._button(self.tr("Stays open"), self._leave_it, "missing-open")

    def _offer_confirming(self) -> None:
        """Let it be said back; once it is, only who explained it confirms or corrects (L5)."""
        if self.missing.state != "restated":
            write = partial(
                self._ask_words, self.tr("How the other side says it, in its own words"),
                self._say_back, "back",
            )  # fmt: skip
            self._button(self.tr("Say it back"), write, "missing-write")
            self._button(self.tr("Stays open"), self._leave_it, "missing-open")
            return
        words = self.tr("{0} confirms").format(self.missing.party or self.tr("The speaker"))
        confirm = partial(self._run, saybacks.confirm, self.missing.row_id)
        self._button(words, confirm, "missing-confirm")
        write = partial(
            self._ask_words, self.tr("How it is meant, in the speaker’s words"), self._correct,
            "correct",
        )  # fmt: skip
        self._button(self.tr("Correct it"), write, "missing-write")

    def _say_back(self, words: str) -> None:
        others = [
            each for each in parties(self._workspace.reader) if each.id != self.missing.party_id
        ]
        by = others[0].id if len(others) == 1 else None
        self._run(saybacks.restate, self.missing.row_id, words, party_id=by)

    def _correct(self, words: str) -> None:
        self._run(saybacks.correct, self.missing.row_id, words)

    def _settle(self, words: str) -> None:
        self._run(clarity.make_clear, self.missing.row_id, words)

    def _offer_clear(self) -> None:
        clear = partial(self._run, agenda.mark_not_clear, self.missing.row_id, False)
        self._button(self.tr("It is clear"), clear, "missing-clear")
        self._button(self.tr("Stays open"), self._leave_it, "missing-open")

    def _offer_unsent(self) -> None:
        self._button(self.tr("Keep it"), self._keep_unsent, "missing-keep-line")
        self._button(self.tr("Drop it"), self._drop_unsent, "missing-drop-line")

    def _keep_unsent(self) -> None:
        store, session_id = self._workspace.store, self.missing.row_id
        line, sealed = unsent_line(store, session_id)
        said = parse(line, vocabulary(store), self._workspace.today())
        if sealed and not said.is_sealed:
            said = Captured(None, True, line.strip())
        self._run(keep_line, said, session_id, None, draft=line_place(session_id))
        self._leave_it()

    def _drop_unsent(self) -> None:
        place = line_place(self.missing.row_id)
        for sealed in (True, False):
            self._workspace.store.clear_draft(place, sealed=sealed)
        self._leave_it()

    # --- words ------------------------------------------------------------------------------

    def _ask_words(self, label: str, keep: Callable[[str], object], what: str) -> None:
        """Open a field below the question; a second press goes back into it."""
        if self._words is not None:
            self._words.edit.setFocus()
            return
        place = "-".join(str(part) for part in ("close", what, *key_of(self.missing)))
        label = label.format(self.missing.party)
        self._words = _Words(self._shell, place, f"{label}: {self.missing.text}", label)
        self._words.kept.connect(keep)
        self._words.left.connect(self._on_words_left)
        self._ways.hide()
        self.add(self._words)
        self._words.edit.setFocus()

    def _on_words_left(self) -> None:
        if self._words is not None:
            self._words.hide()
            self._words.deleteLater()
            self._words = None
        self._ways.show()
