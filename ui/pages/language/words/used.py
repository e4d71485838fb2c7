"""Where a word is used: decisions, goals, items, notes of the engagement; Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from facilitator.queries.search import Hit
from ui.pages.search.hits import kind_of
from ui.pages.search.ways import open_hit
from ui.shell import Shell
from ui.widgets.card import column
from ui.widgets.fields import FieldLabel
from ui.widgets.naming import identify
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text

_SHOWN = 8


class UsedIn(QWidget):
    """A short list; empty it says that nobody used the word yet."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._hits: dict[object, Hit] = {}
        box = column(2)
        self.setLayout(box)
        self.list = identify(RowList(self.tr("Used in"), dividers=False, fit=_SHOWN), "term-used")
        self.none = Text(self.tr("Not used yet in what is shared here."), "small", wrap=True)
        box.addWidget(FieldLabel(self.tr("Used in"), self.list))
        box.addWidget(self.list)
        box.addWidget(self.none)
        self.list.opened.connect(self._on_opened)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show where."""
        shown = hits[:_SHOWN]
        self._hits = {(hit.kind, hit.id): hit for hit in shown}
        self.list.set_rows([_row(hit) for hit in shown])
        self.list.setVisible(bool(shown))
        self.none.setVisible(not shown)

    def _on_opened(self, key: object) -> None:
        hit = self._hits.get(key)
        if hit is not None:
            open_hit(self._shell, hit)


def _row(hit: Hit) -> Row:
    word, icon = kind_of(hit.kind)
    return Row(
        (hit.kind, hit.id), hit.title, icon=icon, trailing=hit.number or hit.session_label or word
    )
