"""What each side owes the other: both ways beside each other, what is behind, and over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.queries.reciprocity import (
    Counts,
    Facing,
    Fate,
    Given,
    Period,
    Reciprocity,
    by_month,
    by_session,
    reciprocity,
)
from facilitator.store import Reader
from ui import wording
from ui.asking import Asking
from ui.pages.plan.balance.direction import Direction
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.card import Card, Divider, column, row
from ui.widgets.fields import Choice
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.plain_table import Head, Line, PlainTable
from ui.widgets.rows import Row, RowList
from ui.widgets.segmented import Segmented
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text import Text
from ui.widgets.timeline_scale import months_on
from ui.wording import balance as words
from ui.workspace import Workspace

_YEAR, _YEARS = "year", "years"
_MONTHS = {_YEAR: 12, _YEARS: 36}
_SESSION, _MONTH = "session", "month"
_MOST_BEHIND = 200
_PERIODS = 60  # lines of the table
_LINES = 12  # that are seen at once


def _ask(since: date, reader: Reader) -> tuple[Reciprocity, list[Period], list[Period]]:
    found = reciprocity(reader, since)
    return found, by_session(found.given), by_month(found.given)


class GiveCard(Card):
    """Counts, the actions behind the one that is chosen, and a table over time.

    `opened` carries the id of an action, `session_opened` that of a session.
    """

    opened = Signal(object)
    session_opened = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(self.tr("What each side owes the other"), margin=16, spacing=12)
        self._workspace = workspace
        self._asking = Asking(workspace, shell, self)
        self._found: Reciprocity | None = None
        self._periods: dict[str, list[Period]] = {}
        self._pair: tuple[int, int] | None = None
        self._wanted: tuple[int, int, Fate] | None = None
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.pairs = identify(Choice(self.tr("Between")), "give-pair", self.tr("Between"))
        self.stretch = identify(
            Segmented(
                [(_YEAR, self.tr("12 months")), (_YEARS, self.tr("3 years"))],
                self.tr("How much time is counted"),
                current=_YEAR,
            ),
            "give-stretch",
        )
        self.add_to_header(self.pairs)
        self.add_to_header(self.stretch)
        self.nothing = EmptyState(
            "handshake",
            self.tr("Nobody has promised anything yet"),
            self.tr(
                "An action that one side asks of the other is counted here: promised, kept, "
                "slipped, and waiting to be accepted. Counts, never scores."
            ),
        )
        self.add(self.nothing)
        self.inside = QWidget()
        self.inside.setProperty("plain", "true")
        whole = column(12)
        self.inside.setLayout(whole)
        self.both = SideBySide(self._build_ways(), self._build_behind(), shares=(3, 2), narrow=980)
        whole.addWidget(self.both)
        self.note = Text("", "small", wrap=True)
        whole.addWidget(self.note)
        whole.addWidget(Divider())
        whole.addLayout(self._build_head())
        self.table = identify(
            PlainTable(self.tr("Promises over time"), (), most=_LINES), "give-table"
        )
        whole.addWidget(self.table)
        self.add(self.inside)

    def _build_ways(self) -> QWidget:
        holder = QWidget()
        holder.setProperty("plain", "true")
        line = column(0)
        holder.setLayout(line)
        self.first, self.second = Direction("give-first"), Direction("give-second")
        line.addWidget(SideBySide(self.first, self.second, narrow=520))
        line.addStretch(1)
        return holder

    def _build_behind(self) -> QWidget:
        holder = QWidget()
        holder.setProperty("plain", "true")
        box = column(4)
        holder.setLayout(box)
        self.behind_title = Text("", "strong", wrap=True)
        self.behind = identify(
            RowList(self.tr("The actions behind the count"), title_lines=2), "give-behind"
        )
        box.addWidget(self.behind_title)
        box.addWidget(self.behind, 1)
        return holder

    def _build_head(self) -> QHBoxLayout:
        head = row(12)
        head.addWidget(Text(self.tr("What became of the promises of each session"), "strong"))
        head.addStretch(1)
        self.cut = identify(
            Segmented(
                [(_SESSION, self.tr("By session")), (_MONTH, self.tr("By month"))],
                self.tr("How time is cut"),
                current=_SESSION,
            ),
            "give-cut",
        )
        head.addWidget(self.cut)
        return head

    def _connect(self) -> None:
        self.stretch.chosen.connect(self._on_stretch)
        self.pairs.chosen.connect(self._on_pair)
        self.cut.chosen.connect(self._on_cut)
        for way in (self.first, self.second):
            way.chosen.connect(self._on_way)
        self.behind.opened.connect(self.opened)
        self.table.opened.connect(self._on_period)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.behind.setMinimumHeight(theme().px(180))

    def start_focus(self) -> QWidget:
        """Return the counts that are chosen."""
        owing = self._wanted[0] if self._wanted else None
        is_second = self.second.owing is not None and self.second.owing.id == owing
        return (self.second if is_second else self.first).list

    # --- asking -----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask who owes what."""
        months = _MONTHS[str(self.stretch.current())]
        since = months_on(self._workspace.today(), -months)
        self._asking.ask(partial(_ask, since), self._show)

    @property
    def is_busy(self) -> bool:
        """Tell whether an answer is awaited."""
        return self._asking.is_busy

    def _show(self, answer: tuple[Reciprocity, list[Period], list[Period]]) -> None:
        self._found, sessions, months = answer
        self._periods = {_SESSION: sessions, _MONTH: months}
        has_any = bool(self._found.given)
        self.nothing.setVisible(not has_any)
        self.inside.setVisible(has_any)
        self.stretch.setVisible(has_any)
        self._show_pairs(self._found.facing)
        self._show_note(self._found)
        self._show_pair()

    def _show_pairs(self, facing: Sequence[Facing]) -> None:
        keys = [(each.first.id, each.second.id) for each in facing]
        self.pairs.clear_choices()
        for each in facing:
            self.pairs.add((each.first.id, each.second.id), self._pair_words(each))
        if self._pair not in keys:
            self._pair = max(facing, key=_most).key if facing else None
        self.pairs.set_current(self._pair)
        self.pairs.setVisible(len(facing) > 1)

    def _pair_words(self, each: Facing) -> str:
        return self.tr("{0} and {1}: {2} and {3}").format(
            each.first.short, each.second.short, each.first_owes.every, each.second_owes.every
        )

    def _show_note(self, found: Reciprocity) -> None:
        parts = [self.tr("Slipped: the day was moved to a later one, or it passed.")]
        if found.unclear:
            parts.append(
                self.tr("1 open action names no side that owes it or no side that asked.")
                if found.unclear == 1
                else self.tr(
                    "{0} open actions name no side that owes them or no side that asked."
                ).format(found.unclear)
            )
        if found.own:
            parts.append(
                self.tr("{0} open that a side owes itself are left out.").format(found.own)
            )
        self.note.setText(" ".join(parts))

    # --- one pair ---------------------------------------------------------------------------

    def facing(self) -> Facing | None:
        """Return the pair that is shown."""
        every = self._found.facing if self._found else ()
        return next((each for each in every if each.key == self._pair), None)

    def _show_pair(self) -> None:
        facing = self.facing()
        if facing is None:
            return
        self.first.show_counts(facing.first, facing.second, facing.first_owes)
        self.second.show_counts(facing.second, facing.first, facing.second_owes)
        if self._wanted is None or set(self._wanted[:2]) != set(facing.key):
            self._wanted = self._first_wanted(facing)
        for way in (self.first, self.second):
            is_this = way.owing is not None and way.owing.id == self._wanted[0]
            way.list.set_current(self._wanted[2] if is_this else None)
        self._show_behind()
        self._show_table(facing)

    def _first_wanted(self, facing: Facing) -> tuple[int, int, Fate]:
        """Return what is worth a look first: what is open, of the side with more of it."""
        is_second = facing.second_owes.open > facing.first_owes.open
        there = facing.key[::-1] if is_second else facing.key
        return (*there, Fate.OPEN)

    def _show_behind(self) -> None:
        if self._wanted is None or self._found is None:
            return
        owing, asking, fate = self._wanted
        shown = [
            each
            for each in self._found.given
            if (each.owes_id, each.asked_id, each.fate) == (owing, asking, fate)
        ]
        shown.reverse()
        way = self.first if self.first.owing and self.first.owing.id == owing else self.second
        asked = way.asking.short if way.asking else ""
        said = words.fate(fate, asked)
        self.behind_title.setText(f"{way.title.accessibleName()}. {said}: {len(shown)}")
        today = self._workspace.today()
        self.behind.set_rows([self._action_row(each, today) for each in shown[:_MOST_BEHIND]])

    def _action_row(self, each: Given, today: date) -> Row:
        parts = (each.person, words.due_words(each, today))
        chip = None
        if each.has_slipped and each.fate is Fate.OPEN:
            chip = (self.tr("slipped"), "danger", "")
        return Row(
            each.id,
            each.text,
            " · ".join(part for part in parts if part),
            number=each.number,
            trailing=wording.short_day(each.day, today),
            chip=chip,
        )

    # --- over time --------------------------------------------------------------------------

    def _show_table(self, facing: Facing) -> None:
        cut = str(self.cut.current())
        when = self.tr("Session") if cut == _SESSION else self.tr("Month")
        sides = (facing.first.short, facing.second.short)
        names = (self.tr("promised"), self.tr("kept"), self.tr("slipped"), self.tr("open"))
        heads = [Head(when, stretches=True)]
        heads += [Head(f"{side}\n{name}", is_number=True) for side in sides for name in names]
        self.table.set_heads(heads)
        today, there, back = self._workspace.today(), facing.key, facing.key[::-1]
        shown = [
            each
            for each in self._periods.get(cut, [])
            if there in each.counts or back in each.counts
        ]
        lines = [
            Line(
                each.session_id or each.key,
                (
                    words.period(each, today),
                    *_cells(each.counts.get(there)),
                    *_cells(each.counts.get(back)),
                ),
            )
            for each in shown[:_PERIODS]
        ]
        self.table.show_lines(lines)

    # --- input ------------------------------------------------------------------------------

    def _on_stretch(self, _stretch: object) -> None:
        self.load()

    def _on_pair(self, pair: object) -> None:
        if isinstance(pair, tuple):
            self._pair = pair
            self._show_pair()

    def _on_cut(self, _cut: object) -> None:
        if (facing := self.facing()) is not None:
            self._show_table(facing)

    def _on_way(self, wanted: tuple[int, int, Fate]) -> None:
        self._wanted = wanted
        other = self.second if self.first.owing and self.first.owing.id == wanted[0] else self.first
        other.forget()
        self._show_behind()

    def _on_period(self, key: object) -> None:
        if isinstance(key, int):
            self.session_opened.emit(key)


def _most(each: Facing) -> tuple[int, int]:
    counts = (each.first_owes, each.second_owes)
    return sum(count.open for count in counts), sum(count.every for count in counts)


def _cells(counts: Counts | None) -> tuple[str, str, str, str]:
    """Return promised, kept, slipped and open; what is nothing stays empty."""
    if counts is None:
        return ("", "", "", "")
    kept = counts.in_time + counts.late
    numbers = (counts.promised, kept, counts.slipped, counts.open + counts.waiting)
    promised, done, late, still = (f"{number}" if number else "" for number in numbers)
    return promised or "0", done, late, still
