"""What waits for an answer, of all kinds in one list; the tabs only filter it (E5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from facilitator.queries.waiting import Waiting
from ui.pages.together.rows import waiting_row
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import RowList
from ui.widgets.segmented import FilterTabs

_KINDS = {
    "actions": ("action", "acceptance"),
    "decisions": ("decision", "review", "minutes", "approval"),
    "concerns": ("concern",),
    "saybacks": ("sayback",),
    "questions": ("question",),
    "data": ("request", "claim"),
}
SHOWN = 8


class WaitingCard(Card):
    """Worst first, eight at once. `opened` carries (kind, id)."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("Waiting for an answer"))
        self._rows: tuple[Waiting, ...] = ()
        self._today = date.min
        self._is_whole = False
        self._words = {
            "all": self.tr("Everything"),
            "actions": self.tr("Actions"),
            "decisions": self.tr("Decisions"),
            "concerns": self.tr("Concerns"),
            "saybacks": self.tr("Say it back"),
            "questions": self.tr("Questions"),
            "data": self.tr("Data"),
        }
        self.tabs = FilterTabs(list(self._words.items()), self.tr("What waits"))
        self.add(identify(self.tabs, "waiting-tabs"))
        self.list = identify(
            RowList(self.tr("Waiting for an answer"), fit=400, title_lines=2), "waiting-list"
        )
        self.add(self.list)
        self.nobody = EmptyState("check-circle", self.tr("Nobody is waiting for an answer"))
        self.add(self.nobody)
        self.more = identify(LinkButton(""), "waiting-more")
        self.add(self.more)
        self.body.addStretch(1)
        self.list.opened.connect(self.opened)
        self.tabs.chosen.connect(self._on_tab)
        self.more.clicked.connect(self._on_more)

    def show_waiting(self, rows: Sequence[Waiting], today: date) -> None:
        """Show what waits; a kind of which nothing waits has no tab."""
        self._rows, self._today = tuple(rows), today
        counts: dict[object, int] = {
            tab: sum(each.kind in kinds for each in rows) for tab, kinds in _KINDS.items()
        }
        kept = self.tabs.current()
        shown: list[tuple[object, str]] = [
            (key, word) for key, word in self._words.items() if key == "all" or counts[key]
        ]
        self.tabs.set_choices(shown, kept if kept in dict(shown) else "all")
        self.tabs.set_counts(counts)
        self.tabs.setVisible(bool(rows))
        self.set_title(self.tr("Waiting for an answer"), str(len(rows)) if rows else "")
        self._show()

    def _show(self) -> None:
        kinds = _KINDS.get(str(self.tabs.current()))
        rows = [each for each in self._rows if kinds is None or each.kind in kinds]
        shown = rows if self._is_whole else rows[:SHOWN]
        self.list.set_rows([waiting_row(each, self._today) for each in shown])
        self.list.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        self.more.setVisible(len(rows) > len(shown))
        self.more.setText(self.tr("{0} more").format(len(rows) - len(shown)))

    def _on_tab(self, _key: object) -> None:
        self._is_whole = False
        self._show()

    def _on_more(self) -> None:
        self._is_whole = True
        self._show()
        self.list.setFocus()
