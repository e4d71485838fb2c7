"""Answer what waits: a concern, a question, a say-it-back or a parked point."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.commands import captures, clarity, concerns
from facilitator.queries.actions import actions
from facilitator.queries.decisions import decisions
from facilitator.queries.running import CaptureRow, capture_row
from facilitator.queries.saybacks import sayback
from ui import wording
from ui.pages.language.sayback.composer import Composer
from ui.pages.language.sayback.speech import Speech
from ui.theme import theme
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.card import column, row
from ui.widgets.chips import DotLabel, StatePill
from ui.widgets.fields import AutoGrowTextEdit, Choice, Field
from ui.widgets.naming import identify
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Text
from ui.workspace import Workspace


class SettleDialog(QDialog):
    """One capture with the ways to answer it; opened with `open()`."""

    def __init__(self, workspace: Workspace, capture_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._capture_id = capture_id
        self._capture = capture_row(workspace.reader, capture_id)
        self._build()
        self._connect()

    def _build(self) -> None:
        look = theme()
        self.setMinimumWidth(look.px(520))
        box = column(12, 24)
        self.setLayout(box)
        self.box: QVBoxLayout = box
        found = self._capture
        if found is None:
            box.addWidget(Text(self.tr("It is no longer there.")))
            return
        word, tone, icon = wording.state("capture", found.kind)
        self.setWindowTitle(self.tr("Answer"))
        head = row(8)
        head.addWidget(StatePill(word, tone, icon))
        if found.party:
            said = ", ".join(part for part in (found.party, found.person) if part)
            head.addWidget(DotLabel(said, [found.colour]))
        day = wording.long_day(found.at, self._workspace.today())
        head.addWidget(Text(day, "small"))
        head.addStretch(1)
        box.addLayout(head)
        if found.kind == "sayback":
            self._build_saying_back()
            return
        box.addWidget(Text(found.text, "lead", wrap=True))
        self._build_answer(found)
        box.addLayout(self._buttons())

    def _build_saying_back(self) -> None:
        """Show what was said so far and the field for the next words; it says what to do (L5)."""
        self.setWindowTitle(self.tr("Say it back"))
        self.setMinimumWidth(theme().px(620))
        self.topic = Text("", "lead", wrap=True)
        self.box.addWidget(self.topic)
        self.speech = Speech()
        self._area = scrolled(self.speech)
        self._area.setMinimumHeight(theme().px(200))
        self._area.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.composer = Composer(self._workspace)
        self.box.addWidget(self._area, 1)
        self.box.addWidget(self.composer)
        self.composer.put_off.connect(self.reject)
        self.composer.kept.connect(self._show_saying_back)
        self._show_saying_back()

    def _show_saying_back(self) -> None:
        found = sayback(self._workspace.reader, self._capture_id)
        if found is None or not found.row.is_open:
            self.accept()
            return
        self.topic.setText(found.row.topic)
        today = self._workspace.today()
        self.speech.show_versions(found.versions, found.row.speaker.party_id, today)
        self._area.setVisible(bool(found.versions))
        self.composer.show_sayback(found)
        self.composer.words.setFocus()

    def _on_range(self, _least: int, most: int) -> None:
        """Bring what was said last in sight."""
        self._area.verticalScrollBar().setValue(most)

    def _build_answer(self, found: CaptureRow) -> None:
        self.by = identify(Choice(self.tr("Answered by")), "settle-by", self.tr("Answered by"))
        if found.kind == "concern":
            self._offer_answers()
            self.box.addWidget(Field(self.tr("Answered by"), self.by))
        self.words = identify(AutoGrowTextEdit(least=3), "settle-words", self.tr("In these words"))
        label = {
            "concern": self.tr("Because"),
            "question": self.tr("The answer, in plain words"),
        }.get(found.kind, self.tr("What becomes of it"))
        self.answer = Field(label, self.words)
        self.box.addWidget(self.answer)

    def _offer_answers(self) -> None:
        self.by.add(None, self.tr("Heard, not taken up, because…"))
        for decision in decisions(self._workspace.reader):
            if decision.state in ("agreed", "agreed_to_differ"):
                words = f"{decision.number} {decision.text}"
                self.by.add(decision.id, words, icon="gavel")
        for action in actions(self._workspace.reader):
            if action.state not in ("dropped", "declined"):
                self.by.add(action.id, f"{action.number} {action.text}", icon="check-circle")

    def _buttons(self) -> QHBoxLayout:
        line = row(8)
        line.addStretch(1)
        self.cancel = PlainButton(self.tr("Leave it open"))
        self.settle = identify(
            PrimaryButton(self.tr("Answer"), icon="check"), "settle", self.tr("Answer")
        )
        self.settle.setDefault(True)
        line.addWidget(self.cancel)
        line.addWidget(self.settle)
        return line

    def _connect(self) -> None:
        if self._capture is None or self._capture.kind == "sayback":
            return
        self.cancel.clicked.connect(self.reject)
        self.settle.clicked.connect(self._on_settle)

    def _on_settle(self) -> None:
        if self._capture is None:
            return
        words = self.words.toPlainText()
        if self._capture.kind == "concern":
            answered_by = self.by.current()
            if answered_by is None and not words.strip():
                self.answer.set_error(self.tr("Say why it is not taken up."))
                return
            done = self._workspace.carry_out(
                concerns.answer_concern, self._capture_id, words, answered_by_id=answered_by
            )
        else:
            if not words.strip():
                self.answer.set_error(self.tr("A few words are needed here."))
                return
            is_asked = self._capture.kind == "question"
            settle = clarity.make_clear if is_asked else captures.settle
            done = self._workspace.carry_out(settle, self._capture_id, words)
        if done:
            self.accept()
