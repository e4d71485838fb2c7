"""Send minutes out: a first version, or a corrected one with the reason of each change (M2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLineEdit

from facilitator.commands.minutes import Correction, circulate_corrected, circulate_minutes
from facilitator.domain.working_days import working_days_after
from facilitator.projections.changes import Change
from facilitator.queries.minutes import AnswerRow, Life, comment_days
from ui import wording
from ui.dialogs.form import FormDialog
from ui.dialogs.when import show_day
from ui.shell import Shell
from ui.widgets.card import Card, row
from ui.widgets.fields import Choice, Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.parsed_field import ParsedField
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text
from ui.wording import minutes as words


class _SendOut(FormDialog):
    """What both have in common: until when comments are awaited, and who gets it."""

    def __init__(self, shell: Shell, title: str, lead: str, readers: Sequence[str]) -> None:
        super().__init__(shell.window_widget, title, self.tr("Mark as circulated"), lead=lead)
        self._shell, self._readers = shell, tuple(readers)
        space = shell.workspace
        self.until: ParsedField[date] = ParsedField(
            self.tr("Comments until"), wording.day_reader(space.today), show_day, letters=16,
            placeholder=self.tr("next fri, 3 jul, +1w"), icon="calendar-blank",
        )  # fmt: skip
        identify(self.until.edit, "comments-until")
        self.until.set_value(working_days_after(space.today(), comment_days(space.reader)))

    def _add_readers(self) -> None:
        if self._readers:
            goes = self.tr("Goes to {0}").format(", ".join(self._readers))
            self.body.addWidget(Text(goes, "small", wrap=True))
        told = self.tr(
            "Nothing is sent by itself: save the PDF and hand it over. Undo does not go back "
            "behind this, because the sides have it in their hands."
        )
        self.body.addWidget(Text(told, "hint", wrap=True))
        self.body.addStretch(1)


class CirculateDialog(_SendOut):
    """The first version."""

    def __init__(self, shell: Shell, session_id: int, style: str, readers: Sequence[str]) -> None:
        super().__init__(
            shell,
            self.tr("Circulate the minutes"),
            self.tr(
                "Version 1 is kept as it goes out. Editing goes on; what changes after this is "
                "circulated as a numbered correction."
            ),
            readers,
        )
        self._session_id = session_id
        self.style_of_minutes = identify(
            Segmented(
                [
                    ("decisions", self.tr("Decisions")),
                    ("reasons", self.tr("With reasons")),
                    ("discussion", self.tr("Discussion")),
                ],
                self.tr("How much the minutes say"),
                current=style,
            ),
            "circulate-style",
        )
        self.body.addWidget(self.until)
        self.body.addWidget(Field(self.tr("How much?"), self.style_of_minutes))
        self._add_readers()
        self.until.edit.setFocus()

    def submit(self) -> bool:
        """Circulate version 1."""
        until = self.until.read()
        return until is not None and self.attempt(
            partial(
                circulate_minutes,
                self._shell.workspace.store,
                self._session_id,
                style=str(self.style_of_minutes.current()),
                comments_until=until,
            )
        )


@dataclass(frozen=True, slots=True)
class _Line:
    change: Change
    because: QLineEdit
    asked_by: Choice


class CorrectedDialog(_SendOut):
    """Every difference from the version before, each with a reason and who asked for it."""

    def __init__(
        self, shell: Shell, life: Life, differences: Sequence[Change], readers: Sequence[str]
    ) -> None:
        assert life.last is not None
        super().__init__(
            shell,
            self.tr("Circulate version {0}").format(life.last.version + 1),
            self.tr(
                "These are the numbered corrections. Version {0} is superseded, and every side "
                "is asked again."
            ).format(life.last.version),
            readers,
        )
        self._session_id = life.session_id
        self._first = max((each.n for each in life.corrections), default=0) + 1
        self.body.addWidget(self.until)
        self.common = identify(line_edit(), "correction-because")
        hint = self.tr("For each correction that gives no reason of its own.")
        self.body.addWidget(Field(self.tr("Because"), self.common, hint=hint))
        self.lines = [
            self._add_line(number, each, life.answers)
            for number, each in enumerate(differences, start=self._first)
        ]
        self._add_readers()
        self.common.setFocus()

    def _add_line(self, number: int, change: Change, sides: Sequence[AnswerRow]) -> _Line:
        card = Card(margin=12, spacing=4)
        target = words.change_target(change)
        card.add(Text(f"{number}. {target}", "strong", wrap=True))
        for label, text in (
            (self.tr("Before: {0}"), change.before),
            (self.tr("After: {0}"), change.after),
        ):
            if text:
                card.add(Text(label.format(text), "small", wrap=True))
        because = line_edit(placeholder=self.tr("Because…"))
        identify(because, f"correction-because-{number}", self.tr("Because, {0}").format(target))
        asked = Choice()
        identify(asked, f"correction-asked-{number}", self.tr("Asked for by, {0}").format(target))
        asked.add(None, self.tr("Nobody in particular asked"))
        for side in sides:
            asked.add(side.party_id, self.tr("{0} asked").format(side.short), party=side.colour)
        line = row(8)
        line.addWidget(because, 1)
        line.addWidget(asked)
        card.body.addLayout(line)
        self.body.addWidget(card)
        return _Line(change, because, asked)

    def submit(self) -> bool:
        """Circulate the next version with its corrections."""
        until = self.until.read()
        if until is None:
            return False
        corrections = [self._correction(each) for each in self.lines]
        lacking = [
            number for number, each in enumerate(corrections, self._first) if not each.because
        ]
        if lacking:
            numbers = ", ".join(map(str, lacking))
            self.complain(self.tr("Say why: correction {0} has no reason yet.").format(numbers))
            return False
        return self.attempt(
            partial(
                circulate_corrected,
                self._shell.workspace.store,
                self._session_id,
                corrections,
                comments_until=until,
            )
        )

    def _correction(self, line: _Line) -> Correction:
        asked = line.asked_by.current()
        because = line.because.text().strip() or self.common.text().strip()
        return Correction(
            words.change_target(line.change),
            line.change.before,
            line.change.after,
            because,
            asked if isinstance(asked, int) else None,
        )
