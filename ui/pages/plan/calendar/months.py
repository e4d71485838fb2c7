"""The months with what turns them: earlier, today, later, how much is shown, which series."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from facilitator.queries.series import SeriesRow
from ui.pages.plan.calendar.legend import MarkLegend
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import Card, row
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.month_grid import MonthGrid, Span
from ui.widgets.naming import identify
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text


class MonthsCard(Card):
    """`grid` holds the months, `series` the one that is shown (None for all)."""

    def __init__(self) -> None:
        super().__init__(margin=14, spacing=8)
        self.heading = Text("", "lead")
        self.back = identify(IconButton("caret-left", self.tr("Earlier")), "calendar-back")
        self.on = identify(IconButton("caret-right", self.tr("Later")), "calendar-on")
        self.today = identify(LinkButton(self.tr("Today")), "calendar-today")
        self.series = identify(ElidingChoice(self.tr("Series")), "calendar-series")
        self.span = identify(
            Segmented(
                [(Span.QUARTER, self.tr("3 months")), (Span.YEAR, self.tr("Year"))],
                self.tr("How much is shown"), current=Span.QUARTER,
            ),
            "calendar-span",
        )  # fmt: skip
        self.grid = identify(MonthGrid(self.tr("Calendar")), "calendar-grid")
        self.legend = MarkLegend()
        self._build()
        self.back.clicked.connect(self._on_back)
        self.on.clicked.connect(self._on_later)
        self.today.clicked.connect(self._on_today)
        self.span.chosen.connect(self._on_span)

    def _build(self) -> None:
        head = row(4)
        for widget in (self.back, self.on):
            head.addWidget(widget)
        head.addSpacing(4)
        head.addWidget(self.heading)
        head.addSpacing(8)
        head.addWidget(self.today)
        head.addWidget(QWidget(), 1)
        head.addWidget(self.series)
        head.addSpacing(8)
        head.addWidget(self.span)
        self.series.setMinimumWidth(theme().px(150))
        self.series.hide()
        self.body.addLayout(head)
        self.add(self.grid)
        self.add(self.legend)

    def set_words(self, words: str) -> None:
        """Say which months are shown."""
        self.heading.setText(words)

    def set_series(self, rows: Sequence[SeriesRow]) -> None:
        """Offer the series to choose from, where there are several."""
        current = self.series.current()
        known: list[tuple[object, str]] = [(row.id, row.title) for row in rows]
        keys = [key for key, _words in known]
        self.series.set_choices(
            [(None, self.tr("All series")), *known], current if current in keys else None
        )
        self.series.setVisible(len(rows) > 1)

    def chosen_series(self) -> int | None:
        """Return the series that is shown, None for all."""
        found = self.series.current()
        return found if isinstance(found, int) else None

    def _on_back(self) -> None:
        self.grid.turn(-1)

    def _on_later(self) -> None:
        self.grid.turn(1)

    def _on_today(self) -> None:
        self.grid.go_today()

    def _on_span(self, key: object) -> None:
        self.grid.set_span(Span(str(key)))
