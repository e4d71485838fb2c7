"""A series: how often it meets, where, for what, until when."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from facilitator.commands import series as commands
from facilitator.commands.rhythm import set_rhythm
from facilitator.queries.series import RhythmRow, SeriesRow, rhythm_was_used
from ui import wording
from ui.dialogs.change_rhythm import ChangeRhythmDialog
from ui.dialogs.form import FormDialog
from ui.dialogs.rhythm_editor import RhythmEditor, WantedRhythm, first_proposal
from ui.dialogs.when import When, show_day
from ui.widgets.buttons import LinkButton
from ui.widgets.card import row
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import AutoGrowTextEdit, Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.parsed_field import ParsedField
from ui.widgets.text import Text
from ui.wording import calendar as wording_calendar
from ui.wording import series as words
from ui.workspace import Workspace


class SeriesDialog(FormDialog):
    """A new series, or one that is there; a rhythm that people met by is changed from a date on."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, series: SeriesRow | None = None
    ) -> None:
        is_new = series is None
        super().__init__(
            parent,
            self.tr("New series") if is_new else self.tr("Edit series"),
            self.tr("Create series") if is_new else self.tr("Save series"),
            lead=self.tr("The rhythm in which you meet. Sessions are planned from it one by one.")
            if is_new
            else self.tr("Sessions that are planned already stay where they are."),
        )
        self._workspace = workspace
        self._parent = parent
        self._series = series
        self._rhythm = series.in_force(workspace.today()) if series else None
        self._is_used = self._rhythm is not None and rhythm_was_used(workspace.reader, self._rhythm)
        self.series_id = series.id if series else None
        self._build()
        self._load()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.title = identify(line_edit(), "series-title")
        self.title_field = Field(self.tr("Title"), self.title)
        self.editor = RhythmEditor(self._workspace, self.tr("First day"))
        self.place = identify(line_edit(), "series-place")
        self.link = identify(line_edit(placeholder="https://"), "series-link")
        self.purpose = identify(AutoGrowTextEdit(least=1, most=4), "series-purpose")
        self.level = identify(ElidingChoice(), "series-level")
        self.level.set_choices([("", self.tr("None said")), *wording_calendar.levels()])
        self.end: ParsedField[date | None] = ParsedField(
            self.tr("Last day, if there is one"), self._read_end, _show_end, letters=16,
            placeholder=self.tr("no end"), icon="calendar-blank", may_be_empty=True,
        )  # fmt: skip
        identify(self.end.edit, "series-end")
        self.body.addWidget(self.title_field)
        self._build_rhythm()
        for first, second in (
            (Field(self.tr("Place"), self.place), Field(self.tr("Link"), self.link)),
            (Field(self.tr("Level"), self.level), self.end),
        ):
            flow = FieldFlow()
            flow.add(first, 1)
            flow.add(second, 1)
            self.body.addLayout(flow)
        self.body.addWidget(Field(self.tr("What it is for"), self.purpose))
        self.body.addStretch(1)

    def _build_rhythm(self) -> None:
        """Show the editor, or of a rhythm that people met by its words and the way to change it."""
        self.told = Text("", "lead", tone="accent", wrap=True)
        self.change = identify(LinkButton(self.tr("Change the rhythm from…")), "series-change")
        line = row(12)
        line.addWidget(self.told, 1)
        line.addWidget(self.change)
        self.body.addWidget(self.editor)
        self.body.addLayout(line)
        self.editor.setVisible(not self._is_used)
        self.told.setVisible(self._is_used)
        self.change.setVisible(self._is_used)

    def _connect(self) -> None:
        self.end.taken.connect(self._on_end)
        self.change.clicked.connect(self._on_change)

    def _load(self) -> None:
        found, now = self._series, self._rhythm
        if found is None:
            proposed = first_proposal(self._workspace)
            self.editor.set_rhythm(proposed.rule, proposed.when)
        else:
            self.title.setText(found.title)
            self.place.setText(found.place)
            self.link.setText(found.link)
            self.purpose.setPlainText(found.purpose)
            self.level.set_current(found.level)
            self.end.set_value(date.fromisoformat(found.ends_on) if found.ends_on else None)
            self.told.setText(words.capital(words.series_line(found, self._workspace.today())))
        if now is not None:
            self.editor.set_rhythm(now.rule, _when(now))
        self.editor.set_end(self.end.value())
        self.title.setFocus()

    def _read_end(self, said: str) -> date | None:
        return wording.day_reader(self._workspace.today)(said) if said else None

    # --- doing it ---------------------------------------------------------------------------

    def _on_end(self, end: object) -> None:
        self.editor.set_end(end if isinstance(end, date) else None)
        self.refit()

    def _on_change(self) -> None:
        """Go on to the change of the rhythm; what was typed here is kept first."""
        if self._series is not None and self.submit():
            self.accept()
            ChangeRhythmDialog(self._workspace, self._parent, self._series.id).open()

    def submit(self) -> bool:
        """Create or change the series."""
        if not self.title.text().strip():
            self.title_field.set_error(self.tr("A few words are needed here."))
            self.title.setFocus()
            return False
        wanted = self.editor.read()
        end = self.end.read()
        if wanted is None or self.end.has_error():
            return False
        first = self._first_day(wanted)
        if end is not None and end < first:
            self.end.set_error(self.tr("The last day is before the first one."))
            return False
        fields = {
            "title": self.title.text(), "place": self.place.text(), "link": self.link.text(),
            "purpose": self.purpose.toPlainText(), "level": self.level.current(), "ends_on": end,
        }  # fmt: skip
        if self._series is not None:
            return self.attempt(self._save, self._series.id, wanted, fields)
        done = self.attempt(
            commands.new_series, self._workspace.store, rule=wanted.rule,
            starts_local=wanted.when.starts_local, length_s=wanted.when.length_s,
            zone=wanted.when.zone, **fields,
        )  # fmt: skip
        if done and isinstance(self.result_value, int):
            self.series_id = self.result_value
        return done

    def _first_day(self, wanted: WantedRhythm) -> date:
        """Return the first day of the whole series."""
        earlier = [each.starts_local for each in self._series.rhythms] if self._series else []
        return date.fromisoformat(min([wanted.when.starts_local, *earlier[:1]])[:10])

    def _save(self, series_id: int, wanted: WantedRhythm, fields: dict[str, object]) -> None:
        store, now = self._workspace.store, self._rhythm
        change = partial(commands.set_series, store, series_id, **fields)
        with store.step(self.tr("Edit series")):
            if now is None or self._is_used or wanted == WantedRhythm(now.rule, _when(now)):
                change()
                return
            set_rhythm(
                store, now.id, rule=wanted.rule, starts_local=wanted.when.starts_local,
                length_s=wanted.when.length_s, zone=wanted.when.zone,
            )  # fmt: skip
            change()


def _when(rhythm: RhythmRow) -> When:
    return When(rhythm.starts_local, rhythm.length_s, rhythm.zone)


def _show_end(day: date | None) -> str:
    return show_day(day) if day else ""
