"""The guided path: six steps below each other, one of them open, all of it saved (E6)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QSizePolicy, QWidget

from facilitator.commands import guide as commands
from facilitator.domain.words import GuideStep
from facilitator.queries.engagement import engagement
from facilitator.queries.guide import Guide, guide
from ui.actions import Command
from ui.pages.goals.locking import lock, read_only_reason
from ui.pages.guide.body import StepBody
from ui.pages.guide.goal import GoalBody
from ui.pages.guide.kickoff import KickoffBody
from ui.pages.guide.parties import PartiesBody
from ui.pages.guide.people import PeopleBody
from ui.pages.guide.rhythm import RhythmBody
from ui.pages.guide.words import WordsBody
from ui.pages.page import Page
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from ui.widgets.card import Card, PageHeader, column, row
from ui.widgets.naming import identify
from ui.widgets.scrolled import scrolled
from ui.widgets.step_down import Step
from ui.widgets.text import Text
from ui.wording import guide as wording_guide
from ui.workspace import Workspace

if TYPE_CHECKING:
    from facilitator.store import Change

_BODIES: dict[GuideStep, type[StepBody]] = {
    GuideStep.PARTIES: PartiesBody,
    GuideStep.PEOPLE: PeopleBody,
    GuideStep.GOAL: GoalBody,
    GuideStep.WORDS: WordsBody,
    GuideStep.RHYTHM: RhythmBody,
    GuideStep.KICKOFF: KickoffBody,
}
_NARROW = 1000


class GuidePage(Page):
    """What is done is told by the file; the page only remembers which step is open."""

    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._guide: Guide | None = None
        self._open: GuideStep | None = None
        self._is_chosen = False  # whether somebody said which step is open
        self._force = False
        self._bodies: dict[GuideStep, StepBody] = {}
        self._focus_later = QTimer(self)
        self._focus_later.setSingleShot(True)
        self._focus_later.setInterval(0)
        self._focus_later.timeout.connect(self._give_focus)
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme()
        outer = column(0)
        self.setLayout(outer)
        inside = QWidget()
        self.area: QScrollArea = scrolled(inside)
        outer.addWidget(self.area)
        whole = column(16)
        whole.setContentsMargins(look.px(32), look.px(28), look.px(32), look.px(24))
        inside.setLayout(whole)
        self.header = PageHeader("", "")
        self.stop = identify(PlainButton(self.tr("Stop for now")), "guide-stop")
        self.header.add_action(self.stop)
        whole.addWidget(self.header)
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(look.px(16))
        whole.addLayout(self.columns)
        whole.addStretch(1)
        self.columns.addWidget(self._build_steps(), 72)
        self.columns.addWidget(self._build_why(), 28)
        self._build_footer()

    def _build_steps(self) -> Card:
        card = Card(margin=24, spacing=0)
        self.locked = Text("", "small", tone="warn", wrap=True)
        self.locked.hide()
        card.add(self.locked)
        self.steps: dict[GuideStep, Step] = {}
        for number, key in enumerate(GuideStep, start=1):
            words = wording_guide.step_word(key), wording_guide.about(key)
            step = identify(Step(number, *words), f"guide-step-{number}")
            step.is_last = number == len(GuideStep)
            step.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            step.asked.connect(partial(self.open_step, key))
            identify(step.change, f"guide-change-{number}")
            self.steps[key] = step
            card.add(step)
        return card

    def _build_why(self) -> QWidget:
        self.why_card = Card(tone="accent_soft", margin=20, spacing=8)
        self.why_title = Text("", "strong", wrap=True)
        self.why = Text("", "body", wrap=True)
        self.done = identify(PlainButton(self.tr("To the first agenda")), "guide-agenda")
        for widget in (self.why_title, self.why, self.done):
            self.why_card.add(widget)
        holder = QWidget()
        box = column(0)
        holder.setLayout(box)
        box.addWidget(self.why_card)
        box.addStretch(1)
        return holder

    def _build_footer(self) -> None:
        """One foot for all steps: it lies in the one that is open."""
        self.footer = QWidget()
        box = column(8)
        self.footer.setLayout(box)
        self.problem = Text("", "small", tone="danger", wrap=True)
        self.problem.hide()
        box.addWidget(self.problem)
        line = row(12)
        self.next = identify(PrimaryButton("", icon="arrow-right", key="Ctrl+Return"), "guide-next")
        self.skip = identify(LinkButton(self.tr("Skip for now")), "guide-skip")
        line.addWidget(self.next)
        line.addStretch(1)
        line.addWidget(self.skip)
        box.addLayout(line)

    def _connect(self) -> None:
        self.next.clicked.connect(self.go_on)
        self.skip.clicked.connect(self.skip_step)
        self.stop.clicked.connect(self._on_stop)
        self.done.clicked.connect(self._on_done)

    # --- loading ----------------------------------------------------------------------------

    def show_change(self, change: Change) -> None:
        """Show what changed; undo and redo also where somebody types."""
        self._force = change.kind != "do"
        try:
            self.load()
        finally:
            self._force = False

    def load(self) -> None:
        """Ask how far the path is, and show it."""
        found = self._guide = guide(self.workspace.reader)
        if not self._is_chosen:
            self._open = found.next_step
        self._show_head(found)
        self._show_steps(found)
        self._show_open(found)
        self._show_why(found)

    def _show_head(self, found: Guide) -> None:
        title = engagement(self.workspace.reader).title
        if self._open is None:
            words = self.tr("Guided path: nothing is left to do here.")
        else:
            number = list(GuideStep).index(self._open) + 1
            words = self.tr(
                "Guided path, step {0} of {1}. Stop at any step, what you typed is saved."
            ).format(number, len(GuideStep))
        self.header.set_title(title, words)

    def _show_steps(self, found: Guide) -> None:
        today = self.workspace.today()
        for key, step in self.steps.items():
            state = found.state(key)
            step.show_state(
                opened=key is self._open,
                behind=state.is_done,
                said=wording_guide.said(key, found, today),
                can_change=state.is_done or state.is_skipped,
            )

    def _show_open(self, found: Guide) -> None:
        reason = read_only_reason(self.workspace)
        self.locked.setText(reason or "")
        self.locked.setVisible(reason is not None)
        if self._open is None:
            self.footer.hide()
            return
        step, body = self.steps[self._open], self._body(self._open)
        body.show_guide(found, force=self._force)
        body.setEnabled(reason is None)
        body.setToolTip(reason or "")
        if self.footer.parentWidget() is not step.inside:
            step.body.addWidget(self.footer)
        self.footer.show()
        self.next.setText(wording_guide.next_word(self._open, found))
        is_agenda = self._open is GuideStep.KICKOFF and found.kickoff_id is not None
        lock(self.workspace, [self.skip] if is_agenda else [self.next, self.skip])
        state = found.state(self._open)
        self.skip.setVisible(not state.is_done)

    def _body(self, key: GuideStep) -> StepBody:
        body = self._bodies.get(key)
        if body is None:
            body = self._bodies[key] = _BODIES[key](self.workspace, self.shell)
            self.steps[key].body.insertWidget(0, body)
            body.finished.connect(self.go_on)
        return body

    def _show_why(self, found: Guide) -> None:
        if self._open is not None:
            self.why_title.setText(self.tr("Why this step"))
            self.why.setText(wording_guide.why(self._open))
        else:
            self.why_title.setText(self.tr("You have what a first session needs"))
            self.why.setText(
                self.tr("Every step can be opened again. All of it stands on the other pages too.")
            )
        self.done.setVisible(self._open is None and found.kickoff_id is not None)

    # --- going on ---------------------------------------------------------------------------

    def open_step(self, key: GuideStep) -> None:
        """Open one step and fold the others."""
        self.shell.drafts.flush()
        self._open, self._is_chosen = key, True
        self._say("")
        self.load()
        self._focus_later.start()

    def go_on(self) -> None:
        """Leave the open step where nothing is missing in it; the last one opens the agenda."""
        if self._open is None or self.workspace.read_only:
            return
        key = self._open
        problem = self._body(key).finish()
        self._say(problem)
        if problem:
            return
        if key is GuideStep.KICKOFF:
            self._is_chosen = False
            self.load()
            self._on_done()
            return
        self._leave(key)

    def skip_step(self) -> None:
        """Leave the open step out for now."""
        if self._open is None:
            return
        key = self._open
        self.shell.drafts.flush()
        if self.workspace.carry_out(commands.skip_step, key, origin=self):
            self._say("")
            self._leave(key)

    def _leave(self, key: GuideStep) -> None:
        """Open the next step that still asks for something, first of all one further down."""
        found = guide(self.workspace.reader)
        order = list(GuideStep)
        later = [each.step for each in found.steps if each.is_open]
        behind = [each for each in later if order.index(each) > order.index(key)]
        following = next(iter(behind or later), None)
        if following is None:
            self._open, self._is_chosen = None, False
            self.load()
            self._focus_later.start()
        else:
            self.open_step(following)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _give_focus(self) -> None:
        if not self.isVisible():
            return
        wanted = self.start_focus()
        if wanted is not None:
            wanted.setFocus()
            self.area.ensureWidgetVisible(self.footer, 0, theme().px(16))
            self.area.ensureWidgetVisible(wanted, 0, theme().px(80))

    def _on_stop(self) -> None:
        self.shell.go("together")

    def _on_done(self) -> None:
        found = self._guide
        if found is not None and found.kickoff_id is not None:
            self.shell.go("prepare", session_id=found.kickoff_id)

    # --- the window's questions -------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Open the step that is asked for (`step="goal"`, or `tab`), else the first not done."""
        wanted = target.get("step") or target.get("tab")
        known = {each.value: each for each in GuideStep}
        self._is_chosen = str(wanted) in known
        if self._is_chosen:
            self._open = known[str(wanted)]
        self._say("")
        self.reload()

    def place(self) -> dict[str, object]:
        """Return which step somebody opened."""
        return {"step": self._open.value} if self._is_chosen and self._open else {}

    def commands(self) -> list[Command]:
        """Return what can be done from here."""
        group = self.tr("Guided path")
        return [
            Command("guide.next", self.tr("Next step"), self.go_on, shortcut="Ctrl+Return",
                    icon="arrow-right", group=group, enabled=self._can_go_on),
            Command("guide.skip", self.tr("Skip this step for now"), self.skip_step,
                    group=group, enabled=self._can_go_on),
        ]  # fmt: skip

    def _can_go_on(self) -> bool:
        return self._open is not None and not self.workspace.read_only

    def panes(self) -> list[QWidget]:
        """Return the steps."""
        return [self.area]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the first field of the open step."""
        if self._open is None:
            return self.done if not self.done.isHidden() else self.stop
        body = self._bodies.get(self._open)
        if body is None or not body.isEnabled():
            return self.stop
        return body.first_field()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme().px(_NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.columns.setDirection(down if is_narrow else across)
