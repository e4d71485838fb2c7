"""Ranking: each side alone and unseen, then all together, and the gap between them (G5)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.commands import ranking as commands
from facilitator.queries.engagement import PartyRow, parties
from facilitator.queries.ranking import (
    RankRound,
    biggest_gaps,
    gaps,
    gaps_on_agenda,
    rank_rounds,
    rankable_goals,
)
from ui import wording
from ui.actions import Command
from ui.pages.goals.locking import read_only_reason
from ui.pages.goals.ranking.alone import AlonePanel
from ui.pages.goals.ranking.open_round import OpenRound
from ui.pages.goals.ranking.slope import SlopeChart
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.widgets.buttons import PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import Card, column
from ui.widgets.fields import Choice
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import Row, RowList
from ui.widgets.scrolled import scrolled
from ui.widgets.two_columns import TwoColumns
from ui.wording import ground as wording_ground
from ui.workspace import Workspace

_NOTHING, _OPEN, _ALONE, _GAP = range(4)  # what the stack shows


class RankingTab(TabPage):
    """The round that is open, else the gap of the last one and the rounds before it."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"rank_round", "goal_rank", "sealed_rank", "goal", "party", "link", "agenda_item"}
    )

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._rounds: list[RankRound] = []
        self._shown: RankRound | None = None
        self._earlier: int | None = None  # a revealed round looked at while one is open
        self._build()
        self.begin.clicked.connect(self._on_begin)
        self.primary.clicked.connect(self._on_primary)
        self.alone.sealed.connect(self._on_sealed)
        self.alone.given_up.connect(self.reload)
        self.which.chosen.connect(self._on_which)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_opened)
        self.open_card.drop.clicked.connect(self._on_drop)
        self.open_card.before.clicked.connect(self._on_before)
        self.open_card.ranks.connect(self._on_rank)
        self.open_card.ranks_again.connect(self._on_again)
        shell.room.changed.connect(self._on_room)

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        self.begin = identify(PlainButton(self.tr("New round"), icon="plus"), "rank-new")
        self.primary = identify(PrimaryButton(self.tr("Begin a ranking")), "rank-primary")
        self._stack = QStackedWidget()
        whole.addWidget(self._stack, 1)
        self.nothing_card = Card()
        self.nothing = EmptyState(
            "ranking",
            self.tr("Nobody has ranked the goals yet"),
            self._purpose(),
        )
        self.first = self.nothing.set_step(self.tr("Begin a ranking"), self._on_begin)
        self.goals = self.nothing.set_step(self.tr("Write a goal"), self._on_goals, primary=False)
        self.nothing_card.add(self.nothing, 1)
        self.open_card = OpenRound(self.workspace)
        self.alone = AlonePanel()
        for widget in (
            self.nothing_card, scrolled(self.open_card), self.alone, self._build_gap()
        ):  # fmt: skip
            self._stack.addWidget(widget)

    def _purpose(self) -> str:
        return self.tr(
            "Each side puts the goals in its own order, alone and unseen. When all are in, "
            "the orders show together, and the biggest gaps are worth talking about."
        )

    def _build_gap(self) -> QWidget:
        self.picture_card = Card(margin=16, spacing=8)
        self.picture_card.set_title(self.tr("From side to side"))
        self.which = identify(Choice(), "rank-round", self.tr("Round"))
        self.picture_card.add_to_header(self.which)
        self.chart = SlopeChart()
        inside = QWidget()
        box = column(0)
        inside.setLayout(box)
        box.addWidget(self.chart)
        box.addStretch(1)
        self.picture_card.add(scrolled(inside), 1)
        list_card = Card(margin=12, spacing=4)
        list_card.set_title(self.tr("Biggest gaps first"))
        self.list = identify(RowList(self.tr("Goals by gap"), title_lines=3), "rank-gaps")
        list_card.add(self.list, 1)
        self.columns = TwoColumns(
            self.picture_card, list_card, shares=(60, 40), narrow=780, heights=(320, 320)
        )
        return self.columns

    def header_actions(self) -> list[QWidget]:
        """Return “New round”, and the step that is due."""
        return [self.begin, self.primary]

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Show the round that is open, else the one that is chosen."""
        self._rounds = rank_rounds(self.workspace.reader)
        if self.alone.is_under_way() and self._open_round() is not None:
            return  # somebody ranks now, and what others do changes nothing here
        known = {each.id: each for each in self._rounds}
        self._shown = known.get(self._earlier or 0) or self._open_round()
        if self._shown is None and self._rounds:
            self._shown = self._rounds[0]
        if self._shown is None:
            self._stack.setCurrentIndex(_NOTHING)
        elif not self._shown.revealed_on:
            self._show_open(self._shown)
        else:
            self._show_gap(self._shown)
        self._show_buttons()

    def _open_round(self) -> RankRound | None:
        return next((each for each in self._rounds if not each.revealed_on), None)

    def _reason(self) -> str | None:
        """Return why no round can begin."""
        reader = self.workspace.reader
        if (reason := read_only_reason(self.workspace)) is not None:
            return reason
        if len(parties(reader)) < 2:
            return self.tr("Ranking compares sides: add a second one first.")
        if len(rankable_goals(reader)) < 2:
            return self.tr("There is nothing to rank with fewer than two open goals.")
        return None

    def _show_buttons(self) -> None:
        shown, reason = self._shown, read_only_reason(self.workspace)
        if shown is None:
            reason = self._reason()
            self.primary.setText(self.tr("Begin a ranking"))
            for button in (self.primary, self.begin, self.first):
                explain_disabled(button, reason)
            needs_goals = bool(reason) and len(rankable_goals(self.workspace.reader)) < 2
            self.first.setVisible(not needs_goals)
            self.goals.setVisible(needs_goals and not self.workspace.read_only)
            words = f"{self._purpose()} {reason or ''}".strip()
            self.nothing.set_words(self.nothing.title.text(), words)
            return
        if not shown.revealed_on:
            self.primary.setText(self.tr("Reveal all together"))
            absent = [each.short for each in self._table() if each.id not in shown.entered]
            missing = self.tr("Not in yet: {0}.").format(wording_ground.names(absent))
            explain_disabled(self.primary, reason or (missing if absent else None))
            explain_disabled(self.begin, reason or self.tr("A round is open already."))
            return
        self.primary.setText(self.tr("Put the gaps on the agenda"))
        wide, waiting = self._wide(shown)
        none = self.tr("The sides are close: no goal is two places apart.")
        if wide and not waiting:
            none = self.tr("The biggest gaps are on an agenda already.")
        explain_disabled(self.primary, reason or (None if waiting else none))
        is_open = self._open_round() is not None
        explain_disabled(
            self.begin, self.tr("A round is open already.") if is_open else self._reason()
        )

    def _wide(self, shown: RankRound) -> tuple[list[int], list[int]]:
        """Return the goals with the biggest gaps, and those of them that no agenda has yet."""
        reader = self.workspace.reader
        wide = [gap.goal_id for gap in biggest_gaps(gaps(reader, shown.id))]
        known = gaps_on_agenda(reader)
        return wide, [goal_id for goal_id in wide if goal_id not in known]

    def _table(self) -> list[PartyRow]:
        return parties(self.workspace.reader)

    def _show_open(self, found: RankRound) -> None:
        self.open_card.show_round(found, has_earlier=any(r.revealed_on for r in self._rounds))
        self._stack.setCurrentIndex(_OPEN)

    def _show_gap(self, found: RankRound) -> None:
        today = self.workspace.today()
        self.which.set_choices(
            [
                (each.id, self._called(each, wording.short_day(each.opened_on, today)))
                for each in self._rounds
            ],
            found.id,
        )
        rows = []
        for gap in gaps(self.workspace.reader, found.id):
            words, tone = wording_ground.gap_width(gap)
            rows.append(
                Row(gap.goal_id, gap.goal, wording_ground.gap_ends(gap), trailing=words,
                    trailing_tone=tone,
                    spoken=f"{gap.goal}, {wording_ground.gap_words(gap)}, {words}")
            )  # fmt: skip
        self.list.set_rows(rows)
        keys = [each.key for each in rows]
        if self.list.current() not in keys:
            self.list.set_current(keys[0] if keys else None)
        self._draw()
        self._stack.setCurrentIndex(_GAP)

    def _called(self, found: RankRound, day: str) -> str:
        words = self.tr("Round of {0}") if found.revealed_on else self.tr("Round of {0}, open")
        return words.format(day)

    def _draw(self) -> None:
        if self._shown is not None and self._shown.revealed_on:
            found = gaps(self.workspace.reader, self._shown.id)
            self.chart.show_gaps(found, self.list.current())

    # --- doing ------------------------------------------------------------------------------

    def _on_picked(self, _key: object) -> None:
        self._draw()

    def _on_opened(self, key: object) -> None:
        if isinstance(key, int):
            self.shell.go("goals", goal_id=key)

    def _on_which(self, key: object) -> None:
        found = next((each for each in self._rounds if each.id == key), None)
        self._earlier = found.id if found is not None and found.revealed_on else None
        self.load()

    def _on_before(self) -> None:
        found = [each.id for each in self._rounds if each.revealed_on]
        self._earlier = found[0] if found else None
        self.load()

    def _on_begin(self) -> None:
        self._earlier = None
        self.workspace.run(commands.open_round)

    def _on_goals(self) -> None:
        self.shell.go("goals", tab="goals")

    def _on_drop(self) -> None:
        if self._shown is not None and self.workspace.carry_out(
            commands.drop_round, self._shown.id
        ):
            self.shell.toast(self.tr("The round is dropped; nobody saw an order."), undo=True)

    def _on_room(self) -> None:
        """Forget an order that is not sealed yet: others look on now (G5)."""
        if self.shell.room.is_open and self.alone.is_under_way():
            self.alone.give_up()

    def _on_rank(self, party_id: int) -> None:
        if self.shell.room.refuse():
            return
        party = next((each for each in self._table() if each.id == party_id), None)
        if party is not None:
            self._stack.setCurrentIndex(_ALONE)
            self.alone.begin(party, rankable_goals(self.workspace.reader))
            explain_disabled(self.primary, self.tr("{0} ranks now.").format(party.short))
            self.shell.refresh_commands()

    def _on_again(self, party_id: int) -> None:
        if self.shell.room.refuse():
            return
        if self._shown is not None and self.workspace.carry_out(
            commands.take_back, self._shown.id, party_id
        ):
            self._on_rank(party_id)

    def _on_sealed(self, party_id: int, order: list[int]) -> None:
        if self._shown is None:
            return
        done = self.workspace.carry_out(commands.rank_alone, self._shown.id, party_id, order)
        self.load()
        name = next((each.short for each in self._table() if each.id == party_id), "")
        if done:
            self.shell.toast(self.tr("{0} is in. Its order is sealed.").format(name))

    def _on_primary(self) -> None:
        shown = self._shown
        if shown is None:
            self._on_begin()
        elif not shown.revealed_on:
            self._earlier = None
            self.workspace.carry_out(commands.reveal_round, shown.id)
        else:
            _wide, waiting = self._wide(shown)
            done = self.workspace.run(commands.put_gaps_on_agenda, shown.id, waiting)
            if done:
                one, many = self.tr("1 goal is on the agenda."), self.tr("{0} are on the agenda.")
                words = one if len(done) == 1 else many.format(len(done))
                self.shell.toast(words, undo=True)

    def showEvent(self, event: QShowEvent) -> None:
        if self._stack.currentIndex() == _ALONE and not self.alone.is_under_way():
            self._is_stale = True  # whoever ranked here left without sealing
        super().showEvent(event)

    # --- the window's questions -------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what can be done with rankings."""
        return [
            Command("ranking.new", self.tr("Begin a ranking"), self._on_begin, shortcut="Ctrl+N",
                    icon="ranking", group=self.tr("Ranking"), enabled=self.begin.isEnabled),
            Command("ranking.seal", self.tr("Seal this order"), self.alone.finish,
                    shortcut="Ctrl+Return", icon="lock-simple", group=self.tr("Ranking"),
                    enabled=self.alone.is_under_way),
            Command("ranking.next", self.tr("Reveal the ranking, or put its gaps on the agenda"),
                    self._on_primary, icon="ranking", group=self.tr("Ranking"),
                    enabled=self._can_go_on),
        ]  # fmt: skip

    def _can_go_on(self) -> bool:
        return self._shown is not None and self.primary.isEnabled()

    def panes(self) -> list[QWidget]:
        """Return what is shown."""
        if self._stack.currentIndex() == _GAP:
            return [self.list, self.which]
        shown = self._stack.currentWidget()
        return [shown] if shown is not None else [self.nothing_card]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the gaps, or to the order that is being made."""
        begin = self.goals if self.first.isHidden() else self.first
        places = {_NOTHING: begin, _ALONE: self.alone.list, _GAP: self.list}
        return places.get(self._stack.currentIndex(), self._next_side())

    def _next_side(self) -> QWidget | None:
        """Return the way to rank of the first side that is not in yet."""
        shown = self._shown
        for party in self._table() if shown is not None else []:
            if shown is not None and party.id not in shown.entered:
                return self.open_card.way_of(party.id)
        return None

    def escape(self) -> bool:
        """Let Esc forget an order that is not sealed yet."""
        if self.alone.is_under_way():
            self.alone.give_up()
            return True
        return False
