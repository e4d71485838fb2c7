"""Step 6, the kickoff: a day and a time, and the first agenda with the goal on it (E6)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtWidgets import QWidget

from facilitator.commands import guide as commands
from facilitator.commands.guide import GOAL_S
from facilitator.domain import moments
from facilitator.domain.moments import ClockChange
from facilitator.domain.templates import Template
from facilitator.domain.words import Purpose, SessionKind
from facilitator.queries.guide import Guide
from facilitator.queries.prepare import agenda
from ui import templates, wording
from ui.dialogs.when import show_day, told
from ui.pages.guide.body import StepBody
from ui.shell import Shell
from ui.widgets.card import column
from ui.widgets.field_flow import FieldFlow
from ui.widgets.naming import identify
from ui.widgets.parsed_field import ParsedField
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import guide as wording_guide
from ui.workspace import Workspace


class KickoffBody(StepBody):
    """Shows the agenda before it is made, the goal's own item in its place."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._guide: Guide | None = None
        self._is_touched = False
        self._build()

    def _build(self) -> None:
        self.fields = QWidget()
        flow = FieldFlow()
        self.fields.setLayout(flow)
        self.day: ParsedField[date] = ParsedField(
            self.tr("Day"), wording.day_reader(self.workspace.today), show_day, letters=16,
            placeholder=self.tr("next tue, 21 jul, +2w"), icon="calendar-blank",
        )  # fmt: skip
        self.time: ParsedField[time] = ParsedField(
            self.tr("Time"), told(moments.parse_time), _show_time, letters=6,
            placeholder=self.tr("10:00, 2pm"),
        )  # fmt: skip
        identify(self.day.edit, "kickoff-date")
        identify(self.time.edit, "kickoff-time")
        self.day.edited.connect(self._on_edited)
        self.time.edited.connect(self._on_edited)
        self.day.edit.returnPressed.connect(self.time.edit.setFocus)
        flow.add(self.day, 1)
        flow.add(self.time)
        self.box.addWidget(self.fields)
        inside = column(4)
        self.summary = Text("", "strong", wrap=True)
        self.items = identify(
            RowList(self.tr("First agenda"), fit=12, dividers=False), "kickoff-agenda"
        )
        inside.addWidget(self.summary)
        inside.addWidget(self.items)
        self.box.addLayout(inside)
        self.items.opened.connect(self._on_item)

    # --- showing ----------------------------------------------------------------------------

    def show_guide(self, found: Guide, *, force: bool) -> None:
        """Show the first session, or what it would be."""
        self._guide = found
        self.fields.setVisible(found.kickoff_id is None)
        if found.kickoff_id is not None:
            self._show_planned(found)
            return
        if not self._is_touched:
            starts = self._offered(found)
            self.day.set_value(starts.date())
            self.time.set_value(starts.time())
        self._show_coming(found)

    def _offered(self, found: Guide) -> datetime:
        """Return the first date of the rhythm, else a week from today at ten."""
        if found.series is not None and found.series.rhythms:
            begins = datetime.fromisoformat(found.series.rhythms[0].starts_local)
            if begins.date() > self.workspace.today():
                return begins
        day = self.workspace.today() + timedelta(days=7)
        return datetime.combine(day, time(10))

    def _show_planned(self, found: Guide) -> None:
        when = wording_guide.starts(found.kickoff_starts, self.workspace.today())
        is_past = found.kickoff_starts[:10] < self.workspace.today().isoformat()
        words = self.tr("It was on {0}.") if is_past else self.tr("Planned for {0}.")
        self.summary.setText(words.format(when))
        rows = agenda(self.workspace.reader, found.kickoff_id or 0)
        self.items.set_rows(
            [
                _row(item.id, number, item.title, item.length_s // 60, item.goal_id is not None)
                for number, item in enumerate(rows, start=1)
            ]
        )

    def _show_coming(self, found: Guide) -> None:
        template = kickoff_template()
        rows: list[Row] = []
        question = wording_guide.question(found.goal) if found.goal_id is not None else ""
        for item in template.items:
            if item.purpose == Purpose.DECIDE and question:
                rows.append(_row("goal", len(rows) + 1, question, GOAL_S // 60, True))
                question = ""
            number = len(rows) + 1
            rows.append(_row(number, number, item.title, item.minutes, False))
        self.items.set_rows(rows)
        self.summary.setText(self._sum(found, template))

    def _sum(self, found: Guide, template: Template) -> str:
        if found.goal_id is None:
            return self.tr("The goal for the first agenda is still missing: go back to step 3.")
        minutes = sum(item.minutes for item in template.items) + GOAL_S // 60
        people = sum(count for _name, count in found.counted)
        words = self.tr("{0} items, {1} minutes. Everybody is invited: {2} at the table.")
        return words.format(len(template.items) + 1, minutes, people)

    # --- the step ---------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self._is_touched = True

    def _on_item(self, key: object) -> None:
        """Open an item of the agenda once it is made."""
        found = self._guide
        if found is not None and found.kickoff_id is not None:
            self.shell.go("prepare", session_id=found.kickoff_id, item_id=key)

    def first_field(self) -> QWidget:
        """Return the day, or the agenda once it is made."""
        return self.items if self.fields.isHidden() else self.day.edit

    def finish(self) -> str:
        """Make the session where there is none."""
        found = self._guide
        if found is None or found.kickoff_id is not None:
            return ""
        if found.goal_id is None:
            return self.tr("Write a first goal in step 3: it belongs on the first agenda.")
        day, at = self.day.read(), self.time.read()
        if day is None or at is None:
            return self.tr("The day and the time are needed.")
        starts = datetime.combine(day, at).isoformat(timespec="minutes")
        if moments.local_to_utc(starts, str(self.workspace.zone)).change is ClockChange.SKIPPED:
            return self.tr("The clocks skip this time on that day.")
        series_id = found.series.id if found.series else None
        done = self.workspace.run(
            commands.plan_kickoff, starts, kickoff_template(), found.goal_id,
            wording_guide.question(found.goal), series_id=series_id,
        )  # fmt: skip
        return "" if done is not None else self.tr("The session could not be planned.")


def _row(key: object, number: int, title: str, minutes: int, is_goal: bool) -> Row:
    return Row(
        key, title, number=str(number), icon="target" if is_goal else "", icon_tone="accent",
        trailing=str(minutes),
    )  # fmt: skip


def kickoff_template() -> Template:
    """Return the shipped template of a first session."""
    return next(each for each in templates.shipped() if each.kind == SessionKind.KICKOFF)


def _show_time(at: time) -> str:
    return f"{at.hour:02}:{at.minute:02}"
