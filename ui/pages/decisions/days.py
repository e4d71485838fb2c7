"""The days of a decision: by when it is needed, and when it is looked at again."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.queries.decisions import DecisionRow
from ui import wording
from ui.theme import theme
from ui.widgets.card import row
from ui.widgets.fields import DateField
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace


class DecisionDays(QWidget):
    """`dated` carries the field and its day; `problem` the sentence of what is wrong."""

    dated = Signal(str, object)
    problem = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        line = row(16)
        self.setLayout(line)
        self.needed = self._field(self.tr("no day"), "decision-needed", self.tr("Needed by"))
        self.review = self._field(self.tr("no review"), "decision-review", self.tr("Review on"))
        self._needed = self._pair(self.tr("Needed by"), self.needed)
        line.addWidget(self._needed)
        line.addWidget(self._pair(self.tr("Review on"), self.review))
        self.needed.dated.connect(self._on_needed)
        self.review.dated.connect(self._on_review)

    def _field(self, placeholder: str, identifier: str, name: str) -> DateField:
        reader = wording.day_reader(self._workspace.today)
        field = DateField(reader, self._show_day, placeholder=placeholder)
        field.setFixedWidth(theme().px(140))
        field.problem.connect(self.problem)
        return identify(field, identifier, name)

    def _pair(self, words: str, field: DateField) -> QWidget:
        both = QWidget()
        pair = row(8)
        both.setLayout(pair)
        pair.addWidget(Text(words, "small"))
        pair.addWidget(field)
        return both

    def show_decision(self, found: DecisionRow, *, is_open: bool) -> None:
        """Show the days; that it is needed by one is said as long as nothing was decided."""
        for field, day in ((self.review, found.review_on), (self.needed, found.needed_on)):
            if not field.hasFocus():
                field.set_date(dt.date.fromisoformat(day) if day else None)
        self._needed.setVisible(is_open)
        self.needed.setEnabled(is_open and not self._workspace.read_only)
        self.review.setEnabled(found.state != "superseded")

    def _show_day(self, day: dt.date) -> str:
        return wording.short_day(day, self._workspace.today())

    def _on_needed(self, day: object) -> None:
        self.dated.emit("needed_on", day)

    def _on_review(self, day: object) -> None:
        self.dated.emit("review_on", day)
