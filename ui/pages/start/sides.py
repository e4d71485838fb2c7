"""The sides of a new engagement: a colour and a name each, two or more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.domain.words import PARTY_COLOURS
from ui import wording
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import column, row
from ui.widgets.colour_button import ColourButton
from ui.widgets.fields import line_edit
from ui.widgets.naming import identify, property_style

Named = tuple[str, str]


class _Side(QWidget):
    """One line: colour, name, and away."""

    def __init__(self, number: int, hint: str) -> None:
        super().__init__()
        line = row(8)
        self.setLayout(line)
        colours = [(key, wording.word(key)) for key in PARTY_COLOURS]
        self.colour = ColourButton(colours, self.tr("Colour of side {0}").format(number + 1))
        self.colour.set_colour(PARTY_COLOURS[number % len(PARTY_COLOURS)])
        self.name = line_edit(placeholder=hint, name=self.tr("Side {0}").format(number + 1))
        self.remove = IconButton("x", self.tr("Take side {0} out").format(number + 1))
        line.addWidget(self.colour)
        line.addWidget(self.name, 1)
        line.addWidget(self.remove)


class SidesList(QWidget):
    """All sides. Enter in the last name adds another one; on an empty last line it is the end."""

    edited = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sides: list[_Side] = []
        box = column(8)
        self.setLayout(box)
        self._list = column(8)
        box.addLayout(self._list)
        self.another = identify(LinkButton(self.tr("Another side"), icon="plus"), "another-side")
        foot = row(0)
        foot.addWidget(self.another)
        foot.addStretch(1)
        box.addLayout(foot)
        self.another.clicked.connect(self._on_another)
        for _ in range(2):
            self._add()

    def first_field(self) -> QWidget:
        """Return the name of the first side."""
        return self._sides[0].name

    def named(self) -> list[Named]:
        """Return (name, colour) of every side that has a name."""
        return [
            (side.name.text().strip(), side.colour.colour())
            for side in self._sides
            if side.name.text().strip()
        ]

    def show_sides(self, sides: list[Named]) -> None:
        """Show these sides again."""
        while len(self._sides) < len(sides):
            self._add()
        for side, (name, colour) in zip(self._sides, sides, strict=False):
            side.name.setText(name)
            side.colour.set_colour(colour)

    def problem(self) -> str:
        """Return what is missing before the next step, and put the keyboard there."""
        names = [name.casefold() for name, _colour in self.named()]
        if len(names) < 2:
            self._mark([side for side in self._sides[:2] if not side.name.text().strip()])
            return self.tr("Two sides at least: give each a name.")
        twice = [s for s in self._sides if names.count(s.name.text().strip().casefold()) > 1]
        self._mark(twice[1:])
        return self.tr("Two sides have the same name.") if twice else ""

    def _mark(self, wrong: list[_Side]) -> None:
        for side in self._sides:
            property_style(side.name, "invalid", "true" if side in wrong else "false")
        if wrong:
            wrong[0].name.setFocus()

    def _add(self) -> _Side:
        hints = (self.tr("Security"), self.tr("Marketing"), self.tr("Legal"))
        number = len(self._sides)
        hint = self.tr("for example {0}").format(hints[number % len(hints)])
        side = _Side(number, hint)
        self._sides.append(side)
        self._list.addWidget(side)
        side.name.textEdited.connect(self._on_edited)
        side.name.returnPressed.connect(self._on_return)
        side.colour.chosen.connect(self._on_edited)
        side.remove.clicked.connect(self._on_remove)
        self._show_removes()
        return side

    def _show_removes(self) -> None:
        for side in self._sides:
            side.remove.setVisible(len(self._sides) > 2)

    def _on_edited(self, _text: str = "") -> None:
        self._mark([])
        self.edited.emit()

    def _on_another(self) -> None:
        self._add().name.setFocus()

    def _on_return(self) -> None:
        names = [side.name for side in self._sides]
        at = next((n for n, name in enumerate(names) if name.hasFocus()), len(names) - 1)
        if at + 1 < len(names):
            names[at + 1].setFocus()
        elif names[at].text().strip():
            self._on_another()
        else:
            self.finished.emit()

    def _on_remove(self) -> None:
        sender = self.sender()
        gone = next((side for side in self._sides if side.remove is sender), None)
        if gone is None:
            return
        self._sides.remove(gone)
        self._list.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self._show_removes()
        self._sides[-1].name.setFocus()
        self.edited.emit()
