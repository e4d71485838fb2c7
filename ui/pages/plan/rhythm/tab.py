"""The rhythm in force, the next dates, the advice, and how both went so far (K1, K3)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from facilitator.cadence.advice import Term
from facilitator.queries.cadence import AdviceView, answered
from facilitator.queries.calendar import Occasion
from facilitator.queries.costs import NO_COSTS
from facilitator.queries.figure_ways import Way, figure_way, session_way, slot_way
from facilitator.queries.figures import Source
from facilitator.queries.series import SeriesRow
from facilitator.store import Change
from ui.actions import Command
from ui.asking import Asking
from ui.dialogs.change_rhythm import ChangeRhythmDialog
from ui.dialogs.series_form import SeriesDialog
from ui.dialogs.settle import SettleDialog
from ui.pages.goals.locking import read_only_reason
from ui.pages.plan.calendar.deeds import DateDeeds
from ui.pages.plan.rhythm.advice_card import AdviceCard
from ui.pages.plan.rhythm.dates_card import DatesCard
from ui.pages.plan.rhythm.deeds import AdviceDeeds
from ui.pages.plan.rhythm.facts import RhythmFacts, rhythm_facts
from ui.pages.plan.rhythm.force_card import ForceCard
from ui.pages.plan.rhythm.load_card import LoadCard
from ui.pages.plan.rhythm.side_cards import CostsCard, HistoryCard, IncidentsCard
from ui.pages.plan.rhythm.sources import SourcesDialog
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.widgets.buttons import PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import Card, column
from ui.widgets.card_grid import CardGrid
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.scrolled import scrolled
from ui.widgets.side_by_side import SideBySide
from ui.workspace import Workspace


class RhythmTab(TabPage):
    """Everything about one series; where there are several, one is chosen."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"series", "rhythm", "series_exception", "session", "agenda_item", "capture", "concern",
         "decision", "action", "goal", "milestone", "incident", "threshold", "advice", "plan",
         "attendance", "party", "person", "membership", "sealed_rate", "engagement", "clock_event",
         "link"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._series_id: int | None = None
        self._facts: RhythmFacts | None = None
        self._asking = Asking(workspace, shell, self)
        self._wanted: dict[str, int] = {}
        self._turn = QTimer(self)  # the layout takes its turn before the page scrolls
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._bring_wanted)
        self.deeds = DateDeeds(workspace, shell, self)
        self.answers = AdviceDeeds(workspace, shell, self)
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        self.create_next = identify(
            PrimaryButton(self.tr("Create next sessions"), icon="calendar-check"), "create-next"
        )
        self.calendar = identify(
            PlainButton(self.tr("Calendar file"), icon="export"), "calendar-file"
        )
        self.nothing_card = Card()
        self.nothing = EmptyState(
            "calendar-check",
            self.tr("No rhythm yet"),
            self.tr(
                "A rhythm outlives good intentions. Begin with one; the figures of your sessions"
                " will say when it should follow the work."
            ),
        )
        self.first = self.nothing.set_step(self.tr("Set a rhythm"), self._on_set)
        identify(self.first, "set-rhythm")
        self.nothing_card.add(self.nothing, 1)
        whole.addWidget(self.nothing_card, 1)
        inside = QWidget()
        box = column(16)
        inside.setLayout(box)
        self.force = identify(ForceCard(self.workspace), "rhythm")
        self.dates = DatesCard(self.workspace)
        self.advice = identify(AdviceCard(self.workspace, self.shell), "advice")
        left = QWidget()
        stacked = column(16)
        left.setLayout(stacked)
        stacked.addWidget(self.force)
        stacked.addWidget(self.dates, 1)
        box.addWidget(SideBySide(left, self.advice, shares=(39, 61), narrow=820))
        self.load_card = LoadCard(self.workspace, self.shell)
        box.addWidget(self.load_card)
        self.costs = CostsCard(self.workspace)
        self.incidents = IncidentsCard(self.workspace)
        self.history = HistoryCard(self.workspace)
        holder = QWidget()
        grid = CardGrid(holder, 300)
        for card in (self.history, self.costs, self.incidents):
            grid.addWidget(card)
        box.addWidget(holder)
        box.addStretch(1)
        self.area = scrolled(inside)
        whole.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.create_next.clicked.connect(self._on_create)
        self.calendar.clicked.connect(self._on_calendar)
        self.force.chosen.connect(self._on_series)
        self.force.change_asked.connect(self._on_change)
        self.dates.opened.connect(self._on_date)
        self.dates.asked.connect(self._on_deed)
        self.advice.opened.connect(self._on_term)
        self.advice.accepted.connect(self.answers.accept)
        self.advice.declined.connect(self.answers.decline)
        self.advice.meeting_asked.connect(self.answers.plan_meeting)
        self.advice.thresholds_asked.connect(self.answers.show_thresholds)
        self.answers.answered.connect(self.advice.forget_reason)
        self.load_card.opened.connect(self._on_part)
        self.costs.rates_asked.connect(self.answers.show_rates)
        self.shell.room.changed.connect(self._on_room)
        self.incidents.open_asked.connect(self.answers.open_incident)
        self.incidents.opened.connect(self.answers.edit_incident)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the series that is chosen, and all that is counted for it."""
        wanted = self._wanted.get("series_id", self._series_id)
        self._asking.ask(partial(rhythm_facts, wanted=wanted), self._show)

    def show_change(self, change: Change) -> None:
        """Load again."""
        self.load()

    def _on_room(self) -> None:
        if self.shell.room.is_open:
            self.costs.hide()  # at once; a large file answers later
        self.reload()

    def _show(self, found: RhythmFacts) -> None:
        if self.shell.room.is_open and found.costs is not None:
            found = replace(found, costs=NO_COSTS)  # rates are sealed, and sums tell of them
        self._facts, row = found, found.row
        self.answers.about(found.view, found.currency)
        self._series_id = row.id if row else None
        self.nothing_card.setVisible(row is None)
        self.area.setVisible(row is not None)
        explain_disabled(self.create_next, self._why_not())
        explain_disabled(self.calendar, None if row else self.tr("There is no rhythm yet."))
        explain_disabled(self.first, read_only_reason(self.workspace))
        if row is not None:
            self._show_cards(found, row)
        if self._wanted:
            self._turn.start()
        self.shell.refresh_commands()

    def _show_cards(self, found: RhythmFacts, row: SeriesRow) -> None:
        self.force.show_series(found.rows, row.id)
        self.force.show_rhythm(row, found.written, found.people, found.costs, found.currency)
        self.dates.show_dates(found.dates)
        view = found.view
        self.advice.setVisible(view is not None)
        if view is not None and found.costs is not None:
            self.advice.show_advice(view, found.costs, found.currency)
            current, advised = view.counted.inputs.current, view.advice.days
            self.costs.show_costs(found.costs, found.currency, current, advised)
        self.costs.setVisible(found.costs is not None and not self.shell.room.is_open)
        self.incidents.show_incidents(found.incidents)
        self.history.show_history(found.history)
        self.load_card.show_series(row.id)

    def _why_not(self) -> str | None:
        reason = read_only_reason(self.workspace)
        return reason or (None if self._has_series else self.tr("There is no rhythm yet."))

    @property
    def _has_series(self) -> bool:
        return self._series_id is not None

    @property
    def _view(self) -> AdviceView | None:
        return self._facts.view if self._facts else None

    # --- places -----------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show a series, an advice that was answered, or an incident."""
        self._wanted = {
            name: value
            for name in ("series_id", "advice_id", "incident_id")
            if isinstance(value := target.get(name), int)
        }
        advice_id = self._wanted.get("advice_id")
        if advice_id is not None:
            found = answered(self.workspace.reader, advice_id)
            if found is not None:
                self._wanted["series_id"] = found.series_id
        if self._wanted:
            self.reload()

    def place(self) -> dict[str, object]:
        """Return the series that is shown."""
        return {"series_id": self._series_id} if self._series_id is not None else {}

    def _bring_wanted(self) -> None:
        """Choose and bring into view what a target named."""
        wanted, self._wanted = self._wanted, {}
        if "advice_id" in wanted:
            self.history.select(wanted["advice_id"])
            self.area.ensureWidgetVisible(self.history)
            self.history.list.setFocus()
        if "incident_id" in wanted:
            self.incidents.select(wanted["incident_id"])
            self.area.ensureWidgetVisible(self.incidents)
            self.incidents.list.setFocus()

    # --- the rhythm and its dates -----------------------------------------------------------

    def _on_series(self, key: object) -> None:
        if isinstance(key, int):
            self._series_id = key
            self.load()

    def _on_set(self) -> None:
        SeriesDialog(self.workspace, self.shell.window_widget).open()

    def _on_change(self) -> None:
        if self._series_id is not None:
            ChangeRhythmDialog(self.workspace, self.shell.window_widget, self._series_id).open()

    def _on_create(self) -> None:
        self.deeds.create_next(self._series_id)

    def _on_calendar(self) -> None:
        self.shell.exports.calendar()

    def _on_date(self, each: object) -> None:
        if isinstance(each, Occasion):
            self.shell.go("plan", tab="calendar", **_target(each))

    def _on_deed(self, name: str, each: object) -> None:
        deeds = {
            "move": self.deeds.ask_move, "skip": self.deeds.ask_skip,
            "cancel": self.deeds.ask_cancel, "restore": self.deeds.restore,
            "create": self.deeds.create,
        }  # fmt: skip
        if isinstance(each, Occasion):
            deeds[name](each)

    # --- the advice -------------------------------------------------------------------------

    def _on_term(self, term: object) -> None:
        if self._view is None or not isinstance(term, Term):
            return
        dialog = SourcesDialog(self.shell.window_widget, self._view, term, self.workspace.today())
        dialog.wanted.connect(self._on_source)
        dialog.open()

    def _on_source(self, source: object) -> None:
        if not isinstance(source, Source):
            return
        way = figure_way(self.workspace.reader, source, self._series_id)
        if way is None and source.kind == "parked":  # said outside of any session
            SettleDialog(self.workspace, source.id, self.shell.window_widget).open()
            return
        self._go(way)

    def _on_part(self, key: object) -> None:
        """Open what was chosen in the picture."""
        kind, which = key if isinstance(key, tuple) and len(key) == 2 else ("", None)
        if kind == "session" and isinstance(which, int):
            self._go(session_way(self.workspace.reader, which))
        elif kind == "slot":
            self._go(slot_way(self._series_id, str(which)))
        elif kind == "advice" and isinstance(which, int):
            self._wanted = {"advice_id": which}
            self._bring_wanted()

    def _go(self, way: Way | None) -> None:
        if way is not None:
            self.shell.go(way[0], **way[1])

    # --- the window's questions -------------------------------------------------------------

    def header_actions(self) -> list[QWidget]:
        """Return the buttons of the header."""
        return [self.calendar, self.create_next]

    def commands(self) -> list[Command]:
        """Return what can be done about the rhythm."""
        group = self.tr("Plan")
        can = partial(_is_free, self.workspace)
        found = [
            Command("plan.incident", self.tr("Open an incident"), self.answers.open_incident,
                    icon="warning", group=group, enabled=can,
                    consequence=self.tr("The advice is then to meet every week.")),
            Command("plan.thresholds", self.tr("Thresholds of the advice"),
                    self.answers.show_thresholds, icon="gear", group=group),
            Command("plan.rates", self.tr("What an hour costs"), self.answers.show_rates,
                    icon="coins", group=group),
        ]  # fmt: skip
        if not self._has_series:
            first = Command("plan.rhythm", self.tr("Set a rhythm"), self._on_set, icon="plus",
                            shortcut="Ctrl+N", group=group, enabled=can)  # fmt: skip
            return [first, *found]
        return [
            Command("plan.sessions", self.tr("Create next sessions"), self._on_create,
                    icon="calendar-check", shortcut="Ctrl+N", group=group,
                    enabled=self.create_next.isEnabled),
            Command("plan.change", self.tr("Change the rhythm"), self._on_change,
                    icon="pencil-simple", group=group, enabled=can),
            Command("plan.accept", self.tr("Accept the advice"), self.advice.accept.click,
                    icon="check", group=group, enabled=self.advice.can_answer),
            Command("plan.figures", self.tr("Every figure of the advice"), self.advice.show_every,
                    icon="lightbulb", group=group),
            Command("plan.table", self.tr("Rhythm and load as a table or a picture"),
                    self.load_card.swap, icon="columns", group=group),
            Command("plan.png", self.tr("Save rhythm and load as a picture (PNG)"),
                    partial(self.load_card.ask_picture, "png"), icon="printer", group=group),
            Command("plan.svg", self.tr("Save rhythm and load as a picture (SVG)"),
                    partial(self.load_card.ask_picture, "svg"), icon="printer", group=group),
            *found,
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the cards, in the order of reading."""
        if not self._has_series:
            return [self.nothing_card]
        return [
            self.force, self.dates.list, self.advice, self.load_card, self.history, self.costs,
            self.incidents,
        ]  # fmt: skip

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the primary button, or to the first step."""
        return self.create_next if self._has_series else self.first


def _is_free(workspace: Workspace) -> bool:
    return not workspace.read_only


def _target(each: Occasion) -> dict[str, object]:
    if each.session_id is not None:
        return {"session_id": each.session_id}
    return {"series_id": each.series_id, "original": each.original_local}
