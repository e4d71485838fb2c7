"""Below the picture: what each rhythm costs, incidents, and the advices that were answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from facilitator.domain.words import AdviceAnswer
from facilitator.queries.cadence import AdviceRow, IncidentRow
from facilitator.queries.costs import Costs
from ui.pages.goals.locking import lock
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.naming import identify
from ui.widgets.one_of import OneOf
from ui.widgets.plain_table import Head, Line, PlainTable
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import advice as words
from ui.wording import plan as wording_plan
from ui.wording import short_day
from ui.workspace import Workspace


class CostsCard(Card):
    """What each rhythm takes, beside each other: for the facilitator's screen alone."""

    rates_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(self.tr("What each rhythm costs"), margin=16, spacing=6)
        self.set_title(self.tr("What each rhythm costs"), self.tr("a quarter"))
        self._workspace = workspace
        self.rates = identify(
            LinkButton(self.tr("Rates")), "rhythm-rates", self.tr("What an hour costs")
        )
        self.add_to_header(self.rates)
        self.list = identify(RowList(self.tr("What each rhythm costs"), fit=5), "rhythm-costs")
        self.add(self.list)
        self.about = Text("", "small", wrap=True)
        self.add(self.about)
        self.body.addStretch(1)
        self.rates.clicked.connect(self.rates_asked)

    def show_costs(self, found: Costs, currency: str, current: int, advised: int) -> None:
        """Show every step of the advice and the rhythm in force."""
        self.list.set_rows([self._row(each.days, found, currency, current, advised)
                            for each in found.rhythms])  # fmt: skip
        self.list.setVisible(bool(found.rhythms))
        self.about.setText(self._about(found))
        lock(self._workspace, (self.rates,))

    def _row(self, days: int, found: Costs, currency: str, current: int, advised: int) -> Row:
        cost = found.of(days)
        chip: tuple[str, str, str] | None = None
        if days == current:
            chip = (self.tr("now"), "neutral", "")
        elif days == advised:
            chip = (self.tr("advised"), "accent", "")
        every = wording_plan.every_days(days)
        return Row(
            days,
            every[:1].upper() + every[1:],
            chip=chip,
            trailing=words.whole(cost.quarter_cents, currency) if cost else "",
            trailing_tone="text" if days in (current, advised) else "text2",
        )

    def _about(self, found: Costs) -> str:
        if not found.rhythms:
            return self.tr(
                "Say what an hour costs, and each rhythm shows what it takes. It stays on this"
                " screen: no paper and no list has it."
            )
        said = self.tr("{0} people, preparation counted. Only sums, on this screen alone.").format(
            found.with_rate
        )
        if found.missing:
            said = self.tr("{0} Without a rate, so left out: {1}.").format(
                said, ", ".join(found.missing)
            )
        return said


class IncidentsCard(Card):
    """Incidents, the open ones first; while one is open the advice is to meet every week."""

    open_asked = Signal()
    opened = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(self.tr("Incidents"), margin=16, spacing=6)
        self._workspace = workspace
        self._rows: dict[int, IncidentRow] = {}
        self.new = identify(
            LinkButton(self.tr("Open one"), icon="plus"), "incident-new",
            self.tr("Open an incident"),
        )  # fmt: skip
        self.add_to_header(self.new)
        self.list = identify(RowList(self.tr("Incidents"), title_lines=2, fit=5), "incidents")
        self.add(self.list)
        self.nothing = Text(
            self.tr("None. While an incident is open, the advice is to meet every week."),
            "small", wrap=True,
        )  # fmt: skip
        self.add(self.nothing)
        self.body.addStretch(1)
        self.new.clicked.connect(self.open_asked)
        self.list.opened.connect(self._on_opened)

    def show_incidents(self, found: Sequence[IncidentRow]) -> None:
        """Show them."""
        today = self._workspace.today()
        self._rows = {each.id: each for each in found}
        rows = []
        for each in found:
            since = short_day(each.opened_on, today)
            over = short_day(each.closed_on, today) if each.closed_on else ""
            second = self.tr("since {0}").format(since)
            if over:
                second = self.tr("{0} to {1}").format(since, over)
            chip = None if over else (self.tr("open"), "danger", "")
            rows.append(Row(each.id, each.title, second, chip=chip, is_quiet=bool(over)))
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        lock(self._workspace, (self.new,))

    def select(self, incident_id: int) -> None:
        """Choose an incident."""
        self.list.set_current(incident_id)

    def _on_opened(self, key: object) -> None:
        if isinstance(key, int) and key in self._rows:
            self.opened.emit(self._rows[key])


class HistoryCard(Card):
    """Every advice that was answered and what was chosen, as a list or as a table."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(self.tr("Advice so far"), margin=16, spacing=6)
        self._workspace = workspace
        self.as_table = identify(
            LinkButton(self.tr("Table")), "advice-history-as-table", self.tr("Show as table")
        )
        self.add_to_header(self.as_table)
        self.list = identify(
            RowList(self.tr("Advice so far"), title_lines=2, fit=6), "advice-history"
        )
        heads = [
            Head(self.tr("Day")), Head(self.tr("In force")), Head(self.tr("Advised")),
            Head(self.tr("Chosen")), Head(self.tr("Answer")), Head(self.tr("From")),
            Head(self.tr("Reason"), stretches=True),
        ]  # fmt: skip
        self.table = identify(PlainTable(self.tr("Advice so far"), heads), "advice-history-table")
        self.table.setMinimumHeight(theme().px(160))
        self.stack = OneOf()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.table)
        self.add(self.stack)
        self.nothing = Text(
            self.tr("What you accept and decline is kept here, with its reason."), "small",
            wrap=True,
        )  # fmt: skip
        self.add(self.nothing)
        self.body.addStretch(1)
        self.as_table.clicked.connect(self.swap)

    def show_history(self, found: Sequence[AdviceRow]) -> None:
        """Show the answers, the latest first."""
        latest = list(reversed(found))
        self.list.set_rows([self._row(each) for each in latest])
        self.table.show_lines([self._line(each) for each in latest])
        for part in (self.stack, self.as_table):
            part.setVisible(bool(latest))
        self.nothing.setVisible(not latest)

    def select(self, advice_id: int) -> None:
        """Choose an answer."""
        self.list.set_current(advice_id)

    def _row(self, each: AdviceRow) -> Row:
        accepted = each.answer == AdviceAnswer.ACCEPTED
        said = words.remark_words(each)
        word, tone = words.answer_words(each.answer), "ok" if accepted else "neutral"
        icon = "check" if accepted else "x"
        day = short_day(each.made_on, self._workspace.today())
        title = said[:1].upper() + said[1:]
        chose = self.tr("chose {0}").format(wording_plan.rhythm_days(each.chosen_days))
        return Row(
            each.id, title, each.reason, chip=(word, tone, icon), trailing=day,
            trailing_second=chose,
        )  # fmt: skip

    def _line(self, each: AdviceRow) -> Line:
        today = self._workspace.today()
        begins = short_day(each.from_local, today) if each.from_local else ""
        return Line(
            each.id,
            (
                short_day(each.made_on, today, weekday=True),
                wording_plan.rhythm_days(each.current_days),
                words.remark_words(each),
                wording_plan.rhythm_days(each.chosen_days),
                words.answer_words(each.answer),
                begins,
                each.reason,
            ),
        )

    def swap(self) -> None:
        """Show the table instead of the list, or the list again."""
        is_table = self.stack.currentWidget() is self.list
        self.stack.setCurrentWidget(self.table if is_table else self.list)
        self.as_table.setText(self.tr("List") if is_table else self.tr("Table"))
        name = self.tr("Show as list") if is_table else self.tr("Show as table")
        self.as_table.setAccessibleName(name)
