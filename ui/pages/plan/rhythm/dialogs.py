"""What is asked before something about the rhythm changes: from when, which incident, a meeting."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from facilitator.cadence.advice import TermName
from facilitator.commands import advice as commands
from facilitator.commands import plan as plan_commands
from facilitator.commands.rhythm import move_to_rhythm
from facilitator.domain.rule import weekly
from facilitator.domain.words import AdviceRemark
from facilitator.queries.cadence import AdviceView, IncidentRow
from facilitator.queries.next_dates import change_dates
from facilitator.queries.off_rhythm import left_behind
from facilitator.queries.series import with_rhythm
from ui import wording
from ui.dialogs.form import FormDialog
from ui.dialogs.when import When, WhenFields, show_day
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.fields import DateField, Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import plan as words
from ui.wording import series as wording_series
from ui.workspace import Workspace

_OFFERED = 6
_OTHER = "other"


class AcceptDialog(FormDialog):
    """Follow the advice: from which date, and why, if somebody wants to say so."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, view: AdviceView, reason: str
    ) -> None:
        super().__init__(
            parent,
            self.tr("Meet {0}").format(words.every_days(view.advice.days)),
            self.tr("Accept"),
            lead=self.tr(
                "The rhythm changes from this date on. What you say is kept with the advice and"
                " drawn over time."
            ),
            width=460,
        )
        self._workspace, self._view = workspace, view
        self._series_id = view.counted.series.id
        self._can_move = False
        self.when = identify(ElidingChoice(), "accept-from")
        today = workspace.today()
        for local in self._dates():
            told = wording.long_day(local, today)
            self.when.add(local, told)
        self.when.add(_OTHER, self.tr("another day…"))
        self.other = identify(
            DateField(wording.day_reader(workspace.today), show_day,
                      placeholder=self.tr("next tue, 21 jul, +2w")),
            "accept-from-day",
        )  # fmt: skip
        self.other_field = Field(self.tr("From this day on"), self.other)
        self.other_field.hide()
        self.reason = identify(line_edit(reason), "accept-reason")
        self.left = identify(Text("", "row", wrap=True), "accept-left-behind")
        self.move_them = identify(QCheckBox(self.tr("Move them to the new rhythm")), "accept-move")
        self.move_them.setChecked(True)
        for part in (
            Field(self.tr("From"), self.when), self.other_field,
            Field(self.tr("Reason, kept"), self.reason), self.left, self.move_them,
        ):  # fmt: skip
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.when.chosen.connect(self._on_when)
        self.other.dated.connect(self._on_day)
        self._on_when(self.when.current())
        self.when.setFocus()

    def _dates(self) -> list[str]:
        """Return the next times of the series, planned or free, as its rhythm has them."""
        return change_dates(self._workspace.reader, self._series_id, _OFFERED)

    def _on_when(self, key: object) -> None:
        self.other_field.setVisible(key == _OTHER)
        self._tell()

    def _on_day(self, _day: object) -> None:
        self._tell()

    def _moment(self) -> str | None:
        """Return from when, None while no day was said."""
        if self.when.current() != _OTHER:
            return str(self.when.current())
        day = self.other.date()
        hour = self._view.counted.rhythm.starts_local[10:]
        return f"{day.isoformat()}{hour}" if day is not None else None

    def _tell(self) -> None:
        """Say which planned sessions would stand on no date of the new rhythm."""
        found, rhythm, moment = self._view.counted, self._view.counted.rhythm, self._moment()
        lost = []
        if moment is not None:
            rule = weekly(self._view.advice.days // 7)
            row = with_rhythm(found.series, rule, moment, rhythm.length_s, rhythm.zone)
            lost = left_behind(self._workspace.reader, row)
        today = self._workspace.today()
        lines = [wording_series.left_behind_line(each, today) for each in lost[:_OFFERED]]
        if lines:
            lines.insert(0, self.tr("Planned, and then on no date of the rhythm:"))
        self.left.setText("\n".join(lines))
        self.left.setVisible(bool(lines))
        self._can_move = any(each.to for each in lost)
        self.move_them.setVisible(self._can_move)
        self.refit()

    def submit(self) -> bool:
        """Follow the advice, as one step with what has to move for it."""
        if self.when.current() == _OTHER:
            self.other.read()
        moment = self._moment()
        if moment is None:
            self.other_field.set_error(self.tr("From which day on?"))
            return False
        return self.attempt(self._accept, moment)

    def _accept(self, moment: str) -> None:
        store = self._workspace.store
        with store.step("Accept the advice"):
            commands.accept_advice(store, self._series_id, moment, self.reason.text())
            if self._can_move and self.move_them.isChecked():
                move_to_rhythm(store, self._series_id)


def needs_a_day(view: AdviceView) -> bool:
    """Tell whether accepting has to be asked from when."""
    return view.advice.remark is AdviceRemark.CHANGE


class IncidentDialog(FormDialog):
    """A new incident, or one that is there: what it is called, since when, whether it is over."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, row: IncidentRow | None = None
    ) -> None:
        super().__init__(
            parent,
            self.tr("Incident") if row else self.tr("Open an incident"),
            self.tr("Save") if row else self.tr("Open it"),
            lead="" if row else self.tr("While it is open, the advice is to meet every week."),
            width=460,
        )
        self._workspace, self._row = workspace, row
        self.words = identify(line_edit(row.title if row else ""), "incident-title")
        self.title_field = Field(self.tr("What happened, in a few words"), self.words)
        reader = wording.near_day_reader(workspace.today)
        self.since = identify(DateField(reader, show_day), "incident-since")
        self.since_field = Field(self.tr("Open since"), self.since)
        self.since.set_date(date.fromisoformat(row.opened_on) if row else workspace.today())
        self.over = identify(
            DateField(reader, show_day, placeholder=self.tr("still open")), "incident-closed"
        )
        self.over_field = Field(self.tr("Closed on"), self.over)
        if row is not None and row.closed_on:
            self.over.set_date(date.fromisoformat(row.closed_on))
        for part in (self.title_field, self.since_field, self.over_field):
            self.body.addWidget(part)
        self.over_field.setVisible(row is not None)
        self.body.addStretch(1)
        self.words.setFocus()

    def submit(self) -> bool:
        """Write it down, as one step."""
        if not self.words.text().strip():
            self.title_field.set_error(self.tr("A few words are needed here."))
            self.words.setFocus()
            return False
        self.since.read()
        self.over.read()
        since = self.since.date()
        if since is None:
            self.since_field.set_error(self.tr("Since which day?"))
            return False
        store = self._workspace.store
        if self._row is None:
            return self.attempt(commands.open_incident, store, self.words.text(), since)
        return self.attempt(self._save, self._row, since, self.over.date())

    def _save(self, row: IncidentRow, since: date, over: date | None) -> None:
        store = self._workspace.store
        with store.step("Edit the incident"):
            commands.set_incident(store, row.id, title=self.words.text())
            if row.closed_on:
                commands.reopen_incident(store, row.id)
            commands.set_incident_day(store, row.id, since)
            if over is not None:
                commands.close_incident(store, row.id, over)


class MeetingDialog(FormDialog):
    """One short meeting for a decision that is needed before the next session."""

    def __init__(self, workspace: Workspace, parent: QWidget, view: AdviceView) -> None:
        super().__init__(
            parent, self.tr("Plan a short decision meeting"), self.tr("Plan it"),
            lead=self.tr("It comes beside the rhythm, which stays as it is. Everybody is invited."),
            width=560,
        )  # fmt: skip
        self._workspace, self._view = workspace, view
        self._source = next(iter(view.counted.figures[TermName.DECISION].sources), None)
        self.words = identify(line_edit(self._source.text if self._source else ""), "meeting-title")
        self.title_field = Field(self.tr("What is to be decided"), self.words)
        self.when = WhenFields(workspace, self.tr("Day"))
        self.when.set_when(self._usual())
        self.body.addWidget(self.title_field)
        self.body.addWidget(self.when)
        if self._source is not None and self._source.kind == "item":
            told = self.tr("The item moves from where it waits to this agenda.")
            self.body.addWidget(Text(told, "small", wrap=True))
        self.body.addStretch(1)
        self.words.setFocus()

    def _usual(self) -> When:
        """Offer the working day before the decision is needed, at the hour of the rhythm."""
        rhythm, today = self._view.counted.rhythm, self._workspace.today()
        needed = self._source.day if self._source else ""
        day = date.fromisoformat(needed) if needed else today + timedelta(days=2)
        day = max(day, today + timedelta(days=1))
        while day.weekday() > 4:
            day -= timedelta(days=1)
        if day <= today:
            day = today + timedelta(days=7 - today.weekday())
        hour = datetime.fromisoformat(rhythm.starts_local).time()
        starts = datetime.combine(day, hour).isoformat(timespec="minutes")
        return When(starts, plan_commands.MEETING_S, rhythm.zone)

    def submit(self) -> bool:
        """Plan it."""
        if not self.words.text().strip():
            self.title_field.set_error(self.tr("A few words are needed here."))
            return False
        when = self.when.read()
        if when is None:
            return False
        is_item = self._source is not None and self._source.kind == "item"
        item_id = self._source.id if is_item and self._source else None
        plan = partial(
            plan_commands.plan_decision_meeting, length_s=when.length_s, zone=when.zone,
            item_id=item_id,
        )  # fmt: skip
        return self.attempt(
            plan, self._workspace.store, self._view.counted.series.id, self.words.text(),
            when.starts_local,
        )  # fmt: skip
