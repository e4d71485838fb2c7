"""What is to be settled: data that two claim or nobody answers for, onto an agenda in one press."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from facilitator.commands import data_sets as verbs
from facilitator.queries.data_sets import DataSetRow, NextAgenda
from ui import wording
from ui.shell import Shell
from ui.widgets.buttons import PlainButton, explain_disabled
from ui.widgets.card import Card
from ui.widgets.naming import identify
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import data as words
from ui.workspace import Workspace

_SHOWN = 5


class SettleCard(Card):
    """The list, worst first; one row leads to its data set."""

    opened = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(self.tr("To settle"))
        self._workspace, self._shell = workspace, shell
        self._rows: Sequence[DataSetRow] = ()
        self._agenda: NextAgenda | None = None
        self.list = identify(
            RowList(self.tr("To settle"), title_lines=2, dividers=False, fit=_SHOWN),
            "data-settle-list",
        )
        self.add(self.list)
        self.more = Text("", "small")
        self.add(self.more)
        self.put = identify(PlainButton("", icon="calendar-blank"), "data-settle")
        self.add(self.put)
        self.list.opened.connect(self.opened)
        self.put.clicked.connect(self.put_all)

    def show_rows(self, rows: Sequence[DataSetRow], agenda: NextAgenda | None) -> None:
        """Show what waits, and onto which agenda it goes."""
        self._rows, self._agenda = rows, agenda
        self.set_title(self.tr("To settle"), str(len(rows)))
        self.list.set_rows([_row(each) for each in rows[:_SHOWN]])
        beyond = len(rows) - _SHOWN
        self.more.setText(self.tr("and {0} more in the grid").format(beyond))
        self.more.setVisible(beyond > 0)
        waiting = self.waiting()
        self.put.setText(self._words(len(waiting) or len(rows)))
        reason = None
        if not waiting:
            reason = self.tr("All of them wait on an agenda already.")
        elif self._workspace.read_only:
            reason = self.tr("This file is open read-only.")
        explain_disabled(self.put, reason)

    def waiting(self) -> list[int]:
        """Return what is on no agenda yet."""
        return [each.id for each in self._rows if each.item is None]

    def _words(self, count: int) -> str:
        many = {1: self.tr("Put it"), 2: self.tr("Put both"), 3: self.tr("Put all three")}.get(
            count, self.tr("Put all {0}").format(count)
        )
        if self._agenda is None:
            return self.tr("{0} into the backlog").format(many)
        day = wording.short_day(self._agenda.day, self._workspace.today())
        return self.tr("{0} on {1}").format(many, day)

    def put_all(self) -> None:
        """Put one item for each onto the next agenda, or into the backlog."""
        session_id = self._agenda.session_id if self._agenda else None
        made = self._workspace.run(verbs.put_data_on_agenda, self.waiting(), session_id)
        if made:
            place = self._agenda.label if self._agenda else self.tr("the backlog")
            one, many = self.tr("1 item put on {0}."), self.tr("{0} items put on {1}.")
            told = one.format(place) if len(made) == 1 else many.format(len(made), place)
            self._shell.toast(told, undo=True)


def _row(each: DataSetRow) -> Row:
    _word, tone, icon = words.standing(each)
    return Row(each.id, each.name, words.why_unsettled(each), icon=icon, icon_tone=tone)
