"""The card beside the agenda: what could return, what waits, who comes."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

from ui.pages.prepare.backlog_panel import BacklogPanel
from ui.pages.prepare.carry_panel import CarryPanel
from ui.pages.prepare.invited_panel import InvitedPanel
from ui.pages.prepare.primer_panel import PrimerPanel
from ui.shell import Shell
from ui.widgets.card import Card, row
from ui.widgets.naming import identify
from ui.widgets.segmented import FilterTabs
from ui.widgets.text import Text
from ui.workspace import Workspace

CARRY, BACKLOG, INVITED, PRIMER = "carry", "backlog", "invited", "primer"


class SideCard(Card):
    """Panels under tabs; the minutes that are ticked stand at the end of the line."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=12, spacing=8)
        self.carry = CarryPanel(workspace, shell)
        self.backlog = BacklogPanel(workspace, shell)
        self.invited = InvitedPanel(workspace, shell)
        self.primer = PrimerPanel(workspace, shell)
        self.tabs = identify(
            FilterTabs(
                [
                    (CARRY, self.tr("Carry over")),
                    (BACKLOG, self.tr("Backlog")),
                    (INVITED, self.tr("Invited")),
                    (PRIMER, self.tr("Primer")),
                ],
                self.tr("Beside the agenda"),
            ),
            "beside-agenda",
        )
        self.sum = Text("", "strong", tone="warn")
        head = row(8)
        head.addWidget(self.tabs)
        head.addStretch(1)
        self.body.addLayout(head)
        self.fill = identify(Text("", "small", wrap=True), "ticked-minutes")
        self.fill.hide()
        ticked = row(8)
        ticked.addWidget(self.fill, 1)
        ticked.addWidget(self.sum)
        self.body.addLayout(ticked)
        self.stack = QStackedWidget()
        self._panels: dict[str, QWidget] = {
            CARRY: self.carry, BACKLOG: self.backlog, INVITED: self.invited, PRIMER: self.primer,
        }  # fmt: skip
        for panel in self._panels.values():
            self.stack.addWidget(panel)
        self.body.addWidget(self.stack, 1)
        last_tab = self.tabs.findChildren(QAbstractButton)[-1]
        self.carry.list.tab_after = self.backlog.list.tab_after = last_tab
        self._sums = {CARRY: 0, BACKLOG: 0}
        self._free_s = self._length_s = 0
        self.tabs.chosen.connect(self._on_tab)
        self.carry.summed.connect(self._on_carry_summed)
        self.backlog.summed.connect(self._on_backlog_summed)

    def show_tab(self, key: str) -> None:
        """Show one of the panels."""
        self.tabs.set_current(key)
        self._on_tab(key)

    def tab(self) -> str:
        """Return which panel shows."""
        return str(self.tabs.current())

    def set_free(self, seconds: int, length_s: int) -> None:
        """Say how much of the session is free; ticked minutes beyond it are amber."""
        self._free_s, self._length_s = seconds, length_s
        self._show_sum()

    def _on_tab(self, key: object) -> None:
        self.stack.setCurrentWidget(self._panels[str(key)])
        self._show_sum()

    def _on_carry_summed(self, seconds: int) -> None:
        self._sums[CARRY] = seconds
        self._show_sum()

    def _on_backlog_summed(self, seconds: int) -> None:
        self._sums[BACKLOG] = seconds
        self._show_sum()

    def _show_sum(self) -> None:
        seconds = self._sums.get(self.tab(), 0)
        self.sum.setVisible(bool(seconds))
        self.sum.setText(self.tr("+ {0} min").format(round(seconds / 60)) if seconds else "")
        tone = "warn" if seconds > self._free_s else "text2"
        self.sum.set_tone(tone)
        then = round((self._length_s - self._free_s + seconds) / 60)
        words = self.tr("With these, {0} of {1} min").format(then, round(self._length_s / 60))
        over = then - round(self._length_s / 60)
        self.fill.setText(self.tr("{0}, {1} over").format(words, over) if over > 0 else words)
        self.fill.set_tone(tone)
        self.fill.setVisible(bool(seconds))
