"""The timeline of the goals in its card: whose horizon, how long a stretch, and where it lies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from facilitator.queries.goal_lines import GoalLine
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import Card, row
from ui.widgets.field_flow import FieldFlow
from ui.widgets.naming import identify
from ui.widgets.segmented import FilterTabs, Segmented
from ui.widgets.timeline import Timeline
from ui.widgets.timeline_scale import Unit


class LineCard(Card):
    """Horizon and stretch over the timeline."""

    def __init__(self) -> None:
        super().__init__(margin=8, spacing=4)
        self.horizon = identify(
            FilterTabs(
                [
                    ("all", self.tr("All goals")),
                    ("short", self.tr("Short term")),
                    ("long", self.tr("Long term")),
                ],
                self.tr("Horizon"),
            ),
            "goal-tabs",
        )
        self.unit = identify(
            Segmented(
                [
                    (Unit.WHOLE, self.tr("Everything")),
                    (Unit.YEAR, self.tr("Year")),
                    (Unit.QUARTER, self.tr("Quarter")),
                    (Unit.MONTH, self.tr("Month")),
                ],
                self.tr("How much time is shown"),
                current=Unit.YEAR,
            ),
            "goal-scale",
        )
        self.before = identify(IconButton("caret-left", self.tr("Earlier")), "goal-earlier")
        self.after = identify(IconButton("caret-right", self.tr("Later")), "goal-later")
        self.today = identify(LinkButton(self.tr("Today")), "goal-today")
        holder, line = QWidget(), row(4)
        holder.setLayout(line)
        for part in (self.today, self.before, self.unit, self.after):
            line.addWidget(part)
        flow = FieldFlow(spacing=12, lines=4)
        flow.add(self.horizon, 1)
        flow.add(holder)
        self.body.addLayout(flow)
        self.timeline = Timeline(self.tr("Goals in time"), "goal-timeline")
        self.add(self.timeline)
        self.unit.chosen.connect(self._on_unit)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.today.clicked.connect(self.timeline.show_today)
        self.timeline.window_changed.connect(self._on_window)
        self._on_window()

    def set_counts(self, lines: Sequence[GoalLine]) -> None:
        """Show how many goals each horizon holds."""
        counts: dict[object, int] = {"all": len(lines)}
        for term in ("short", "long"):
            counts[term] = sum(line.horizon == term for line in lines)
        self.horizon.set_counts(counts)

    def _on_unit(self, key: object) -> None:
        self.timeline.set_unit(Unit(str(key)))

    def _on_before(self) -> None:
        self.timeline.turn(-1)

    def _on_after(self) -> None:
        self.timeline.turn(1)

    def _on_window(self) -> None:
        is_whole = self.timeline.unit is Unit.WHOLE
        self.before.setEnabled(not is_whole)
        self.after.setEnabled(not is_whole)
        self.today.setEnabled(not self.timeline.shows_today())
