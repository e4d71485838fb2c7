"""The home page: goals first, what waits, the next session, who waits on whom (E5)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from facilitator.queries.engagement import parties
from facilitator.queries.sessions import SessionRow
from facilitator.queries.together import Together, together
from ui import wording
from ui.actions import Command
from ui.pages.page import Page
from ui.pages.together.rows import goal_row, item_row, waiting_row
from ui.pages.together.waits import WaitsPicture
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from ui.widgets.card import Card, Divider, PageHeader, column, row
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import RowList
from ui.widgets.segmented import FilterTabs
from ui.widgets.text import ElidedText, Text
from ui.workspace import Workspace

_KINDS = {
    "actions": ("action", "acceptance"),
    "decisions": ("decision", "review"),
    "concerns": ("concern",),
    "words": ("question", "sayback"),
}
_SHOWN = 8
_NARROW = 900  # design pixels below which the two columns lie below each other


class TogetherPage(Page):
    """What we do together, as facts."""

    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._found: Together | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        outer = column(0)
        self.setLayout(outer)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area)
        inside = QWidget()
        area.setWidget(inside)
        whole = column(16)
        look = theme()
        whole.setContentsMargins(look.px(32), look.px(28), look.px(32), look.px(24))
        inside.setLayout(whole)
        self.header = PageHeader(self.tr("Together"))
        self.record = PlainButton(self.tr("Write the record"), icon="newspaper")
        self.primary = PrimaryButton("", icon="arrow-right")
        self.header.add_action(self.record)
        self.header.add_action(self.primary)
        whole.addWidget(self.header)
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(look.px(16))
        whole.addLayout(self.columns, 1)
        left, right = column(16), column(16)
        self.columns.addLayout(left, 65)
        self.columns.addLayout(right, 35)
        left.addWidget(self._build_goals())
        left.addWidget(self._build_waiting(), 1)
        right.addWidget(self._build_next())
        right.addWidget(self._build_waits())
        right.addStretch(1)

    def _build_goals(self) -> Card:
        self.goals_card = Card(self.tr("What we want together"))
        self.all_goals = LinkButton(self.tr("All goals"))
        self.goals_card.add_to_header(self.all_goals)
        self.goals = identify(RowList(self.tr("Goals"), fit=6, title_lines=2), "together-goals")
        self.goals_card.add(self.goals)
        self.no_goals = EmptyState(
            "target",
            self.tr("No goals yet"),
            self.tr("A goal is one sentence both sides can sign, with a date."),
        )
        self.goals_card.add(self.no_goals)
        return self.goals_card

    def _build_waiting(self) -> Card:
        self.waiting_card = Card(self.tr("Waiting for an answer"))
        self.tabs = FilterTabs(
            [
                ("all", self.tr("Everything")),
                ("actions", self.tr("Actions")),
                ("decisions", self.tr("Decisions")),
                ("concerns", self.tr("Concerns")),
                ("words", self.tr("Questions")),
            ],
            self.tr("What waits"),
        )
        self.waiting_card.add(self.tabs)
        self.waiting = identify(
            RowList(self.tr("Waiting for an answer"), fit=_SHOWN + 20, title_lines=2),
            "waiting-list",
        )
        self.waiting_card.add(self.waiting)
        self.nobody = EmptyState("check-circle", self.tr("Nobody is waiting for an answer"))
        self.waiting_card.add(self.nobody)
        self.more = LinkButton("")
        self.waiting_card.add(self.more)
        self.waiting_card.body.addStretch(1)
        self._is_whole = False
        return self.waiting_card

    def _build_next(self) -> Card:
        self.next_card = Card(self.tr("Next session"))
        self.open_next = LinkButton(self.tr("Open"))
        self.next_card.add_to_header(self.open_next)
        self.when = Text("", "heading")
        self.what = ElidedText("", "small")
        self.items = identify(
            RowList(self.tr("Next agenda"), fit=7, dividers=False), "together-agenda"
        )
        self.sum = row(8)
        self.gap, self.total = ElidedText("", "small", tone="warn"), Text("", "small_strong")
        self.sum.addWidget(self.gap, 1)
        self.sum.addWidget(self.total)
        self.rule = Divider()
        for widget in (self.when, self.what, self.items, self.rule):
            self.next_card.add(widget)
        self.next_card.body.addLayout(self.sum)
        return self.next_card

    def _build_waits(self) -> Card:
        self.waits_card = Card(self.tr("Who waits on whom"))
        self.all_promises = LinkButton(self.tr("All actions"))
        self.waits_card.add_to_header(self.all_promises)
        self.picture = WaitsPicture()
        self.waits_card.add(self.picture)
        self.waits_card.add(Divider())
        self.kept = column(4)
        self.waits_card.body.addLayout(self.kept)
        self._kept_lines: list[Text] = []
        return self.waits_card

    def _connect(self) -> None:
        self.goals.opened.connect(self._on_goal)
        self.all_goals.clicked.connect(self._on_all_goals)
        self.waiting.opened.connect(self._on_waiting)
        self.tabs.chosen.connect(self._on_tab)
        self.more.clicked.connect(self._on_more)
        self.items.opened.connect(self._on_item)
        self.open_next.clicked.connect(self._on_next)
        self.primary.clicked.connect(self._on_next)
        self.all_promises.clicked.connect(self._on_promises)
        self.record.clicked.connect(self._on_record)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the whole page; a file of a million rows answers in milliseconds."""
        found = together(self.workspace.reader)
        self._found = found
        purpose = found.engagement.purpose or found.engagement.success_sentence
        self.header.set_title(self.tr("Together"), purpose)
        self.record.setVisible(found.last_session is not None)
        self._load_primary(found)
        self._load_goals(found)
        self._load_waiting(found)
        self._load_next(found)
        self._load_waits(found)

    def _load_primary(self, found: Together) -> None:
        if found.running is not None:
            words = self.tr("Back to session {0}").format(found.running.label)
        elif found.next_session is not None:
            words = self.tr("Prepare session {0}").format(found.next_session.label)
        else:
            words = self.tr("Plan a session")
        self.primary.setText(words)

    def _load_goals(self, found: Together) -> None:
        today = self.workspace.today()
        self.goals_card.set_title(
            self.tr("What we want together"), str(len(found.goals)) if found.goals else ""
        )
        self.goals.set_rows([goal_row(card, today) for card in found.goals])
        self.goals.setVisible(bool(found.goals))
        self.no_goals.setVisible(not found.goals)

    def _load_waiting(self, found: Together) -> None:
        counts: dict[object, int] = {
            tab: sum(each.kind in kinds for each in found.waiting) for tab, kinds in _KINDS.items()
        }
        self.tabs.set_counts(counts)
        count = str(len(found.waiting)) if found.waiting else ""
        self.waiting_card.set_title(self.tr("Waiting for an answer"), count)
        self._show_waiting()

    def _show_waiting(self) -> None:
        if self._found is None:
            return
        kinds = _KINDS.get(str(self.tabs.current()))
        rows = [each for each in self._found.waiting if kinds is None or each.kind in kinds]
        today = self.workspace.today()
        shown = rows if self._is_whole else rows[:_SHOWN]
        self.waiting.set_rows([waiting_row(each, today) for each in shown])
        self.waiting.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        self.more.setVisible(len(rows) > len(shown))
        self.more.setText(self.tr("{0} more").format(len(rows) - len(shown)))

    def _load_next(self, found: Together) -> None:
        upcoming = found.running or found.next_session
        self.next_card.set_title(
            self.tr("Next session") if found.running is None else self.tr("Running now")
        )
        self.open_next.setVisible(upcoming is not None)
        self.items.setVisible(bool(found.next_agenda))
        self.rule.setVisible(upcoming is not None)
        if upcoming is None:
            self.when.setText(self.tr("None planned"))
            self.what.setText(self.tr("A rhythm keeps the two sides talking."))
            self.gap.setText("")
            self.total.setText("")
            return
        today = self.workspace.today()
        start = wording.time_of(upcoming.starts_local)
        self.when.setText(f"{wording.long_day(upcoming.starts_local, today)}, {start}")
        length = wording.length(upcoming.length_s)
        away = wording.distance(upcoming.starts_local, today)
        self.what.setText(f"{upcoming.label} {upcoming.title}, {length}, {away}")
        self.items.set_rows([item_row(item) for item in found.next_agenda])
        self._load_sum(upcoming)

    def _load_sum(self, upcoming: SessionRow) -> None:
        without = upcoming.items - upcoming.items_with_lead
        if not upcoming.items:
            self.gap.setText(self.tr("The agenda is empty"))
        elif without == 1:
            self.gap.setText(self.tr("1 item has no lead"))
        else:
            self.gap.setText(self.tr("{0} items have no lead").format(without) if without else "")
        planned, length = upcoming.planned_s // 60, upcoming.length_s // 60
        self.total.setText(self.tr("{0} of {1} min").format(planned, length))
        self.total.set_tone("warn" if planned > length else None)

    def _load_waits(self, found: Together) -> None:
        self.picture.set_waits(parties(self.workspace.reader), found.waits)
        while len(self._kept_lines) < len(found.owed):
            line = Text("", "small", wrap=True)
            self._kept_lines.append(line)
            self.kept.addWidget(line)
        for line, each in zip(self._kept_lines, found.owed, strict=False):
            line.setText(
                self.tr("{0}: {1} kept in time, {2} late, {3} dropped").format(
                    each.party, each.kept_in_time, each.kept_late, each.dropped
                )
            )
        for number, line in enumerate(self._kept_lines):
            line.setVisible(number < len(found.owed))

    # --- going places -----------------------------------------------------------------------

    def _on_goal(self, key: object) -> None:
        self.shell.go("goals", goal_id=key)

    def _on_all_goals(self) -> None:
        self.shell.go("goals")

    def _on_promises(self) -> None:
        self.shell.go("actions")

    def _on_tab(self, key: object) -> None:
        self._is_whole = False
        self._show_waiting()

    def _on_more(self) -> None:
        self._is_whole = True
        self._show_waiting()

    def _on_waiting(self, key: object) -> None:
        if not isinstance(key, tuple):
            return
        kind, row_id = key
        if kind in ("action", "acceptance"):
            self.shell.go("actions", action_id=row_id)
        elif kind in ("decision", "review"):
            self.shell.go("decisions", decision_id=row_id)
        else:
            from ui.dialogs.settle import SettleDialog  # not for the first paint

            dialog = SettleDialog(self.workspace, row_id, self.shell.window_widget)
            dialog.open()

    def _on_item(self, key: object) -> None:
        found = self._found
        shown = (found.running or found.next_session) if found is not None else None
        if shown is not None:
            self.shell.go("prepare", session_id=shown.id, item_id=key)

    def _on_next(self) -> None:
        found = self._found
        if found is None:
            return
        if found.running is not None:
            self.shell.go("run", session_id=found.running.id)
        elif found.next_session is not None:
            self.shell.go("prepare", session_id=found.next_session.id)
        else:
            self.shell.go("sessions", new=True)

    def _on_record(self) -> None:
        self.shell.files.record()

    # --- the window's questions -------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what can be done from here."""
        return [
            Command("together.next", self.primary.text(), self._on_next, icon="arrow-right"),
        ]

    def panes(self) -> list[QWidget]:
        """Return the lists, in reading order."""
        return [self.goals, self.waiting, self.items]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to what waits."""
        return self.waiting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme().px(_NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.columns.setDirection(down if is_narrow else across)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(1120), theme().px(700))
