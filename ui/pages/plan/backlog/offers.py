"""What else waits: parked points, concerns, decisions, items nobody reached (P5, P6)."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from facilitator.queries.candidates import Candidate, CarryOver
from ui.pages.goals.locking import read_only_reason
from ui.theme import theme
from ui.widgets.buttons import PlainButton, explain_disabled
from ui.widgets.card import Card, column, row
from ui.widgets.naming import identify
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import returning
from ui.wording import sessions as wording_sessions
from ui.workspace import Workspace


class OffersCard(Card):
    """B puts the current one into the backlog, A on an agenda; nothing moves by itself.

    `keep_asked` carries a candidate, `put_asked` a candidate and the widget to open a menu at.
    """

    keep_asked = Signal(object)
    put_asked = Signal(object, object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(self.tr("Also waiting"), margin=16, spacing=8)
        self._workspace = workspace
        self._offers: dict[tuple[str, int], Candidate] = {}
        self.lead = Text("", "small", wrap=True)
        self.add(self.lead)
        self.list = identify(RowList(self.tr("Also waiting"), dividers=True), "backlog-offers")
        self.list.setMinimumHeight(theme().px(64))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.add(self.list, 1)
        self.keep = identify(
            PlainButton(self.tr("Into the backlog"), icon="plus", key="B", compact=True),
            "offer-keep",
        )
        self.put = identify(
            PlainButton(self.tr("On an agenda"), icon="arrow-bend-down-right", key="A",
                        compact=True),
            "offer-put",
        )  # fmt: skip
        line = row(8)
        line.addWidget(self.keep)
        line.addWidget(self.put)
        line.addStretch(1)
        self.body.addLayout(line)
        self.keep.clicked.connect(self._on_keep)
        self.put.clicked.connect(self._on_put)
        self.list.opened.connect(self._on_opened)

    def show_offers(self, found: CarryOver) -> None:
        """Show what stands on no agenda and in no backlog."""
        today = self._workspace.today()
        self._offers = {(each.source, each.source_id): each for each in found.candidates}
        self.list.set_rows(
            [
                Row(
                    key, each.title, returning.reason(each, today),
                    trailing=wording_sessions.minutes(each.length_s),
                    second_dots=(each.colour,) if each.colour else (),
                )
                for key, each in self._offers.items()
            ]
        )  # fmt: skip
        total = sum(each.length_s for each in found.candidates)
        words = self.tr("{0} things, {1}, stand on no agenda. Nothing moves by itself.")
        if len(self._offers) == 1:
            words = self.tr("1 thing, {1}, stands on no agenda. Nothing moves by itself.")
        self.lead.setText(words.format(len(self._offers), wording_sessions.minutes(total)))
        if self.list.current() not in self._offers and self._offers:
            self.list.set_current(next(iter(self._offers)))
        self.setVisible(bool(self._offers))
        self.set_fixed()

    def set_fixed(self) -> None:
        """Say why nothing moves where the file is open read-only."""
        for button in (self.keep, self.put):
            explain_disabled(button, read_only_reason(self._workspace))

    def current(self) -> Candidate | None:
        """Return the offer that is current."""
        key = self.list.current()
        return self._offers.get(key) if isinstance(key, tuple) else None

    def _on_keep(self) -> None:
        if (offer := self.current()) is not None and not self._workspace.read_only:
            self.keep_asked.emit(offer)

    def _on_put(self) -> None:
        if (offer := self.current()) is not None and not self._workspace.read_only:
            self.put_asked.emit(offer, self.put)

    def _on_opened(self, _key: object) -> None:
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_B:
            self._on_keep()
        elif plain and event.key() == Qt.Key.Key_A:
            self._on_put()
        else:
            super().keyPressEvent(event)


def below(widget: QWidget) -> QPoint:
    """Return where a menu of a button opens."""
    return widget.mapToGlobal(widget.rect().bottomLeft())


def stacked(first: QWidget, share: int, second: QWidget, other: int) -> QWidget:
    """Return two widgets below each other, with their shares of the height."""
    both = QWidget()
    box: QVBoxLayout = column(16)
    both.setLayout(box)
    box.addWidget(first, share)
    box.addWidget(second, other)
    return both
