"""The register as a table: data sets down, people by party across; each cell can be spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from facilitator.queries.data_sets import DataColumn, DataParty, DataSetRow, Mark, Register
from ui.wording import data as words
from ui.wording import translate

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Place:
    """A column of letters: one person, or a whole party folded into one (`column` is None)."""

    party: DataParty
    column: DataColumn | None
    is_first: bool

    @property
    def key(self) -> tuple[int, object]:
        """Return what stays the same when the register is read anew."""
        return self.party.id, "folded" if self.column is None else self.column.person_id

    def name(self) -> str:
        """Return who it is, in full."""
        if self.column is not None:
            return words.column_name(self.column)
        count = len(self.party.columns)
        return translate("data", "{0}, {1} people folded").format(self.party.short, count)

    def marks(self, row: DataSetRow) -> tuple[Mark, ...]:
        """Return the letters of a data set here."""
        if self.column is None:
            return row.of_party(self.party.id)
        return row.cell(self.column.party_id, self.column.person_id)


class GridModel(QAbstractTableModel):
    """Column 0 is the data set, the last one how it stands, between them the letters."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[DataSetRow, ...] = ()
        self.places: tuple[Place, ...] = ()

    def show(self, found: Register, folded: set[int]) -> None:
        """Show a register with the people of some parties folded into one column."""
        self.beginResetModel()
        self.rows = found.rows
        self.places = tuple(_places(found.parties, folded))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.places) + 2

    def place(self, column: int) -> Place | None:
        """Return who a column belongs to; None for the name and for how it stands."""
        return self.places[column - 1] if 0 < column <= len(self.places) else None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        spoken = (
            int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole),
            int(Qt.ItemDataRole.ToolTipRole),
        )  # fmt: skip
        if not index.isValid() or role not in spoken or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        place = self.place(index.column())
        if place is not None:
            return words.spoken_cell(row, place.name(), place.marks(row))
        if index.column() == 0:
            return f"{row.name}, {words.kept(row)[0]}"
        return f"{row.name}, {words.standing(row)[0]}"

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role not in (
            int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole),
        ):  # fmt: skip
            return None
        if section == 0:
            return translate("data", "Data set")
        place = self.place(section)
        if place is None:
            return translate("data", "How it stands")
        return f"{place.name()}, {place.party.name}"


def _places(parties: Sequence[DataParty], folded: set[int]) -> list[Place]:
    out = []
    for party in parties:
        if party.id in folded and len(party.columns) > 1:
            out.append(Place(party, None, True))
            continue
        for number, column in enumerate(party.columns):
            out.append(Place(party, column, number == 0))
    return out
