"""A new session; the details of a session."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from facilitator.commands import sessions as commands
from facilitator.commands.templates import own_templates
from facilitator.domain.templates import Template
from facilitator.domain.words import SessionKind
from facilitator.queries.calendar import nearest_slot, next_slots
from facilitator.queries.engagement import people
from facilitator.queries.prepare import SessionDetail
from facilitator.queries.series import SeriesRow, series
from facilitator.queries.sessions import sessions
from ui import templates, wording
from ui.dialogs.form import FormDialog
from ui.dialogs.when import When, WhenFields
from ui.widgets.card import column
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import AutoGrowTextEdit, Choice, Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import series as wording_series
from ui.wording import sessions as wording_sessions
from ui.workspace import Workspace

_NO_SERIES_LENGTH_S = 3600


class NewSessionDialog(FormDialog):
    """Title, day and the agenda to begin with; `session_id` is there after `accepted`."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, *, series_id: int | None = None
    ) -> None:
        super().__init__(
            parent, self.tr("New session"), self.tr("Create session"),
            lead=self.tr("Everybody is invited; you can change all of this later."),
        )  # fmt: skip
        self._workspace = workspace
        self.session_id: int | None = None
        self._series = {row.id: row for row in series(workspace.reader)}
        self._templates: list[tuple[str, Template]] = []
        self._is_when_touched = self._is_place_touched = self._is_title_touched = False
        self._is_length_touched = self._is_template_chosen = self._is_link_touched = False
        self._slot = ""
        self._build()
        self._connect()
        self._load(series_id)

    def _build(self) -> None:
        self.series = identify(ElidingChoice(), "session-series")
        self.title = identify(line_edit(), "session-title")
        self.title_field = Field(self.tr("Title"), self.title)
        self.template = identify(ElidingChoice(), "session-template")
        self.kind = identify(ElidingChoice(), "session-kind")
        self.about = Text("", "small", wrap=True)
        self.when = WhenFields(self._workspace, self.tr("Day"))
        self.place = identify(line_edit(), "session-place")
        self.link = identify(line_edit(placeholder="https://"), "session-link")
        self.series_field = Field(self.tr("Series"), self.series)
        self.body.addWidget(self.series_field)
        self.body.addWidget(self.title_field)
        self.body.addWidget(self.when)
        self._build_slot()
        self.body.addLayout(self._agenda_part())
        flow = FieldFlow()
        flow.add(Field(self.tr("Place"), self.place), 1)
        flow.add(Field(self.tr("Link"), self.link), 1)
        self.body.addLayout(flow)
        self.body.addStretch(1)

    def _build_slot(self) -> None:
        """Say which date of the series the session is, and let it come in addition."""
        self.slot = identify(Text("", "small", wrap=True), "session-slot")
        self.extra = identify(QCheckBox(self.tr("In addition to the rhythm")), "session-extra")
        box = column(4)
        box.addWidget(self.slot)
        box.addWidget(self.extra)
        self.body.addLayout(box)

    def _agenda_part(self) -> QVBoxLayout:
        box = column(4)
        flow = FieldFlow()
        flow.add(Field(self.tr("Agenda to begin with"), self.template), 2)
        flow.add(Field(self.tr("Kind"), self.kind), 1)
        box.addLayout(flow)
        box.addWidget(self.about)
        return box

    def _connect(self) -> None:
        self.series.chosen.connect(self._on_series)
        self.template.chosen.connect(self._on_template)
        self.when.edited.connect(self._on_when_edited)
        self.when.length.edited.connect(self._on_length_edited)
        self.when.day.taken.connect(self._say_slot)
        self.when.time.taken.connect(self._say_slot)
        self.extra.clicked.connect(self._say_slot)
        self.place.textEdited.connect(self._on_place_edited)
        self.link.textEdited.connect(self._on_link_edited)
        self.title.textEdited.connect(self._on_title_edited)

    def _load(self, series_id: int | None) -> None:
        self.series.add(None, self.tr("None: it stands alone"))
        for row in self._series.values():
            line = wording_series.series_line(row, self._workspace.today())
            self.series.add(row.id, f"{row.title} ({line})")
        self.series_field.setVisible(bool(self._series))
        chosen = series_id if series_id in self._series else next(iter(self._series), None)
        self.series.set_current(chosen)
        self._load_templates()
        self.kind.set_choices(wording.choices(SessionKind))
        self._take_series(self._series.get(chosen) if chosen is not None else None)
        self._take_template()
        self.title.selectAll()
        self.title.setFocus()

    def _load_templates(self) -> None:
        self.template.add(None, self.tr("Empty agenda"))
        own = [(template.name, template) for _id, template in own_templates(self._workspace.reader)]
        shipped = [(template.name, template) for template in templates.shipped()]
        self._templates = [*shipped, *own]
        for number, (name, template) in enumerate(self._templates):
            line = wording_sessions.template_line(template)
            self.template.add(number, f"{name} ({line})")
        is_first = not sessions(self._workspace.reader)
        usual = SessionKind.KICKOFF if is_first else SessionKind.RECURRING_SYNC
        fit = [number for number, (_name, template) in enumerate(shipped) if template.kind is usual]
        self.template.set_current(fit[0] if fit else None)

    # --- what follows from what -------------------------------------------------------------

    def _take_series(self, row: SeriesRow | None) -> None:
        """Begin with what the series says, as far as nobody has typed something else."""
        if not self._is_when_touched:
            self.when.set_when(self._usual(row))
        if not self._is_place_touched:
            self.place.setText(row.place if row else "")
        if not self._is_link_touched:
            self.link.setText(row.link if row else "")
        if not self._is_title_touched:
            self.title.setText(row.title if row else "")
        self.extra.setChecked(False)
        self._say_slot()

    def _say_slot(self, _value: object = None) -> None:
        """Say which date of the rhythm the session fills, as its day and time are now."""
        series_id = self.series.current()
        day, at = self.when.day.value(), self.when.time.value()
        self._slot = ""
        if isinstance(series_id, int) and day is not None and at is not None:
            starts = datetime.combine(day, at).isoformat(timespec="minutes")
            self._slot = nearest_slot(self._workspace.reader, series_id, starts)
            is_extra = self.extra.isChecked() or not self._slot
            words = wording_series.slot_line(
                "" if is_extra else self._slot, starts, self._workspace.today()
            )
            self.slot.setText(words)
        self.slot.setVisible(isinstance(series_id, int))
        self.extra.setVisible(bool(self._slot))
        self.refit()

    def _usual(self, row: SeriesRow | None) -> When:
        rhythm = row.in_force(self._workspace.today()) if row else None
        if row is not None:
            for slot in next_slots(self._workspace.reader, row.id, 1):
                return When(slot.starts_local, slot.length_s, slot.zone)
        day = self._workspace.today() + timedelta(days=7)
        starts = datetime.combine(day, time(10))
        length = rhythm.length_s if rhythm else _NO_SERIES_LENGTH_S
        return When(starts.isoformat(timespec="minutes"), length, str(self._workspace.zone))

    def _on_series(self, key: object) -> None:
        self._take_series(self._series.get(key) if isinstance(key, int) else None)
        self._take_length()

    def _on_template(self, _key: object) -> None:
        self._is_template_chosen = True
        self._take_template()

    def _chosen_template(self) -> Template | None:
        number = self.template.current()
        return self._templates[number][1] if isinstance(number, int) else None

    def _take_template(self) -> None:
        template = self._chosen_template()
        if template is None:
            self.about.setText(self.tr("You add the items yourself."))
            self.refit()
            return
        self.about.setText(template.about or self.tr("One of your own templates."))
        self.kind.set_current(template.kind.value)
        self.refit()
        self._take_length()

    def _take_length(self) -> None:
        """Make room for the template, unless somebody said a length.

        One that was not chosen by a person gives way to the length of the series.
        """
        template = self._chosen_template()
        is_asked = self._is_template_chosen or self.series.current() is None
        if template is not None and is_asked and not self._is_length_touched:
            self.when.length.set_value(template.minutes * 60)

    def _on_when_edited(self) -> None:
        self._is_when_touched = True

    def _on_length_edited(self) -> None:
        self._is_length_touched = True

    def _on_place_edited(self) -> None:
        self._is_place_touched = True

    def _on_link_edited(self) -> None:
        self._is_link_touched = True

    def _on_title_edited(self) -> None:
        self._is_title_touched = True
        self.title_field.set_error("")

    # --- doing it ---------------------------------------------------------------------------

    def submit(self) -> bool:
        """Plan the session."""
        if not self.title.text().strip():
            self.title_field.set_error(self.tr("A few words are needed here."))
            self.title.setFocus()
            return False
        when = self.when.read()
        if when is None:
            return False
        self._say_slot()
        series_id = self.series.current()
        done = self.attempt(
            commands.new_session, self._workspace.store, self.title.text(), when.starts_local,
            kind=SessionKind(str(self.kind.current())), length_s=when.length_s, zone=when.zone,
            place=self.place.text(), link=self.link.text(),
            series_id=series_id if isinstance(series_id, int) else None,
            original_local="" if self.extra.isChecked() else self._slot,
            template=self._chosen_template(),
        )  # fmt: skip
        if done and isinstance(self.result_value, int):
            self.session_id = self.result_value
        return done


class SessionDetailsDialog(FormDialog):
    """Everything about a session that is not its agenda."""

    def __init__(self, workspace: Workspace, parent: QWidget, detail: SessionDetail) -> None:
        super().__init__(parent, self.tr("Details of the session"), self.tr("Save details"))
        self._workspace = workspace
        self._detail = detail
        self._build()
        self._load()

    def _build(self) -> None:
        self.title = identify(line_edit(), "session-title")
        self.title_field = Field(self.tr("Title"), self.title)
        self.when = WhenFields(self._workspace, self.tr("Day"))
        self.kind = identify(Choice(), "session-kind")
        self.series = identify(ElidingChoice(), "session-series")
        self.place = identify(line_edit(), "session-place")
        self.link = identify(line_edit(placeholder="https://"), "session-link")
        self.facilitator = identify(Choice(), "session-facilitator")
        self.minute_taker = identify(Choice(), "session-minute-taker")
        self.reason = identify(AutoGrowTextEdit(least=1, most=3), "session-next-reason")
        self.body.addWidget(self.title_field)
        self.body.addWidget(self.when)
        for pair in (
            ((self.tr("Kind"), self.kind), (self.tr("Series"), self.series)),
            ((self.tr("Place"), self.place), (self.tr("Link"), self.link)),
            (
                (self.tr("Facilitator"), self.facilitator),
                (self.tr("Minute-taker"), self.minute_taker),
            ),
        ):
            flow = FieldFlow()
            for label, control in pair:
                flow.add(Field(label, control), 1)
            self.body.addLayout(flow)
        hint = self.tr("Prints under “next session” in the minutes, e.g. “two weeks earlier”.")
        self.body.addWidget(Field(self.tr("Why the next session is when it is"), self.reason,
                                  hint=hint))  # fmt: skip
        self.body.addStretch(1)

    def _load(self) -> None:
        detail = self._detail
        self.title.setText(detail.title)
        self.when.set_when(When(detail.starts_local, detail.length_s, detail.zone))
        self.kind.set_choices(wording.choices(SessionKind), detail.kind)
        self.series.add(None, self.tr("None: it stands alone"))
        for row in series(self._workspace.reader):
            self.series.add(row.id, row.title)
        self.series.set_current(detail.series_id)
        self.place.setText(detail.place)
        self.link.setText(detail.link)
        self.reason.setPlainText(detail.next_reason)
        for choice, current in (
            (self.facilitator, detail.facilitator_id),
            (self.minute_taker, detail.minute_taker_id),
        ):
            choice.add(None, self.tr("Nobody yet"))
            for person in people(self._workspace.reader, archived=True):
                if not person.is_archived or person.id == current:
                    choice.add(person.id, person.name, party=person.colour or None)
            choice.set_current(current)
        self.title.setFocus()

    def submit(self) -> bool:
        """Save what differs, as one step."""
        if not self.title.text().strip():
            self.title_field.set_error(self.tr("A few words are needed here."))
            return False
        when = self.when.read()
        if when is None:
            return False
        return self.attempt(
            commands.set_session, self._workspace.store, self._detail.id,
            title=self.title.text(), starts_local=when.starts_local, length_s=when.length_s,
            zone=when.zone, kind=self.kind.current(), series_id=self.series.current(),
            place=self.place.text(), link=self.link.text(),
            facilitator_id=self.facilitator.current(),
            minute_taker_id=self.minute_taker.current(), next_reason=self.reason.toPlainText(),
        )  # fmt: skip
