"""Approve minutes for good, and add a correction to those that are approved (M2)."""

from __future__ import annotations

from datetime import date
from functools import partial

from facilitator.commands.minutes import correct_approved
from facilitator.commands.minutes_answers import approve_minutes
from facilitator.projections.standing import version_as_it_went_out
from facilitator.queries.minutes import Life, VersionRow, later_sessions
from ui import wording
from ui.dialogs.form import FormDialog
from ui.dialogs.when import show_day
from ui.pages.minutes.answer import targets
from ui.shell import Shell
from ui.widgets.card import row
from ui.widgets.chips import DotLabel
from ui.widgets.fields import AutoGrowTextEdit, Choice, Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.parsed_field import ParsedField
from ui.widgets.text import Text
from ui.wording import minutes as words


class ApproveDialog(FormDialog):
    """What each side said, when and where they were approved; afterwards they are locked."""

    def __init__(self, shell: Shell, life: Life) -> None:
        assert life.last is not None
        super().__init__(
            shell.window_widget,
            self.tr("Approve version {0}").format(life.last.version),
            self.tr("Approve and lock"),
            lead=self.tr(
                "What these minutes say of their session is locked from then on. A later "
                "correction is a numbered note beside the text."
            ),
        )
        self._shell, self._life, self._version = shell, life, life.last
        self._build_sides()
        self._build_when()
        self.despite = identify(AutoGrowTextEdit(least=2, most=5), "approve-despite")
        if life.contested:
            hint = self.tr("Printed with the minutes, beside what is contested.")
            label = self.tr("Approved although contested, because")
            self.body.addWidget(Field(label, self.despite, hint=hint))
        self.body.addStretch(1)

    def _build_sides(self) -> None:
        for each in self._life.answers:
            line = row(8)
            line.addWidget(DotLabel(each.short, [each.colour], tone="text"))
            line.addStretch(1)
            said = words.answer(each, self._life)
            line.addWidget(Text(said, "small_strong", tone=words.answer_tone(each)))
            self.body.addLayout(line)

    def _build_when(self) -> None:
        space = self._shell.workspace
        self.on: ParsedField[date] = ParsedField(
            self.tr("Approved on"), wording.day_reader(space.today), show_day, letters=16,
            icon="calendar-blank",
        )  # fmt: skip
        identify(self.on.edit, "approved-on")
        self.on.set_value(space.today())
        self.session = identify(Choice(), "approved-in", self.tr("In which session"))
        self.session.set_choices([(None, self.tr("Outside a session")), *self._sessions()])
        self.body.addWidget(self.on)
        self.body.addWidget(Field(self.tr("In which session"), self.session))

    def _sessions(self) -> list[tuple[object, str]]:
        found = later_sessions(self._shell.workspace.reader, self._life.session_id)
        return [(session_id, name) for session_id, name in found]

    def submit(self) -> bool:
        """Approve."""
        on, session = self.on.read(), self.session.current()
        return on is not None and self.attempt(
            partial(
                approve_minutes,
                self._shell.workspace.store,
                self._version.id,
                on,
                approved_in_session=session if isinstance(session, int) else None,
                despite=self.despite.toPlainText(),
            )
        )


class LateCorrectionDialog(FormDialog):
    """A numbered note: what stands there, what it should say, why, and who asked for it."""

    def __init__(self, shell: Shell, life: Life, version: VersionRow) -> None:
        super().__init__(
            shell.window_widget,
            self.tr("Correct approved minutes"),
            self.tr("Add the correction"),
            lead=self.tr(
                "The approved text stays as it is. The correction prints below it with a number."
            ),
        )
        self._shell, self._version = shell, version
        frozen = version_as_it_went_out(shell.workspace.reader, version.id)
        self.target = identify(Choice(), "correction-target", self.tr("What is corrected"))
        self.target.set_choices([(None, self.tr("Choose an item…")), *targets(frozen)])
        self.before = identify(AutoGrowTextEdit(least=1, most=5), "correction-before")
        self.after = identify(AutoGrowTextEdit(least=1, most=5), "correction-after")
        self.because = identify(line_edit(), "correction-reason")
        self.asked_by = identify(Choice(), "correction-asked", self.tr("Asked for by"))
        self.asked_by.add(None, self.tr("Nobody in particular"))
        for side in life.answers:
            self.asked_by.add(side.party_id, side.short, party=side.colour)
        for label, control in (
            (self.tr("What is corrected"), self.target),
            (self.tr("It says"), self.before),
            (self.tr("It should say"), self.after),
            (self.tr("Because"), self.because),
            (self.tr("Asked for by"), self.asked_by),
        ):
            self.body.addWidget(Field(label, control))
        self.body.addStretch(1)

    def submit(self) -> bool:
        """Add the note."""
        asked = self.asked_by.current()
        return self.attempt(
            correct_approved,
            self._shell.workspace.store,
            self._version.id,
            str(self.target.current() or ""),
            self.before.toPlainText(),
            self.after.toPlainText(),
            self.because.text(),
            asked if isinstance(asked, int) else None,
        )
