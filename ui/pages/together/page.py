"""The home page: goals first, what waits, the next session, who waits on whom (E5)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from facilitator.queries.engagement import parties
from facilitator.queries.together import Together, together
from ui.actions import Command
from ui.asking import Asking
from ui.pages.page import Page
from ui.pages.together.goal_rows import GoalDelegate, goal_row, sorted_cards
from ui.pages.together.places import lead
from ui.pages.together.side_cards import NextCard, UnderstandingCard, WaitsCard, WarningsCard
from ui.pages.together.waiting_card import WaitingCard
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from ui.widgets.card import Card, PageHeader, column, row
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import RowList
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Text
from ui.wording import together as wording_together
from ui.workspace import Workspace

_GOALS = 6
_NARROW = 900  # design pixels below which the two columns lie below each other


class TogetherPage(Page):
    """What we do together, as facts."""

    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._found: Together | None = None
        self._all_goals_shown = False
        self._asking = Asking(workspace, shell, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        outer = column(0)
        self.setLayout(outer)
        inside = QWidget()
        outer.addWidget(scrolled(inside))
        whole = column(16)
        look = theme()
        whole.setContentsMargins(look.px(32), look.px(28), look.px(32), look.px(24))
        inside.setLayout(whole)
        self._build_header()
        whole.addWidget(self.header)
        whole.addWidget(self._build_path())
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(look.px(16))
        whole.addLayout(self.columns, 1)
        left, right = column(16), column(16)
        self.columns.addLayout(left, 65)
        self.columns.addLayout(right, 35)
        self.waiting_card, self.next_card = WaitingCard(), NextCard()
        self.warnings_card, self.waits_card = WarningsCard(), WaitsCard()
        self.understanding_card = UnderstandingCard()
        left.addWidget(self._build_goals())
        left.addWidget(self.waiting_card)
        left.addStretch(1)
        for card in (
            self.next_card, self.warnings_card, self.waits_card, self.understanding_card
        ):  # fmt: skip
            right.addWidget(card)
        right.addStretch(1)
        self.goals, self.waiting = self.goals_list, self.waiting_card.list
        self.tabs, self.picture = self.waiting_card.tabs, self.waits_card.picture

    def _build_header(self) -> None:
        self.header = PageHeader(self.tr("Together"))
        self.record = PlainButton(self.tr("Write the record"), icon="newspaper")
        self.catch_up = identify(PlainButton(self.tr("Catch up"), icon="clock"), "catch-up")
        self.primary = PrimaryButton("", icon="arrow-right")
        for button in (self.record, self.catch_up, identify(self.primary, "together-primary")):
            self.header.add_action(button)

    def _build_path(self) -> Card:
        """What leads on in a young engagement."""
        self.path_card = Card(tone="accent_soft", margin=14, spacing=0)
        line = row(12)
        self.path_words = Text("", "row", wrap=True)
        self.go_on = identify(
            LinkButton(self.tr("Go on with the guided path"), icon="path"), "go-on-guide"
        )
        line.addWidget(self.path_words, 1)
        line.addWidget(self.go_on)
        self.path_card.body.addLayout(line)
        self.path_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return self.path_card

    def _build_goals(self) -> Card:
        self.goals_card = Card(self.tr("What we want together"))
        self.all_goals = LinkButton(self.tr("Timeline"))
        self.goals_card.add_to_header(self.all_goals)
        self.goals_list = identify(RowList(self.tr("Goals"), fit=400), "together-goals")
        delegate = GoalDelegate(self.goals_list)
        self.goals_list.painter_of_rows = delegate
        self.goals_list.setItemDelegate(delegate)
        self.goals_card.add(self.goals_list)
        self.more_goals = identify(LinkButton(""), "together-more-goals")
        self.goals_card.add(self.more_goals)
        self.no_goals = EmptyState(
            "target",
            self.tr("No goals yet"),
            self.tr("A goal is one sentence both sides can sign, with a date."),
        )
        self.no_goals.set_step(self.tr("Write the first goal"), self._on_first_goal, primary=False)
        self.goals_card.add(self.no_goals)
        return self.goals_card

    def _connect(self) -> None:
        self.goals_list.opened.connect(self._on_goal)
        self.all_goals.clicked.connect(self._on_all_goals)
        self.more_goals.clicked.connect(self._on_more_goals)
        self.waiting_card.opened.connect(self._on_thing)
        self.warnings_card.opened.connect(self._on_thing)
        self.next_card.items.opened.connect(self._on_item)
        self.next_card.open.clicked.connect(self._on_next)
        self.primary.clicked.connect(self._on_next)
        self.waits_card.open.clicked.connect(self._on_promises)
        self.picture.opened.connect(self._on_promises)
        self.waits_card.over_time.clicked.connect(self._on_balance)
        self.understanding_card.open.clicked.connect(self._on_language)
        self.record.clicked.connect(self._on_record)
        self.catch_up.clicked.connect(self._on_catch_up)
        self.go_on.clicked.connect(self._on_path)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the whole page; a large file answers beside the window."""
        self._asking.ask(together, self._show)

    def _show(self, found: Together) -> None:
        self._found = found
        today = self.workspace.today()
        purpose = found.engagement.purpose or found.engagement.success_sentence
        self.header.set_title(self.tr("Together"), purpose)
        self.record.setVisible(found.last_session is not None)
        self.catch_up.setVisible(found.last_session is not None)
        self.path_card.setVisible(not found.guide.is_over)
        self.path_words.setText(wording_together.path_words(found.guide))
        self._load_primary(found)
        self._load_goals(found)
        self.waiting_card.show_waiting(found.waiting, today)
        self.next_card.show_next(found, today)
        self.warnings_card.show_warnings(found.warnings, today)
        self.waits_card.show_waits(found, parties(self.workspace.reader))
        self.understanding_card.show_understanding(found.understanding)

    def _load_primary(self, found: Together) -> None:
        if found.running is not None:
            words = self.tr("Back to session {0}").format(found.running.label)
        elif found.next_session is not None:
            words = self.tr("Prepare session {0}").format(found.next_session.label)
        elif not found.guide.is_over:
            words = self.tr("Go on with the guided path")
        else:
            words = self.tr("Plan a session")
        self.primary.setText(words)
        self.go_on.setVisible(found.running is not None or found.next_session is not None)

    def _load_goals(self, found: Together) -> None:
        cards, today = sorted_cards(found.goals, found.lines), self.workspace.today()
        self.goals_card.set_title(
            self.tr("What we want together"), str(len(cards)) if cards else ""
        )
        shown = cards if self._all_goals_shown else cards[:_GOALS]
        self.goals_list.set_rows([goal_row(card, found.lines[card.id], today) for card in shown])
        self.goals_list.setVisible(bool(cards))
        self.more_goals.setVisible(len(cards) > len(shown))
        self.more_goals.setText(self.tr("{0} more").format(len(cards) - len(shown)))
        self.no_goals.setVisible(not cards)
        self.all_goals.setVisible(bool(cards))

    # --- going places -----------------------------------------------------------------------

    def _on_goal(self, key: object) -> None:
        self.shell.go("goals", goal_id=key)

    def _on_all_goals(self) -> None:
        self.shell.go("goals")

    def _on_more_goals(self) -> None:
        self._all_goals_shown = True
        if self._found is not None:
            self._load_goals(self._found)
        self.goals_list.setFocus()

    def _on_first_goal(self) -> None:
        self.shell.go("guide", step="goal")

    def _on_path(self) -> None:
        self.shell.go("guide")

    def _on_balance(self) -> None:
        self.shell.go("plan", tab="balance")

    def _on_promises(self) -> None:
        self.shell.go("actions")

    def _on_language(self) -> None:
        self.shell.go("language")

    def _on_thing(self, key: object) -> None:
        if isinstance(key, tuple):
            kind, row_id = key
            lead(self.shell, str(kind), int(row_id))

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
        elif not found.guide.is_over:
            self.shell.go("guide")
        else:
            self.shell.go("sessions", new=True)

    def _on_record(self) -> None:
        self.shell.files.record()

    def _on_catch_up(self) -> None:
        from ui.pages.together.catch_up import CatchUpDialog  # not for the first paint

        CatchUpDialog(self.workspace, self.shell, self.shell.window_widget).open()

    # --- the window's questions -------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what can be done from here."""
        return [
            Command("together.next", self.primary.text(), self._on_next, icon="arrow-right"),
            Command(
                "together.catch_up", self.tr("Catch up"), self._on_catch_up, icon="clock",
                consequence=self.tr("what changed since the last session"),
                enabled=self._was_held,
            ),
        ]  # fmt: skip

    def _was_held(self) -> bool:
        return self._found is not None and self._found.last_session is not None

    def panes(self) -> list[QWidget]:
        """Return the lists, in reading order."""
        return [
            self.goals_list, self.waiting_card.list, self.next_card.items,
            self.warnings_card.list,
        ]  # fmt: skip

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to what waits, else to the way on."""
        return self.waiting if not self.waiting.isHidden() else self.primary

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme().px(_NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.columns.setDirection(down if is_narrow else across)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(1120), theme().px(700))
