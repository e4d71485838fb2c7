"""Closing rounds over time: useful, heard and a note, per side and never per person (V13)."""

from __future__ import annotations

from PySide6.QtCore import Signal

from facilitator.queries.closing_rounds import RoundRow, SessionRound, closing_rounds
from facilitator.store import Reader
from ui import wording
from ui.asking import Asking
from ui.shell import Shell
from ui.widgets.card import Card
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.plain_table import Head, Line, PlainTable
from ui.wording import balance as words
from ui.workspace import Workspace

_LINES = 6  # that are seen at once


def _ask(reader: Reader) -> list[SessionRound]:
    return closing_rounds(reader)


class RoundsCard(Card):
    """What each side said at the end of the last sessions. `opened` carries a session."""

    opened = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(self.tr("Closing rounds: useful? heard?"), margin=16, spacing=8)
        self._workspace = workspace
        self._asking = Asking(workspace, shell, self)
        self.nothing = EmptyState(
            "quotes",
            self.tr("No closing round yet"),
            self.tr(
                "When a session closes, each side can say whether it was useful and whether it "
                "felt heard. Never a person, always a side."
            ),
        )
        self.add(self.nothing)
        self.table = identify(
            PlainTable(self.tr("Closing rounds"), (), most=_LINES), "rounds-table"
        )
        self.add(self.table)
        self.table.opened.connect(self._on_opened)

    def load(self) -> None:
        """Ask what was said."""
        self._asking.ask(_ask, self._show)

    def _show(self, found: list[SessionRound]) -> None:
        self.nothing.setVisible(not found)
        self.table.setVisible(bool(found))
        sides: dict[int, str] = {}
        for each in found:
            sides |= {side.party_id: side.party for side in each.sides}
        heads = [Head(self.tr("Session"))]
        for side in sides.values():
            heads += [
                Head(self.tr("{0}\nuseful").format(side)), Head(self.tr("{0}\nheard").format(side))
            ]  # fmt: skip
        self.table.set_heads([*heads, Head(self.tr("What was said"), stretches=True)])
        self.table.show_lines([self._line(each, list(sides)) for each in reversed(found)])

    def _line(self, each: SessionRound, sides: list[int]) -> Line:
        said = {side.party_id: side for side in each.sides}
        day = wording.short_day(each.day, self._workspace.today())
        cells = [f"{each.label}, {day}" if each.label else day]
        for party_id in sides:
            side = said.get(party_id)
            cells += [words.answer(side.useful if side else ""),
                      words.answer(side.heard if side else "")]  # fmt: skip
        notes = [self._note(side) for side in each.sides if side.note]
        return Line(each.session_id, (*cells, "; ".join(notes)))

    def _note(self, side: RoundRow) -> str:
        return self.tr("{0}: “{1}”").format(side.party, " ".join(side.note.split()))

    def _on_opened(self, key: object) -> None:
        self.opened.emit(key)
