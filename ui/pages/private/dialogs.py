"""The forms of the private page: a talk, how far a note may go, a release in other words."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtWidgets import QWidget

from facilitator.commands import sealed
from facilitator.domain.seal import bare
from facilitator.domain.words import CaptureKind, Disclosure
from facilitator.queries.private import SealedNoteRow, TalkRow
from facilitator.queries.sessions import SessionRow, sessions
from ui import wording
from ui.dialogs.form import FormDialog
from ui.dialogs.when import When, WhenFields, show_day
from ui.pages.private.whom import chosen_ids, offer_whom
from ui.shell import Shell
from ui.widgets.choice_card import OptionCard
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import AutoGrowTextEdit, Choice, Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.parsed_field import ParsedField
from ui.widgets.text import Text
from ui.workspace import Workspace

_HALF_HOUR = 1800
_KINDS = (
    CaptureKind.NOTE, CaptureKind.CONCERN, CaptureKind.NEED, CaptureKind.WANT,
    CaptureKind.CHALLENGE, CaptureKind.IDEA, CaptureKind.QUESTION,
)  # fmt: skip


class TalkDialog(FormDialog):
    """When and with whom; `talk_id` is there after `accepted`."""

    def __init__(self, workspace: Workspace, parent: QWidget, talk: TalkRow | None = None) -> None:
        super().__init__(
            parent, self.tr("Private talk"), self.tr("Keep it"),
            lead=self.tr("It gets no number and no place in any calendar or count."),
        )  # fmt: skip
        self._workspace, self._talk = workspace, talk
        self.talk_id: int | None = talk.id if talk else None
        self.who = identify(Choice(), "talk-with")
        self.about = identify(line_edit(), "talk-title")
        self.when = WhenFields(workspace, self.tr("Day"))
        self.body.addWidget(Field(self.tr("With"), self.who))
        self.body.addWidget(self.when)
        self.body.addWidget(
            Field(self.tr("What it is about"), self.about, hint=self.tr("Sealed, like the notes."))
        )
        self.body.addStretch(1)
        self._load()
        self.who.setFocus()

    def _load(self) -> None:
        reader, talk = self._workspace.reader, self._talk
        offer_whom(self.who, reader)
        if talk is None:
            starts = datetime.combine(self._workspace.today(), time(self._workspace.now().hour))
            local = starts.strftime("%Y-%m-%dT%H:%M")
            self.when.set_when(When(local, _HALF_HOUR, str(self._workspace.zone)))
            return
        chosen = ("person", talk.person_id) if talk.person_id else ("party", talk.party_id)
        self.who.set_current(chosen)
        self.about.setText(talk.title)
        self.when.set_when(When(talk.at_local, talk.minutes_s or _HALF_HOUR, talk.zone))

    def submit(self) -> bool:
        """Keep the talk."""
        when = self.when.read()
        if when is None:
            return False
        party, person = chosen_ids(self.who, self._workspace.reader)
        store = self._workspace.store
        if self._talk is not None:
            return self.attempt(
                sealed.set_private_talk, store, self._talk.id, at_local=when.starts_local,
                with_party_id=party, with_person_id=person, title=self.about.text(),
                minutes_s=when.length_s, zone=when.zone,
            )  # fmt: skip
        done = self.attempt(
            sealed.new_private_talk, store, when.starts_local, party_id=party, person_id=person,
            title=self.about.text(), minutes_s=when.length_s, zone=when.zone,
        )  # fmt: skip
        self.talk_id = self.result_value if isinstance(self.result_value, int) else None
        return done


class AllowDialog(FormDialog):
    """How far a note may go, and how it may be used."""

    def __init__(self, workspace: Workspace, parent: QWidget, note: SealedNoteRow) -> None:
        super().__init__(
            parent, self.tr("How far may it go?"), self.tr("Keep this"),
            lead=self.tr("What its owner said you may do. The words stay sealed either way."),
            width=520,
        )  # fmt: skip
        self._workspace, self._note = workspace, note
        self.kept = identify(
            OptionCard(
                "lock-simple", self.tr("Kept"), self.tr("It stays here. Nobody sees or counts it.")
            ),
            "allow-kept",
        )
        self.usable = identify(
            OptionCard(
                "eye-slash", self.tr("Usable without source"),
                self.tr("You may ask open questions. No words, no name, no hint of the side."),
            ),
            "allow-usable",
        )  # fmt: skip
        self.guidance = identify(
            AutoGrowTextEdit(
                note.guidance, placeholder=self.tr("for example: open questions about timing only")
            ),
            "allow-guidance",
        )
        for widget in (self.kept, self.usable, Field(self.tr("How"), self.guidance)):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        chosen = self.usable if note.disclosure == Disclosure.USABLE else self.kept
        chosen.setChecked(True)
        chosen.setFocus()

    def submit(self) -> bool:
        """Keep both."""
        wanted = Disclosure.USABLE if self.usable.isChecked() else Disclosure.KEPT
        return self.attempt(
            sealed.set_disclosure, self._workspace.store, self._note.id, wanted,
            self.guidance.toPlainText(),
        )  # fmt: skip


class ExpiryDialog(FormDialog):
    """Until when a note is kept. On its day somebody is asked; nothing goes by itself (S1)."""

    def __init__(self, workspace: Workspace, parent: QWidget, note: SealedNoteRow) -> None:
        super().__init__(
            parent, self.tr("How long is it kept?"), self.tr("Keep this"),
            lead=self.tr(
                "On that day you are asked whether to destroy it for good. It never goes by itself."
            ),
            width=440,
        )  # fmt: skip
        self._workspace, self._note = workspace, note
        self.day: ParsedField[date] = ParsedField(
            self.tr("Until"), wording.day_reader(workspace.today), show_day, letters=16,
            placeholder=self.tr("with no end: 31 jul, +6w"), icon="calendar-blank",
            may_be_empty=True,
        )  # fmt: skip
        identify(self.day.edit, "sealed-expires")
        if note.expires_on:
            self.day.set_value(date.fromisoformat(note.expires_on))
        self.body.addWidget(self.day)
        self.body.addStretch(1)
        self.day.edit.setFocus()

    def submit(self) -> bool:
        """Keep the day, or none."""
        if not self.day.edit.text().strip():
            return self.attempt(sealed.set_expiry, self._workspace.store, self._note.id, None)
        day = self.day.read()
        if day is None:
            return False
        return self.attempt(sealed.set_expiry, self._workspace.store, self._note.id, day)


class ReleaseDialog(FormDialog):
    """A new statement in words its owner agreed to. The note itself stays sealed (S1)."""

    def __init__(self, shell: Shell, parent: QWidget, note: SealedNoteRow) -> None:
        super().__init__(
            parent, self.tr("Release in these words"), self.tr("Release"),
            lead=self.tr(
                "A new statement is written that both sides may read. The note itself stays sealed."
            ),
        )  # fmt: skip
        self._shell, self._workspace, self._note = shell, shell.workspace, note
        self._place = f"release/{note.id}"
        self._build()
        self._load()
        self._saver = shell.drafts.bind_draft(self.words, self._place, sealed=True)
        self.words.textChanged.connect(self._on_words)
        self.words.setFocus()

    def _build(self) -> None:
        self.words = identify(
            AutoGrowTextEdit(placeholder=self.tr("As its owner wants it to be read"), least=3),
            "release-words",
        )
        self.words_field = Field(self.tr("These words"), self.words)
        self.agreed = identify(line_edit(), "release-agreed")
        self.agreed_field = Field(self.tr("Who agreed to them"), self.agreed)
        self.session = identify(Choice(), "release-session")
        self.kind = identify(Choice(), "release-kind")
        self.same = Text("", "small", tone="warn", wrap=True)
        self.same.hide()
        self.body.addWidget(self.words_field)
        self.body.addWidget(self.same)
        self.body.addWidget(self.agreed_field)
        flow = FieldFlow(spacing=12)
        flow.add(Field(self.tr("Where it stands"), self.session), 2)
        flow.add(Field(self.tr("As"), self.kind), 1)
        self.body.addLayout(flow)
        self.body.addStretch(1)

    def _load(self) -> None:
        if self._note.person:
            self.agreed.setPlaceholderText(self.tr("for example {0}").format(self._note.person))
        for each in self._places():
            day = wording.short_day(each.starts_local, self._workspace.today())
            self.session.add(each.id, f"{each.label}, {day}: {each.title}")
        self.session.add(None, self.tr("In no session"))
        for kind in _KINDS:
            word, _tone, icon = wording.state("capture", kind.value)
            self.kind.add(kind, word, icon=icon)

    def _places(self) -> list[SessionRow]:
        """Return the session that runs, those to come, and the last ones held."""
        rows = sessions(self._workspace.reader)
        running = [row for row in rows if row.state == "running"]
        planned = [row for row in reversed(rows) if row.state == "planned"]
        held = [row for row in rows if row.state == "closed"]
        return [*running, *planned[:3], *held[:3]]

    def _on_words(self) -> None:
        mine = bare(self.words.toPlainText())
        is_same = bool(mine) and mine == bare(self._note.text)
        self.same.setText(
            self.tr("These are the sealed words themselves. Is that what was agreed?")
        )
        self.same.setVisible(is_same)
        self.words_field.set_error("")

    def submit(self) -> bool:
        """Write the new statement."""
        words, agreed = self.words.toPlainText(), self.agreed.text()
        needed = self.tr("A few words are needed here.")
        self.words_field.set_error("" if words.strip() else needed)
        who = self.tr("Nothing is released without its owner's word.")
        self.agreed_field.set_error("" if agreed.strip() else who)
        if not (words.strip() and agreed.strip()):
            (self.agreed if words.strip() else self.words).setFocus()
            return False
        session, kind = self.session.current(), self.kind.current()
        done = self.attempt(
            sealed.release_note, self._workspace.store, self._note.id, words, agreed,
            session_id=session, kind=kind,
        )  # fmt: skip
        if done:
            self._shell.drafts.clear_draft(self._saver, self._place, sealed=True)
        return done
