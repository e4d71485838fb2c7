"""Beside a say-it-back: what is open, what is confirmed, who restated whom, what never was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.queries.saybacks import SaybackRow, SideCount, UnsaidTerm
from ui.theme import theme
from ui.widgets.buttons import LinkButton, explain_disabled
from ui.widgets.card import Card, Divider, clear_layout, column, row
from ui.widgets.chips import DotLabel
from ui.widgets.held_rows import held_rows
from ui.widgets.long_list import LongList
from ui.widgets.naming import identify
from ui.widgets.rows import Row
from ui.widgets.text import ElidedText, Text
from ui.wording import sayback as wording_sayback
from ui.workspace import Workspace

_SHOWN, _IN_MENU = 3, 24


class SaybackSide(Card):
    """The list and what it adds up to. `asked` carries a word that is to be said back."""

    asked = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=8, spacing=6)
        self._workspace = workspace
        self._unsaid: tuple[UnsaidTerm, ...] = ()
        self.list = identify(
            LongList(self.tr("Say-it-backs"), title_lines=2, dividers=False), "sayback-list"
        )
        self.add(self.list, 1)
        self.add(Divider())
        self.counts = column(4)
        self.counts.setContentsMargins(theme().px(8), 0, theme().px(8), 0)
        self.body.addLayout(self.counts)
        self.never = QWidget()
        box = column(4)
        box.setContentsMargins(theme().px(8), 0, theme().px(8), 0)
        self.never.setLayout(box)
        box.addWidget(Divider())
        head = row(8)
        head.addWidget(Text(self.tr("Used, never said back"), "strong"))
        self.never_count = Text("", "quiet")
        head.addWidget(self.never_count)
        head.addStretch(1)
        self.more = identify(LinkButton(self.tr("Show all")), "sayback-unsaid")
        self.more.setAccessibleName(self.tr("Show all words that were never said back"))
        self.more.clicked.connect(self._on_more)
        head.addWidget(self.more)
        box.addLayout(head)
        self._terms = column(0)
        box.addLayout(self._terms)
        self.add(self.never)
        self.never.hide()

    def show_rows(self, found: Sequence[SaybackRow]) -> None:
        """Show the list."""
        waiting = [each for each in found if each.is_open]
        over = [each for each in found if not each.is_open]
        groups = [(Row("open", self.tr("Open"), str(len(waiting)), is_heading=True), waiting)]
        if over:
            heading = Row("over", self.tr("Confirmed"), str(len(over)), is_heading=True)
            groups.append((heading, over))
        if not found:  # a heading alone
            self.list.set_rows([groups[0][0]])
            return
        self.list.set_source(held_rows(groups, partial(_row, self._workspace.today())))

    def show_counts(self, counts: Sequence[SideCount]) -> None:
        """Show who restated whom."""
        clear_layout(self.counts)
        self.counts.addWidget(Text(self.tr("Who restated whom"), "strong"))
        for each in counts:
            words = wording_sayback.restated(each.party, each.count)
            self.counts.addWidget(DotLabel(words, [each.colour], tone="text"))

    def show_unsaid(self, found: Sequence[UnsaidTerm]) -> None:
        """Show the words that are used and were never said back."""
        self._unsaid = tuple(found)
        clear_layout(self._terms)
        self.never.setVisible(bool(found))
        self.never_count.setText(str(len(found)))
        for each in found[:_SHOWN]:
            line = row(8)
            name = ElidedText(each.term, "row")
            name.setToolTip(each.plain)
            ask = identify(LinkButton(self.tr("Ask")), "sayback-ask")
            ask.setAccessibleName(self.tr("Ask to say back: {0}").format(each.term))
            ask.clicked.connect(partial(self.asked.emit, each))
            if self._workspace.read_only:
                explain_disabled(ask, self.tr("This file is open for reading only."))
            line.addWidget(name, 1)
            line.addWidget(ask)
            self._terms.addLayout(line)
        self.more.setVisible(len(found) > _SHOWN)

    def has_unsaid(self) -> bool:
        """Tell whether a word waits to be said back."""
        return bool(self._unsaid)

    def _on_more(self) -> None:
        menu = QMenu(self)
        for each in self._unsaid[:_IN_MENU]:
            words = f"{each.term}, {each.party}" if each.party else each.term
            action = menu.addAction(words.replace("&", "&&"))
            action.setEnabled(not self._workspace.read_only)
            action.triggered.connect(partial(self.asked.emit, each))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _row(today: date, each: SaybackRow) -> Row:
    second, topic = wording_sayback.line(each, today), wording_sayback.topic(each)
    if not each.is_open:
        return Row(each.id, topic, second, icon="check-circle-fill", icon_tone="ok")
    _word, tone, icon = wording_sayback.state(each.state)
    return Row(each.id, topic, second, tone, icon=icon, icon_tone=tone)
