"""One direction: what one side owes another, as counts that can be chosen (A3)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.queries.engagement import PartyRow
from facilitator.queries.reciprocity import Counts, Fate
from ui.theme import theme
from ui.widgets.card import column
from ui.widgets.chips import DotLabel
from ui.widgets.naming import identify
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import balance as words

_ALWAYS = (Fate.IN_TIME, Fate.LATE, Fate.WAITING, Fate.OPEN)
_ICONS = {
    Fate.IN_TIME: ("check-circle", "ok"),
    Fate.LATE: ("clock", "warn"),
    Fate.WAITING: ("hand-palm", "action"),
    Fate.OPEN: ("list-checks", "text2"),
    Fate.ASKED: ("question", "text2"),
    Fate.ENDED: ("x", "text2"),
}


class Direction(QWidget):
    """Counts of what `owing` owes `asking`. `chosen` carries both sides and a fate."""

    chosen = Signal(object)

    def __init__(self, identifier: str) -> None:
        super().__init__()
        self.owing: PartyRow | None = None
        self.asking: PartyRow | None = None
        box = column(4)
        self.setLayout(box)
        head = column(0)
        self.title = DotLabel("", size=13, weight=600, tone="text")
        self.sum = Text("", "small")
        head.addWidget(self.title)
        head.addWidget(self.sum)
        self._head = head
        box.addLayout(head)
        self.list = identify(RowList("", dividers=False, fit=6), identifier)
        box.addWidget(self.list)
        box.addStretch(1)
        self.list.picked.connect(self._on_chosen)
        self.list.opened.connect(self._on_chosen)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_counts(self, owing: PartyRow, asking: PartyRow, counts: Counts) -> None:
        """Show one direction; what was never there is left out."""
        self.owing, self.asking = owing, asking
        title = words.owes(owing.short, asking.short)
        self.title.set_content(title, [owing.colour])
        self.sum.setText(words.promises(counts))
        self.list.setAccessibleName(f"{title}: {words.promises(counts)}")
        self.list.set_rows([self._row(fate, counts) for fate in Fate if _is_shown(fate, counts)])

    def _row(self, fate: Fate, counts: Counts) -> Row:
        count = getattr(counts, fate.value)
        asking = self.asking.short if self.asking else ""
        icon, tone = _ICONS[fate]
        second = words.slipped(counts.open_slipped) if fate is Fate.OPEN else ""
        return Row(
            fate,
            words.fate(fate, asking),
            second,
            second_tone="danger",
            icon=icon,
            icon_tone=tone if count else "text3",
            trailing=f"{count}",
            trailing_tone="text" if count else "text2",
            is_quiet=not count,
        )

    def forget(self) -> None:
        """Have nothing chosen."""
        self.list.set_current(None)

    def _on_chosen(self, fate: object) -> None:
        if self.owing is not None and self.asking is not None:
            self.chosen.emit((self.owing.id, self.asking.id, fate))

    def _on_theme_changed(self) -> None:
        self._head.setContentsMargins(theme().px(12), 0, theme().px(12), 0)


def _is_shown(fate: Fate, counts: Counts) -> bool:
    return fate in _ALWAYS or bool(getattr(counts, fate.value))
