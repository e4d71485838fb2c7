"""One say-it-back: its steps, all its versions, and the field for the next words (L5)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import captures, questions, saybacks
from facilitator.domain.sayback import steps
from facilitator.queries.engagement import parties, people
from facilitator.queries.saybacks import SaybackDetail, sayback
from ui import icons, wording
from ui.dialogs.words_form import WordsDialog
from ui.pages.language.sayback.composer import Composer
from ui.pages.language.sayback.speech import Speech, StepsLine
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton, PlainButton, explain_disabled
from ui.widgets.card import Card, row
from ui.widgets.chips import StatePill
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Text
from ui.wording import sayback as wording_sayback
from ui.workspace import Workspace


class SaybackView(Card):
    """The detail beside the list. `gone` says that the one shown was taken away."""

    gone = Signal()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=24, spacing=12)
        self._workspace, self._shell = workspace, shell
        self._id = 0
        self._detail: SaybackDetail | None = None
        self._is_new = False
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row(8)
        self.topic = Text("", "title", wrap=True)
        self.state = StatePill(*wording_sayback.state("open"))
        self.more = identify(
            IconButton("dots-three", self.tr("More for this say-it-back")), "sayback-more"
        )
        head.addWidget(self.topic, 1)
        head.addWidget(self.state)
        head.addWidget(self.more)
        self.body.addLayout(head)
        self.place = Text("", "small", wrap=True)
        self.add(self.place)
        self.steps = StepsLine()
        self.add(self.steps)
        self.speech = Speech()
        self.area = scrolled(self.speech)
        self.area.setMinimumHeight(theme().px(96))
        self.add(self.area, 1)
        self.composer = Composer(self._workspace, self._shell.drafts)
        self.add(self.composer)
        self.done = QWidget()
        line = FlowLayout(self.done, 8)
        self.confirmed = Text("", "row", tone="ok")
        self.again = identify(PlainButton(self.tr("Open it again")), "sayback-reopen")
        self.source = LinkButton(self.tr("Show where it belongs"))
        line.addWidget(self.confirmed)
        line.addWidget(self.again)
        line.addWidget(self.source)
        self.add(self.done)

    def _connect(self) -> None:
        self.again.clicked.connect(self._on_again)
        self.source.clicked.connect(self._on_source)
        self.more.clicked.connect(self._on_more)
        self.composer.kept.connect(self._on_kept)
        self.area.verticalScrollBar().rangeChanged.connect(self._to_the_end)
        self.area.verticalScrollBar().actionTriggered.connect(self._on_scrolled)

    # --- showing ----------------------------------------------------------------------------

    def show_sayback(self, sayback_id: int) -> bool:
        """Show one; False where it is no longer there."""
        if sayback_id != self._id:
            self._shell.drafts.flush()
        detail = sayback(self._workspace.reader, sayback_id)
        self._id, self._detail = sayback_id, detail
        if detail is None:
            return False
        found, today = detail.row, self._workspace.today()
        self.topic.setText(found.topic)
        self.state.set_content(*wording_sayback.state(found.state))
        self.place.setText(self._where(detail))
        parts = [each.part for each in detail.versions]
        self.steps.show_steps(steps(parts, is_confirmed=not found.is_open))
        if self.speech.show_versions(detail.versions, found.speaker.party_id, today):
            self._is_new = True  # the last words come in sight, once their height is known
            self._to_the_end()
        self.composer.setVisible(found.is_open)
        self.done.setVisible(not found.is_open)
        self.more.setEnabled(not self._workspace.read_only)
        if found.is_open:
            self.composer.show_sayback(detail)
        else:
            self._show_confirmed(detail)
        return True

    def _to_the_end(self) -> None:
        bar = self.area.verticalScrollBar()
        if self._is_new and bar.maximum() > 0:
            bar.setValue(bar.maximum())

    def _on_scrolled(self, _action: int) -> None:
        self._is_new = False

    def _show_confirmed(self, detail: SaybackDetail) -> None:
        speaker = detail.row.speaker.name or self.tr("the speaker")
        if detail.row.about_kind == "decision":
            speaker = self.tr("the other side")
        day = wording.short_day(detail.confirmed_on, self._workspace.today())
        self.confirmed.setText(self.tr("Confirmed by {0}, {1}").format(speaker, day))
        self.source.setVisible(detail.row.about_kind in ("term", "decision"))
        reason = None
        if self._workspace.read_only:
            reason = self.tr("This file is open for reading only.")
        explain_disabled(self.again, reason)

    def _where(self, detail: SaybackDetail) -> str:
        found, parts = detail.row, []
        if detail.session_label:
            day = wording.long_day(detail.session_day) if detail.session_day else ""
            parts.append(self.tr("Session {0}, {1}.").format(detail.session_label, day))
        if detail.item:
            parts.append(self.tr("Item: {0}.").format(detail.item.rstrip(".?!")))
        if found.about_kind == "term":
            home = found.speaker.party or detail.home
            parts.append(
                self.tr("Glossary word of {0}.").format(home) if home else self.tr("Glossary word.")
            )
        if found.about_kind == "decision":
            parts.append(self.tr("What decision {0} means for a side.").format(found.number))
        return " ".join(parts) or self.tr("Begun outside of a session.")

    # --- doing ------------------------------------------------------------------------------

    def _on_kept(self) -> None:
        found = sayback(self._workspace.reader, self._id)
        if found is not None and not found.row.is_open:
            self._shell.toast(self.tr("Confirmed. All versions are kept."), undo=True)
        else:
            self.composer.words.setFocus()

    def _on_again(self) -> None:
        self._workspace.carry_out(saybacks.reopen, self._id)

    def _on_source(self) -> None:
        if self._detail is None or self._detail.row.about_id is None:
            return
        found = self._detail.row
        if found.about_kind == "decision":
            self._shell.go("decisions", decision_id=found.about_id)
        else:
            self._shell.go("language", tab="words", term_id=found.about_id)

    def _on_more(self) -> None:
        if self._detail is None:
            return
        menu = QMenu(self)
        menu.addAction(icons.icon("pencil-simple"), self.tr("Rename…"), self._rename)
        if self._detail.row.about_kind != "decision":
            self._fill_speakers(menu.addMenu(icons.icon("user"), self.tr("Who explained it")))
        menu.addAction(icons.icon("question"), self.tr("Ask a question about it"), self._ask)
        menu.addSeparator()
        menu.addAction(icons.icon("trash"), self.tr("Delete"), self._delete)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _fill_speakers(self, menu: QMenu) -> None:
        everybody = people(self._workspace.reader)
        for party in parties(self._workspace.reader):
            own = menu.addAction(icons.party_icon(party.colour), party.name)
            own.triggered.connect(partial(self._set_speaker, None, party.id))
            for person in everybody:
                if person.party_id == party.id:
                    each = menu.addAction(f"    {person.name}")
                    each.triggered.connect(partial(self._set_speaker, person.id, None))

    def _set_speaker(self, person_id: int | None, party_id: int | None) -> None:
        self._workspace.run(saybacks.set_speaker, self._id, person_id, party_id)

    def _rename(self) -> None:
        if self._detail is None:
            return
        WordsDialog(
            self._shell.window_widget, self.tr("Rename"), self.tr("What it is about"),
            self.tr("Rename"), partial(saybacks.set_topic, self._workspace.store, self._id),
            words=self._detail.row.topic,
        ).open()  # fmt: skip

    def _ask(self) -> None:
        if self._detail is None:
            return
        found = self._detail.row
        words = self.tr("What do you mean by “{0}”?").format(found.topic)
        new_id = self._workspace.run(
            questions.ask_question, words, from_party_id=found.listener.party_id,
            to_party_id=found.speaker.party_id, to_person_id=found.speaker.person_id,
            about_id=found.about_id, about_kind=found.about_kind or None,
        )  # fmt: skip
        if new_id is not None:
            self._shell.go("language", tab="questions", question_id=new_id)

    def _delete(self) -> None:
        if self._workspace.carry_out(captures.delete_capture, self._id):
            self._shell.toast(self.tr("Say-it-back deleted."), undo=True)
            self.gone.emit()
