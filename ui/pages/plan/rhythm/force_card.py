"""The rhythm in force, and what is said of the series around it (K1)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from facilitator.queries.costs import Costs
from facilitator.queries.plan import PlanRow, Seats
from facilitator.queries.series import RhythmRow, SeriesRow
from ui.pages.goals.locking import lock
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.fact_rows import FactRows
from ui.widgets.naming import identify
from ui.wording import advice as wording_advice
from ui.wording import plan as words
from ui.workspace import Workspace


class ForceCard(Card):
    """Facts line by line. `chosen` carries another series where there are several."""

    chosen = Signal(object)
    change_asked = Signal()
    cost_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(self.tr("Rhythm in force"), margin=16, spacing=4)
        self._workspace = workspace
        self.change = identify(
            LinkButton(self.tr("Change")), "rhythm-change", self.tr("Change the rhythm")
        )
        self.add_to_header(self.change)
        self.series = identify(ElidingChoice(), "rhythm-series", self.tr("Series"))
        self.add(self.series)
        self.facts = FactRows(60, 4)
        self.add(self.facts)
        self.body.addStretch(1)
        self.change.clicked.connect(self.change_asked)
        self.series.chosen.connect(self.chosen)

    def show_series(self, rows: Sequence[SeriesRow], series_id: int) -> None:
        """Offer the series where there is more than one."""
        self.series.clear_choices()
        for row in rows:
            self.series.add(row.id, row.title)
        self.series.set_current(series_id)
        self.series.setVisible(len(rows) > 1)
        lock(self._workspace, (self.change,))

    def show_rhythm(
        self,
        row: SeriesRow,
        written: PlanRow,
        people: Sequence[Seats],
        costs: Costs | None,
        currency: str,
    ) -> None:
        """Show what is in force today."""
        today = self._workspace.today()
        now = row.in_force(today)
        cost = costs.of(now.rule.days) if costs and now else None
        money = wording_advice.cost_line(cost, currency) if cost else ""
        self.facts.set_facts(
            [
                (self.tr("Rhythm"), words.rhythm_now(row, today)),
                (self.tr("Then"), words.rhythm_then(row, today)),
                (self.tr("Length"), _length(now, written)),
                (self.tr("Place"), row.place),
                (self.tr("Who"), words.who_words(people)),
                (self.tr("Papers"), words.working_days_before(written.papers_days)),
                (self.tr("Between"), words.first_words(written.contact_between)),
                (self.tr("Cost"), money),
            ]
        )
        if (said := self.facts.first_value()) is not None:
            identify(said, "rhythm")


def _length(now: RhythmRow | None, written: PlanRow) -> str:
    return words.length_words(now.length_s, written.fixed_s) if now else ""
