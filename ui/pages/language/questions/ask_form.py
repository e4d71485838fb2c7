"""Ask a question: who asks, or nobody by name; whom; on the shelf or not."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from facilitator.commands import questions
from ui.dialogs.form import FormDialog
from ui.pages.language.sayback.voices import chosen, fill_voices
from ui.widgets.fields import AutoGrowTextEdit, Choice, Field
from ui.widgets.naming import identify
from ui.workspace import Workspace


class AskForm(FormDialog):
    """Asks for the words; everything else can come later. `result_value` is the new id."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        *,
        nameless: bool = False,
        words: str = "",
        session_id: int | None = None,
        item_id: int | None = None,
    ) -> None:
        super().__init__(parent, self.tr("Ask a question"), self.tr("Ask"), width=520)
        self._workspace = workspace
        self._session_id, self._item_id = session_id, item_id
        self.words = identify(AutoGrowTextEdit(words, least=2), "question-words")
        self.words_field = Field(self.tr("The question, as somebody would ask it"), self.words)
        self.asker = identify(Choice(), "question-asker")
        fill_voices(self.asker, workspace.reader, self.tr("Not named"))
        self.nameless = identify(
            QCheckBox(self.tr("Without a name: the person who asks is written nowhere")),
            "question-nameless",
        )
        self.to = identify(Choice(), "question-to")
        fill_voices(self.to, workspace.reader, self.tr("Whoever knows"))
        self.shelf = identify(
            QCheckBox(self.tr("On the shelf, for everybody who comes new")), "question-shelf"
        )
        self.body.addWidget(self.words_field)
        self.body.addWidget(Field(self.tr("Who asks"), self.asker))
        self.body.addWidget(self.nameless)
        self.body.addWidget(Field(self.tr("Whom"), self.to))
        self.body.addWidget(self.shelf)
        self.body.addStretch(1)
        self.nameless.setChecked(nameless)
        self.words.setFocus()

    def submit(self) -> bool:
        """Ask it."""
        if not self.words.toPlainText().strip():
            self.words_field.set_error(self.tr("A few words are needed here."))
            self.words.setFocus()
            return False
        from_person, from_party = chosen(self.asker)
        to_person, to_party = chosen(self.to)
        if self.nameless.isChecked() and from_person is not None:
            from_person = None  # neither the person nor, by it, the side
        return self.attempt(
            questions.ask_question, self._workspace.store, self.words.toPlainText(),
            from_person_id=from_person, from_party_id=from_party, to_person_id=to_person,
            to_party_id=to_party, is_nameless=self.nameless.isChecked(),
            is_on_shelf=self.shelf.isChecked(), session_id=self._session_id,
            item_id=self._item_id,
        )  # fmt: skip
