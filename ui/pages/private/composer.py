"""Write what was said in confidence: it goes straight behind the seal."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from facilitator.commands import sealed
from facilitator.queries.private import private_talks
from ui.pages.private import words
from ui.pages.private.sealed_edit import SealedEdit
from ui.pages.private.whom import chosen_ids, offer_whom
from ui.shell import Shell
from ui.widgets.buttons import PlainButton
from ui.widgets.card import Card, row
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import Choice, Field
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace

_DRAFT = "private/new"


class Composer(Card):
    """The text, whom it is about, and the talk it belongs to. `talk_wanted` asks for a new talk."""

    talk_wanted = Signal()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=16, spacing=10)
        self._workspace, self._shell = workspace, shell
        self.text = SealedEdit(
            self.tr("New sealed note"),
            self.tr("A note is being written here. Press to go on."),
            self.tr("Write what was said in confidence. It is never counted or printed."),
            least=2,
        )
        identify(self.text.editor, "new-sealed-note")
        self.add(self.text)
        self.more = QWidget()
        flow = FieldFlow(spacing=12, lines=10)
        self.more.setLayout(flow)
        self.about = identify(Choice(), "sealed-about")
        self.talk = identify(Choice(), "sealed-talk")
        for choice in (self.about, self.talk):
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(16)
        flow.add(Field(self.tr("About"), self.about), 1)
        flow.add(Field(self.tr("Belongs to"), self.talk), 1)
        self.add(self.more)
        self.foot = QWidget()
        foot = row(8)
        self.foot.setLayout(foot)
        self.keep = identify(
            PlainButton(self.tr("Seal it"), icon="lock-simple", key="Ctrl+Return"), "seal-note"
        )
        self.tip = Text(
            self.tr("In a session, start a line with // for the same thing."), "hint", wrap=True
        )
        foot.addStretch(1)
        foot.addWidget(self.keep)
        self.add(self.tip)
        self.add(self.foot)
        self._saver = shell.drafts.bind_draft(self.text.editor, _DRAFT, sealed=True)
        self.text.hide_words()
        self._unfold(False)
        self.text.editor.entered.connect(self._on_entered)
        self.keep.clicked.connect(self._on_keep)
        self.talk.chosen.connect(self._on_talk)

    def load(self) -> None:
        """Offer the people and talks there are; what was chosen stays."""
        reader = self._workspace.reader
        about, talk = self.about.current(), self.talk.current()
        offer_whom(self.about, reader)
        self.about.set_current(about)
        self.talk.clear_choices()
        self.talk.add(None, self.tr("No talk"))
        today = self._workspace.today()
        for each in private_talks(reader):
            line = f"{words.talk_when(each, today)}: {words.with_whom(each.person, each.party)}"
            self.talk.add(each.id, line, icon="chat-teardrop-text")
        self.talk.add("new", self.tr("A new private talk…"), icon="plus")
        self.talk.set_current(talk)

    def _unfold(self, opened: bool) -> None:
        """Show what belongs to a note once somebody writes one."""
        self.more.setVisible(opened)
        self.foot.setVisible(opened)
        self.tip.setVisible(not opened)

    def _on_entered(self) -> None:
        self._unfold(True)

    def begin(self, talk_id: int | None = None) -> None:
        """Put the keyboard into the text, for a talk when one is given."""
        if talk_id is not None:
            self.load()
            self.talk.set_current(talk_id)
        self.text.show_words()

    def _on_talk(self, key: object) -> None:
        if key == "new":
            self.talk.set_current(None)
            self.talk_wanted.emit()

    def _on_keep(self) -> None:
        text = self.text.editor.toPlainText()
        if not text.strip():
            self.text.show_words()
            return
        party_id, person_id = chosen_ids(self.about, self._workspace.reader)
        talk = self.talk.current()
        new_id = self._workspace.run(
            sealed.write_sealed_note,
            text,
            party_id=party_id,
            person_id=person_id,
            sealed_session_id=talk if isinstance(talk, int) else None,
        )
        if new_id is not None:
            self._saver.load("", force=True)
            self._shell.drafts.clear_draft(self._saver, _DRAFT, sealed=True)
            self.text.hide_words()
            self.about.set_current(None)
            self._unfold(False)
            self._shell.toast(self.tr("Sealed. Nobody but you can read it."), undo=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_keep()
            return
        super().keyPressEvent(event)
