"""One request of the backlog, edited in place (P6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from facilitator.commands import agenda as commands
from facilitator.domain.words import Purpose
from facilitator.queries.backlog import BacklogRow
from facilitator.queries.engagement import GoalName, PartyRow
from facilitator.queries.jargon import readers_of_item
from facilitator.queries.series import SeriesRow
from ui import wording
from ui.drafts import Editor, TypingSaver
from ui.jargon.desk import JargonDesk
from ui.jargon.strip import ExplainStrip
from ui.pages.goals.locking import lock
from ui.shell import Shell
from ui.widgets.buttons import IconButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.dense_segmented import DenseSegmented
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import AutoGrowTextEdit, DateField, Field, guard_wheel, line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import backlog as words
from ui.workspace import Workspace


def _save_nowhere(typed: str) -> None:
    """Nothing is typed while no request is shown."""


class BacklogEditor(Card):
    """Saves while it is typed. `put_asked` and `menu_asked` carry the button for a menu."""

    put_asked = Signal(object)
    menu_asked = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(self.tr("Request"), margin=16, spacing=10)
        self._workspace, self._shell = workspace, shell
        self.item_id: int | None = None
        self._savers: dict[str, TypingSaver] = {}
        self._known: object = None
        self._title = ""
        self._build()
        self.strip = ExplainStrip()
        self.add(self.strip)
        self.jargon = JargonDesk(workspace, shell, self.strip)
        self.jargon.watch(self.title_edit, self.wanted)
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.menu = identify(IconButton("dots-three", self.tr("More for this request")),
                             "backlog-menu")  # fmt: skip
        self.add_to_header(self.menu)
        self.title_edit = identify(line_edit(), "backlog-title")
        self.title_field = Field(self.tr("Question or wanted result"), self.title_edit)
        self.add(self.title_field)
        self.purpose = identify(
            DenseSegmented(wording.choices(Purpose), self.tr("Purpose")), "backlog-purpose"
        )
        self.minutes = identify(QSpinBox(), "backlog-minutes", self.tr("Estimate in minutes"))
        self.minutes.setRange(0, 24 * 60)
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(self.tr(" min"))
        guard_wheel(self.minutes)
        self.goal = identify(ElidingChoice(), "backlog-goal")
        self.add(Field(self.tr("Purpose"), self.purpose))
        self.add_flow(
            (Field(self.tr("Estimate"), self.minutes), 0), (Field(self.tr("Goal"), self.goal), 1)
        )
        self.asked_by = identify(ElidingChoice(), "backlog-asked-by")
        self.series = identify(ElidingChoice(), "backlog-series")
        self.series_field = Field(self.tr("Waits for"), self.series)
        self.add_flow((Field(self.tr("Asked by"), self.asked_by), 1), (self.series_field, 1))
        self.wanted = identify(
            AutoGrowTextEdit(placeholder=self.tr("What is there at the end?"), least=1, most=4),
            "backlog-wanted",
        )
        self.add(Field(self.tr("Wanted result"), self.wanted))
        today = self._workspace.today
        self.needed = identify(
            DateField(wording.day_reader(today), partial(wording.short_day, today=today())),
            "backlog-needed",
        )
        self.needed_field = Field(self.tr("Decision needed by"), self.needed)
        self.papers = identify(
            line_edit(placeholder=self.tr("e.g. the test report")), "backlog-papers"
        )
        self.add_flow(
            (self.needed_field, 1), (Field(self.tr("Paper that is wanted"), self.papers), 2)
        )
        self.age = Text("", "small", wrap=True)
        self.add(self.age)
        self.put = identify(
            PrimaryButton(self.tr("Put on an agenda"), icon="arrow-bend-down-right",
                          trailing="caret-down"),
            "backlog-put",
        )  # fmt: skip
        line = row(8)
        line.addWidget(self.put)
        line.addStretch(1)
        self.body.addLayout(line)

    def add_flow(self, *fields: tuple[QWidget, int]) -> None:
        """Put fields side by side where there is room."""
        flow = FieldFlow(lines=8)
        for field, stretch in fields:
            flow.add(field, stretch)
        self.body.addLayout(flow)

    def _connect(self) -> None:
        texts: list[tuple[str, Editor]] = [
            ("title", self.title_edit), ("wanted_result", self.wanted),
            ("papers_wanted", self.papers),
        ]  # fmt: skip
        self._editors = dict(texts)
        for field, control in texts:
            self._savers[field] = self._shell.drafts.bind_text(control, _save_nowhere)
        for name, choice in self._links():
            choice.chosen.connect(partial(self._set, name))
        self.purpose.chosen.connect(partial(self._set, "purpose"))
        self.minutes.valueChanged.connect(self._on_minutes)
        self.needed.dated.connect(self._on_needed)
        self.needed.problem.connect(self.needed_field.set_error)
        self.title_edit.editingFinished.connect(self._on_title_left)
        self.put.clicked.connect(self._on_put)
        self.menu.clicked.connect(self._on_menu)

    def _links(self) -> list[tuple[str, ElidingChoice]]:
        return [
            ("asked_by_party_id", self.asked_by), ("goal_id", self.goal),
            ("series_id", self.series),
        ]  # fmt: skip

    # --- showing ----------------------------------------------------------------------------

    def set_choices(
        self, parties: Sequence[PartyRow], goals: Sequence[GoalName], series: Sequence[SeriesRow]
    ) -> None:
        """Offer these sides, goals and series."""
        known = (tuple(parties), tuple(goals), tuple(series))
        if known == self._known:
            return
        self._known = known
        self.asked_by.clear_choices()
        self.asked_by.add(None, self.tr("Nobody in particular"))
        for party in parties:
            self.asked_by.add(party.id, party.short, party=party.colour)
        self.goal.clear_choices()
        self.goal.add(None, self.tr("No goal"))
        for goal in goals:
            self.goal.add(goal.id, goal.title, icon="target")
        self.series.clear_choices()
        self.series.add(None, self.tr("Any series"))
        for each in series:
            self.series.add(each.id, each.title)
        self.series_field.setVisible(bool(series))

    def show_request(self, found: BacklogRow | None, *, force: bool) -> None:
        """Show a request; a field that is being typed in keeps its words."""
        self.setVisible(found is not None)
        if found is None:
            self.let_go()
            return
        item = found.item
        if item.id != self.item_id:
            self.let_go()
            self.item_id, force = item.id, True
            for field, saver in self._savers.items():
                saver.retarget(partial(self._save_text, item.id, field))
        self.jargon.set_readers(*readers_of_item(self._workspace.reader, item.id))
        for field, saver in self._savers.items():
            saver.load(str(getattr(item, field)), force=force)
        self._title = item.title
        self.title_field.set_error("")
        self.purpose.set_current(item.purpose)
        for name, choice in self._links():
            self._show_choice(choice, getattr(item, name), item.asked_by or item.goal)
        if force or not self.minutes.hasFocus():
            was = self.minutes.blockSignals(True)
            self.minutes.setValue(round(item.length_s / 60))
            self.minutes.blockSignals(was)
        if force or not self.needed.hasFocus():
            self.needed.set_date(date.fromisoformat(item.needed_on) if item.needed_on else None)
        since = wording.short_day(item.arrived_on, self._workspace.today()) if found.days else ""
        told = self.tr("{0}, since {1}").format(words.age(found.days), since)
        self.age.setText(told if since else words.age(found.days))
        self._lock()

    def _show_choice(self, choice: ElidingChoice, key: object, name: str) -> None:
        choice.set_current(key)
        if key is not None and choice.current() != key:  # archived since
            choice.add(key, name)
            choice.set_current(key)

    def _lock(self) -> None:
        lock(self._workspace, (
            self.title_edit, self.wanted, self.papers, self.needed, self.purpose, self.minutes,
            self.asked_by, self.goal, self.series, self.put, self.menu,
        ))  # fmt: skip

    def let_go(self) -> None:
        """Save what waits and show nothing."""
        for saver in self._savers.values():
            saver.retarget(_save_nowhere)
        self.strip.empty()
        self.item_id = None

    def focus_title(self) -> None:
        """Put the keyboard into the title."""
        self.title_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- saving -----------------------------------------------------------------------------

    def _set(self, field: str, value: object) -> None:
        if self.item_id is not None:
            self._workspace.run(commands.set_item, self.item_id, origin=self, **{field: value})

    def _save_text(self, item_id: int, field: str, typed: str) -> None:
        if field == "title" and not typed.strip():
            self.title_field.set_error(self.tr("A few words are needed here."))
            return
        self.jargon.save(
            self._editors[field], commands.set_item, item_id, label="Edit agenda item",
            typed=typed, seen_in=("agenda_item", item_id), origin=self, **{field: typed},
        )  # fmt: skip

    def _on_title_left(self) -> None:
        if not self.title_edit.text().strip() and self.item_id is not None:
            self._savers["title"].load(self._title, force=True)
            self.title_field.set_error("")

    def _on_minutes(self, minutes: int) -> None:
        self._set("length_s", minutes * 60)

    def _on_needed(self, day: object) -> None:
        self.needed_field.set_error("")
        self._set("needed_on", day)

    def _on_put(self) -> None:
        self.put_asked.emit(self.put)

    def _on_menu(self) -> None:
        self.menu_asked.emit(self.menu)
