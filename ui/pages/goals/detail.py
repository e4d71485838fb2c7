"""One goal as people talk of it: state, sentence, sides, milestones, money (G1, G2, G3, G6)."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import goals as commands
from facilitator.queries.decisions import HistoryRow
from facilitator.queries.goals import GoalDetail, GoalSide
from ui import wording
from ui.drafts import TypingSaver
from ui.pages.goals.forms.facts import FactsForm
from ui.pages.goals.forms.state import StateForm
from ui.pages.goals.ground import Ground
from ui.pages.goals.locking import lock
from ui.pages.goals.purse import Purse
from ui.pages.goals.side import SideColumn
from ui.pages.goals.steps import StepsColumn
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import Card, Collapsible, Divider, clear_layout, column, row
from ui.widgets.card_grid import CardGrid
from ui.widgets.chips import StatePill
from ui.widgets.field_flow import FieldFlow
from ui.widgets.naming import identify
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.text import Text
from ui.wording import goals as wording_goals
from ui.workspace import Workspace


class GoalView(Card):
    """The goal chosen in the timeline. `all_asked` wants to see what is linked to it."""

    all_asked = Signal()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=20, spacing=4)
        self._workspace, self._shell = workspace, shell
        self._detail: GoalDetail | None = None
        self._id = 0
        self._menu: QMenu | None = None
        self.columns: dict[int, SideColumn] = {}
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self._build_head()
        self._build_facts()
        self.ground = Ground(self._workspace, self._shell)
        self.body.addSpacing(theme().px(4))
        self.add(self.ground)
        self.body.addSpacing(theme().px(8))
        self.steps = StepsColumn(self._workspace, self._shell)
        self._sides = QWidget()
        self._grid = CardGrid(self._sides, 250, spacing=24)
        self._grid.addWidget(self.steps)
        self.add(self._sides)
        self.body.addSpacing(theme().px(4))
        self.add(Divider())
        self.body.addSpacing(theme().px(4))
        foot = FieldFlow(spacing=16, lines=8)
        self.purse = Purse()
        foot.add(self.purse, 1)
        foot.add(self._numbers_line())
        self.body.addLayout(foot)
        self.history = Collapsible(self.tr("How it came to this"))
        self.add(self.history)

    def _build_head(self) -> None:
        head = row(8)
        self.state_pill = StatePill(*wording.state("goal", "on_track"))
        self.title_edit = identify(
            QuietTextEdit(
                placeholder=self.tr("One sentence that both sides can sign"), one_line=True,
                font=(20, 600),
            ),
            "goal-title",
            self.tr("Goal"),
        )  # fmt: skip
        self.state = identify(
            LinkButton(self.tr("Change")), "change-goal-state", self.tr("Change the state")
        )
        self.edit = identify(IconButton("pencil-simple", self.tr("Dates and people")), "goal-facts")
        self.more = identify(IconButton("dots-three", self.tr("More")), "goal-more")
        head.addWidget(self.state_pill)
        head.addWidget(self.title_edit, 1)
        for button in (self.state, self.edit, self.more):
            head.addWidget(button)
        self.body.addLayout(head)
        self.title_problem = Text("", "hint", tone="danger")
        self.title_problem.hide()
        self.add(self.title_problem)

    def _build_facts(self) -> None:
        self.reason = Text("", "row", tone="warn", wrap=True)
        self.facts = Text("", "quiet", wrap=True)
        self.add(self.reason)
        self.add(self.facts)
        line = row(8)
        label = Text(self.tr("Measured by"), "quiet")
        start = column(0)
        start.addSpacing(theme().px(6))
        start.addWidget(label)
        start.addStretch(1)
        line.addLayout(start)
        self.measure = identify(
            QuietTextEdit(
                placeholder=self.tr("How will both sides see that it is reached?"), font=(13, 500)
            ),
            "goal-measure",
            self.tr("Measured by"),
        )  # fmt: skip
        line.addWidget(self.measure, 1)
        self.body.addLayout(line)

    def _numbers_line(self) -> QWidget:
        holder, line = QWidget(), row(8)
        holder.setLayout(line)
        words = column(0)
        self.numbers = Text("", "small")
        self.touched = Text("", "small")
        words.addWidget(self.numbers)
        words.addWidget(self.touched)
        line.addLayout(words, 1)
        self.show_all = identify(LinkButton(self.tr("Show all")), "goal-show-all")
        line.addWidget(self.show_all)
        return holder

    def _connect(self) -> None:
        drafts = self._shell.drafts
        self._savers: dict[str, TypingSaver] = {
            "title": drafts.bind_text(self.title_edit, self._save_title),
            "measure": drafts.bind_text(self.measure, partial(self._save, "measure")),
        }
        self.title_edit.entered.connect(self.measure.setFocus)
        self.state.clicked.connect(self.open_state)
        self.edit.clicked.connect(self.open_facts)
        self.more.clicked.connect(self._on_more)
        self.show_all.clicked.connect(self.all_asked)
        self.purse.to_money.clicked.connect(self._on_money)

    # --- showing ----------------------------------------------------------------------------

    def show_goal(self, detail: GoalDetail, *, force: bool = False) -> None:
        """Show a goal; a text that somebody is editing stays."""
        card, today = detail.card, self._workspace.today()
        if card.id != self._id:
            self._shell.drafts.flush()
            self.title_problem.hide()
            force = True
        is_other, self._id, self._detail = card.id != self._id, card.id, detail
        self.state_pill.set_content(*wording.state("goal", card.state))
        for name, saver in self._savers.items():
            saver.load(str(getattr(card, name)), force=force)
        self.reason.setText(card.state_reason)
        tone = {"at_risk": "warn", "late": "danger"}.get(card.state, "text2")
        self.reason.set_tone(tone)
        self.reason.setVisible(bool(card.state_reason))
        self.facts.setText(wording_goals.facts(detail, today))
        self.ground.show_goal(detail, force=force)
        self._show_sides(detail, is_other=is_other, force=force)
        self.steps.show_goal(detail)
        self.purse.show_budget(detail.budget)
        self.numbers.setText(wording_goals.numbers(detail))
        words, ink = wording_goals.touched(detail, today)
        self.touched.setText(words)
        self.touched.set_tone(ink)
        self._show_history(detail.history)
        lock(self._workspace, [self.title_edit, self.measure, self.state, self.edit])

    def _show_sides(self, detail: GoalDetail, *, is_other: bool, force: bool) -> None:
        wanted = [side.party_id for side in detail.sides]
        if is_other or wanted != list(self.columns):
            self._rebuild(detail.card.id, detail.sides)
        is_over = detail.card.state in ("done", "dropped")
        for side in detail.sides:
            self.columns[side.party_id].show_side(
                side, detail.card.title, is_over=is_over, force=force
            )

    def _rebuild(self, goal_id: int, sides: tuple[GoalSide, ...]) -> None:
        for old in self.columns.values():
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.columns = {}
        for side in sides:
            made = SideColumn(self._workspace, self._shell, goal_id, side)
            self.columns[side.party_id] = made
            self._grid.addWidget(made)
        order: list[QWidget] = [*self.columns.values(), self.steps]
        self._grid.set_order(order)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _show_history(self, history: tuple[HistoryRow, ...]) -> None:
        clear_layout(self.history.body)
        self.history.setVisible(bool(history))
        today = self._workspace.today()
        for each in history:
            words = Text(wording_goals.told(each, today), "small", wrap=True)
            self.history.body.addWidget(words)

    # --- doing ------------------------------------------------------------------------------

    def _save(self, field: str, value: object) -> None:
        self._workspace.run(commands.set_goal, self._id, **{field: value})

    def _save_title(self, words: str) -> None:
        is_missing = not words.strip()
        self.title_problem.setText(self.tr("A goal needs a sentence. The last one was kept."))
        self.title_problem.setVisible(is_missing)
        if not is_missing:
            self._save("title", words)

    def open_state(self) -> None:
        """Ask how it stands, and why."""
        if self._detail is not None and not self._workspace.read_only:
            self._shell.drafts.flush()
            StateForm(self._workspace, self._shell.window_widget, self._detail.card).open()

    def open_facts(self) -> None:
        """Ask for dates and people."""
        if self._detail is not None and not self._workspace.read_only:
            self._shell.drafts.flush()
            FactsForm(self._workspace, self._shell.window_widget, self._detail).open()

    def _on_more(self) -> None:
        menu = self._menu = QMenu(self)
        facts = menu.addAction(self.tr("Dates and people"), self.open_facts)
        state = menu.addAction(self.tr("Change the state"), self.open_state)
        step = menu.addAction(self.tr("Add a milestone"), self.steps.open_new)
        menu.addSeparator()
        gone = menu.addAction(self.tr("Delete the goal"), self.delete_goal)
        for action in (facts, state, step, gone):
            action.setEnabled(not self._workspace.read_only)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def delete_goal(self) -> None:
        """Delete the goal that is shown; undo brings it back."""
        words = self.title_edit.toPlainText()
        self._shell.drafts.flush()
        if self._workspace.carry_out(commands.delete_goal, self._id):
            self._shell.toast(self.tr("Deleted the goal “{0}”.").format(words), undo=True)

    def _on_money(self) -> None:
        self._shell.go("goals", tab="money")

    def rename(self) -> None:
        """Put the keyboard into the title, ready to be typed over."""
        self.title_edit.setFocus()
        self.title_edit.selectAll()
