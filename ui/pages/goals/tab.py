"""The goals themselves: a timeline to choose one of them, and the one that is chosen below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import goals as commands
from facilitator.commands import milestones
from facilitator.queries.goal_lines import GoalLine, goal_lines
from facilitator.queries.goals import GoalDetail, goal_detail
from facilitator.store import Change
from ui.actions import Command
from ui.asking import Asking
from ui.pages.goals.detail import GoalView
from ui.pages.goals.line_card import LineCard
from ui.pages.goals.linked import LinkedCard
from ui.pages.goals.locking import read_only_reason
from ui.pages.goals.picture import save_picture
from ui.pages.goals.rows import goal_row
from ui.pages.tabbed import TabPage
from ui.pictures import ask_where
from ui.shell import Shell
from ui.widgets.buttons import PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import Card, column
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.scrolled import scrolled
from ui.widgets.timeline_picture import Picture
from ui.wording import goals as wording_goals
from ui.workspace import Workspace


class GoalsTab(TabPage):
    """The timeline and the goal that is chosen."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"goal", "goal_sponsor", "goal_party", "milestone", "budget_line", "budget_share",
         "agenda_item", "capture", "decision", "action", "concern", "question", "session",
         "person", "membership", "party", "history", "engagement"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._lines: list[GoalLine] = []
        self._is_forced = False  # the answer awaited also goes into the field being edited
        self._asking = Asking(workspace, shell, self)
        self._telling = Asking(workspace, shell, self)
        self._is_detail_forced = False
        self._then: Callable[[], object] | None = None  # once the goal asked for shows
        self._wanted: int | None = None
        self._menu: QMenu | None = None
        self._turn = QTimer(self)  # the layout takes its turn before the page scrolls
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._bring_linked)
        self._build()
        self._connect()

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        self.print = identify(
            PlainButton(self.tr("Print"), icon="printer", trailing="caret-down"), "print-goals"
        )
        self.new = identify(PrimaryButton(self.tr("New goal"), icon="plus"), "new-goal")
        self.nothing_card = Card()
        self.nothing = EmptyState(
            "target",
            self.tr("No goals yet"),
            self.tr(
                "A goal is one sentence both sides can sign, with a measure, a date and one owner."
            ),
        )
        self.nothing.set_step(self.tr("Write the first goal"), self._on_new, primary=False)
        self.nothing_card.add(self.nothing, 1)
        whole.addWidget(self.nothing_card, 1)
        inside = QWidget()
        box = column(12)
        inside.setLayout(box)
        self.card = LineCard()
        self.timeline = self.card.timeline
        self.list = self.timeline.list
        self.detail = GoalView(self.workspace, self.shell)
        self.linked = LinkedCard(self.workspace, self.shell)
        self.linked.hide()
        for part in (self.card, self.detail, self.linked):
            box.addWidget(part)
        box.addStretch(1)
        self.area = scrolled(inside)
        whole.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.new.clicked.connect(self._on_new)
        self.print.clicked.connect(self._on_print)
        self.card.horizon.chosen.connect(self._on_horizon)
        self.timeline.picked.connect(self._on_picked)
        self.timeline.opened.connect(self._on_opened)
        self.timeline.shift_asked.connect(self._on_shift)
        self.timeline.window_changed.connect(self._on_window)
        self.detail.all_asked.connect(self._on_all)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the goals and the one that is shown."""
        self._then = None
        self._load(force=False)

    def show_change(self, change: Change) -> None:
        """Load again; undo and redo also go into the field being edited."""
        self._load(force=change.kind != "do")

    def _load(self, *, force: bool) -> None:
        self._is_forced = self._is_forced or force
        self._asking.ask(goal_lines, self._show_lines)

    def _show_lines(self, lines: list[GoalLine]) -> None:
        self._lines, force, self._is_forced = lines, self._is_forced, False
        has_any = bool(self._lines)
        self.nothing_card.setVisible(not has_any)
        self.area.setVisible(has_any)
        explain_disabled(self.print, None if has_any else self.tr("There are no goals yet."))
        explain_disabled(self.new, read_only_reason(self.workspace))
        self.card.set_counts(self._lines)
        self._show_rows(force=force)

    def shown(self) -> list[GoalLine]:
        """Return the goals of the horizon that is chosen."""
        term = self.card.horizon.current()
        return [line for line in self._lines if term in ("all", line.horizon)]

    def _show_rows(self, *, force: bool = False) -> None:
        if self._wanted is not None and self._wanted not in [line.id for line in self.shown()]:
            self.card.horizon.set_current("all")
        today, shown = self.workspace.today(), self.shown()
        wanted = self._wanted or self.list.current()
        self._wanted = None
        self.timeline.set_rows(
            [goal_row(line, today) for line in shown], today, self._heading(),
            wording_goals.today_words(today),
        )  # fmt: skip
        ids = [line.id for line in shown]
        current = wanted if wanted in ids else (ids[0] if ids else None)
        self.timeline.set_current(current)
        self._show(current, force=force)

    def _heading(self) -> str:
        window = self.timeline.stretch
        return wording_goals.heading(len(self.shown()), window, self.workspace.today())

    def _show(self, key: object, *, force: bool = False) -> None:
        self._is_detail_forced = self._is_detail_forced or force
        if isinstance(key, int):
            self._telling.ask(partial(goal_detail, goal_id=key), self._show_detail)
            return
        self._telling.stop()
        self._show_detail(None)

    def _show_detail(self, found: GoalDetail | None) -> None:
        force, self._is_detail_forced = self._is_detail_forced, False
        then, self._then = self._then, None
        self.detail.setVisible(found is not None)
        if found is None:
            self.linked.hide()
            return
        self.detail.show_goal(found, force=force)
        self.linked.show_goal(found)
        if then is not None:
            then()

    # --- doing ------------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show one goal."""
        goal_id = target.get("goal_id")
        self._wanted = goal_id if isinstance(goal_id, int) else None
        if self._wanted is not None:
            self.reload()

    def place(self) -> dict[str, object]:
        """Return the goal that is shown."""
        key = self.list.current()
        return {"goal_id": key} if isinstance(key, int) else {}

    def _on_new(self) -> None:
        new_id = self.workspace.run(commands.add_goal, self.tr("What we want together"))
        if new_id is not None:
            self._telling.stop()
            self._wanted, self._then = new_id, self.detail.rename
            self._load(force=False)

    def _on_horizon(self, _key: object) -> None:
        self._show_rows()

    def _on_window(self) -> None:
        self.timeline.set_title(self._heading())

    def _on_picked(self, key: object) -> None:
        self._show(key)

    def _on_opened(self, key: object, step: object) -> None:
        """Open the milestone that is chosen, else go into the goal."""
        if step is not None and not self._telling.is_busy:
            self.detail.steps.open_step(step)
            return
        self._then = self._go_in if step is None else partial(self.detail.steps.open_step, step)
        self._show(key)

    def _go_in(self) -> None:
        self.detail.title_edit.setFocus()
        self.area.ensureWidgetVisible(self.detail.title_edit)

    def _on_shift(self, _goal: object, step: object, days: int) -> None:
        """Move an open milestone by a day; the goal's own day says how far."""
        lines = [each for line in self._lines for each in line.milestones]
        found = next((each for each in lines if each.id == step), None)
        if found is None or found.state != "open" or not found.due_on:
            self.shell.toast(self.tr("Only a milestone that is open can move."))
            return
        self.workspace.run(milestones.shift_milestone, found.id, days)

    def _on_all(self) -> None:
        self.linked.setVisible(self.linked.isHidden())
        if not self.linked.isHidden():
            self.linked.list.setFocus()
            self._turn.start()

    def _bring_linked(self) -> None:
        self.area.ensureWidgetVisible(self.linked)

    # --- pictures ---------------------------------------------------------------------------

    def _on_print(self) -> None:
        menu = self._menu = QMenu(self)
        menu.addAction(self.tr("Goals with their timeline (PDF)"), self.shell.exports.goals)
        menu.addAction(self.tr("Picture for slides (PNG)"), partial(self.ask_picture, "png"))
        menu.addAction(self.tr("Picture to enlarge (SVG)"), partial(self.ask_picture, "svg"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.print.mapToGlobal(self.print.rect().bottomLeft()))

    def picture(self) -> Picture:
        """Return the timeline as it is shown, with every row."""
        today = self.workspace.today()
        return Picture(
            self._heading(),
            wording_goals.picture_line(self.workspace.reader, today),
            tuple(goal_row(line, today) for line in self.shown()),
            self.timeline.stretch,
            today,
            wording_goals.today_words(today),
        )

    def ask_picture(self, kind: str) -> None:
        """Ask for a name and write the picture."""
        ask_where(self.shell, self.tr("goals"), kind, partial(self._on_named, kind))

    def _on_named(self, kind: str, target: Path) -> None:
        save_picture(self.shell, self.picture(), target, kind)

    # --- the window's questions -------------------------------------------------------------

    def header_actions(self) -> list[QWidget]:
        """Return the buttons of the header."""
        return [self.print, self.new]

    def commands(self) -> list[Command]:
        """Return what can be done on this page."""
        group = self.tr("Goals")
        found = [
            Command(
                "goal.new", self.tr("New goal"), self._on_new, shortcut="Ctrl+N", icon="target",
                group=group,
            )
        ]  # fmt: skip
        if not self._lines:
            return found
        return [
            *found,
            Command(
                "goal.milestone", self.tr("Add a milestone"), self.detail.steps.open_new,
                icon="plus", group=group,
            ),
            Command(
                "goal.state", self.tr("Change the goal's state"), self.detail.open_state,
                icon="check-circle", group=group,
            ),
            Command(
                "goal.facts", self.tr("Dates and people of the goal"), self.detail.open_facts,
                icon="pencil-simple", group=group,
            ),
            Command(
                "goal.pdf", self.tr("Print the goals with their timeline (PDF)"),
                self.shell.exports.goals, icon="file-pdf", group=group,
            ),
            Command(
                "goal.png", self.tr("Save the timeline as a picture (PNG)"),
                partial(self.ask_picture, "png"), icon="printer", group=group,
            ),
            Command(
                "goal.svg", self.tr("Save the timeline as a picture (SVG)"),
                partial(self.ask_picture, "svg"), icon="printer", group=group,
            ),
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the timeline, the goal, and what hangs on it."""
        if not self._lines:
            return [self.nothing_card]
        shown = [self.list, self.detail]
        return [*shown, self.linked] if not self.linked.isHidden() else [*shown]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the timeline, or to the first step."""
        return self.list if self._lines else self.new
