"""Begin a say-it-back: what it is about, who explains it, what was said."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.commands import saybacks
from ui.dialogs.form import FormDialog
from ui.pages.language.sayback.voices import chosen, fill_voices
from ui.widgets.fields import AutoGrowTextEdit, Choice, Field, line_edit
from ui.widgets.naming import identify
from ui.workspace import Workspace


class NewSaybackForm(FormDialog):
    """Asks for a topic; everything else can come later. `result_value` is the new id."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(
            parent, self.tr("New say it back"), self.tr("Begin"),
            lead=self.tr(
                "One side explains, the other says it in its own words. Only the speaker confirms."
            ), width=520,
        )  # fmt: skip
        self._workspace = workspace
        self.topic = identify(line_edit(), "sayback-topic")
        self.topic_field = Field(self.tr("A word, or what it is about"), self.topic)
        self.who = identify(Choice(), "sayback-speaker")
        fill_voices(self.who, workspace.reader, self.tr("Not named yet"))
        self.said = identify(AutoGrowTextEdit(least=2), "sayback-said")
        self.body.addWidget(self.topic_field)
        self.body.addWidget(Field(self.tr("Who explains it"), self.who))
        self.body.addWidget(Field(self.tr("What was said, in the speaker’s own words"), self.said))
        self.body.addStretch(1)
        self.topic.setFocus()

    def submit(self) -> bool:
        """Begin it."""
        if not self.topic.text().strip():
            self.topic_field.set_error(self.tr("A few words are needed here."))
            self.topic.setFocus()
            return False
        person_id, party_id = chosen(self.who)
        return self.attempt(
            saybacks.ask_sayback, self._workspace.store, self.topic.text(),
            said=self.said.toPlainText(), explained_by_id=person_id,
            explained_by_party_id=party_id,
        )  # fmt: skip
