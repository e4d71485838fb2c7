"""Rows as plain data, and the model that holds them in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

Index = QModelIndex | QPersistentModelIndex
RowRole = int(Qt.ItemDataRole.UserRole) + 1
KeyRole = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in a row: a disc with initials and a name, or dots and a name."""

    name: str
    letters: str = ""
    colours: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row as data. Empty parts take no room; `key` comes back in the list's signals."""

    key: object
    title: str
    second: str = ""
    second_tone: str = "text2"
    second_dots: tuple[str | None, ...] = ()
    number: str = ""
    icon: str = ""
    icon_tone: str = "text2"
    chip: tuple[str, str, str] | None = None  # word, tone, icon
    who: Who | None = None
    trailing: str = ""
    trailing_tone: str = "text2"
    trailing_second: str = ""
    trailing_second_tone: str = "text2"
    is_heading: bool = False
    is_quiet: bool = False
    spoken: str = ""
    data: object = field(default=None, compare=False)

    def words(self) -> str:
        """Return what a screen reader says for the row."""
        if self.spoken:
            return self.spoken
        parts = (
            self.number, self.chip[0] if self.chip else "", self.title, self.second,
            self.who.name if self.who else "", self.trailing, self.trailing_second,
        )  # fmt: skip
        return ", ".join(part for part in parts if part)


class RowSource(Protocol):
    """A long list that makes its rows when they are looked at, such as `PagedRows`."""

    def __len__(self) -> int: ...
    @property
    def headings(self) -> Sequence[int]: ...
    def is_heading(self, place: int) -> bool: ...
    def key(self, place: int) -> object: ...
    def place(self, key: object) -> int: ...
    def row_at(self, place: int) -> Row: ...
    def forget(self) -> None: ...
    def has_same_rows(self, other: object) -> bool: ...


class RowModel(QAbstractListModel):
    """Rows in order. Setting them anew repaints only what differs where the keys stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return row.words()
        if role == RowRole:
            return row
        return row.key if role == KeyRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._rows[index.row()].is_heading:
            return Qt.ItemFlag.ItemNeverHasChildren  # neither keys nor mouse stop there
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def rows(self) -> list[Row]:
        """Return the rows in order."""
        return list(self._rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        new = list(rows)
        if [row.key for row in new] == [row.key for row in self._rows]:
            old, self._rows = self._rows, new
            for number, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    place = self.index(number)
                    self.dataChanged.emit(place, place)
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def index_of(self, key: object) -> QModelIndex:
        """Return where a key is, or an invalid index."""
        for number, row in enumerate(self._rows):
            if row.key == key and not row.is_heading:
                return self.index(number)
        return QModelIndex()
