"""The grid of the register: arrows move, a letter sets a role, Delete clears, Enter offers all."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTableView

from facilitator.domain.words import DataRole
from facilitator.queries.data_sets import DataSetRow, Register
from ui.pages.data.grid_model import GridModel, Index, Place
from ui.pages.data.grid_paint import CELL, GAP, ROW, GridDelegate, GridHeader
from ui.theme import theme
from ui.widgets import painting
from ui.wording import data as words
from ui.wording import translate

_NAME, _ROOMY, _STANDING, _NARROW = 156, 210, 124, 44
_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class DataGrid(QTableView):
    """Data sets × people. It tells what is asked for and changes nothing itself.

    `role_asked` carries data set, role, party and person (None for the side alone).
    """

    picked = Signal(object)  # the id of the data set whose row is current
    role_asked = Signal(object, object, object, object)
    clear_asked = Signal(object, object, object)
    claim_asked = Signal(object, object, object)
    edit_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.grid = GridModel(self)
        self._register = Register((), ())
        self._folded: set[int] = set()
        self._opened: set[int] = set()
        self._shown_folds: set[int] = set()
        self.setModel(self.grid)
        self.setItemDelegate(GridDelegate(self))
        self.head = GridHeader(self)
        self.setHorizontalHeader(self.head)
        self.head.fold_asked.connect(self.fold)
        self._setup()
        theme().changed.connect(self._on_theme_changed)

    def _setup(self) -> None:
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAutoScroll(False)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(translate("data", "Who answers for what"))

    # --- what it shows ----------------------------------------------------------------------

    def show_register(self, found: Register) -> None:
        """Show the register; the cell that is current stays, wherever its row went."""
        self._register = found
        self._fill()

    def _fill(self) -> None:
        at, key = self.current_id(), self._current_key()
        scrolled = self.verticalScrollBar().value()
        was = self.blockSignals(True)
        self._shown_folds = self._folds()
        self.grid.show(self._register, self._shown_folds)
        self._measure()
        self.set_current(at, key)
        self.blockSignals(was)
        self.verticalScrollBar().setValue(scrolled)
        self.head.updateGeometry()
        self.viewport().update()
        self.head.viewport().update()

    def _folds(self) -> set[int]:
        """Return the parties shown as one column: those asked for, then the widest until it fits.

        One that somebody unfolded stays so, and the grid scrolls sideways.
        """
        look = theme()
        folded = set(self._folded)
        room = self.viewport().width() - look.px(_NAME) - look.px(_STANDING)
        wide = {party.id: len(party.columns) for party in self._register.parties}

        def needed() -> int:
            cells = sum(1 if key in folded else count for key, count in wide.items())
            return cells * look.px(CELL) + len(wide) * look.px(GAP)

        can = sorted(
            (key for key, count in wide.items() if count > 1 and key not in self._opened),
            key=wide.__getitem__,
        )
        while needed() > room and can:
            folded.add(can.pop())
        return folded

    def _measure(self) -> None:
        """Share the width: what is left beside the names of data goes to folded sides' names."""
        look, room = theme(), self.viewport().width()
        sizes = [
            look.px(CELL) + (look.px(GAP) if place.is_first else 0) for place in self.grid.places
        ]
        standing = look.px(_STANDING)
        if sum(sizes) + standing + look.px(_NAME) > room:
            standing = look.px(_NARROW)  # the sign alone; its words are spoken and in the tip
        folded = [n for n, place in enumerate(self.grid.places) if place.column is None]
        spare = room - sum(sizes) - standing - look.px(_ROOMY)
        for number in folded:
            name = painting.text_width(self.grid.places[number].party.short, look.font(12, 600))
            missing = name + look.px(22) - look.px(CELL)
            sizes[number] += max(min(missing, spare // len(folded)), 0)
        for number, size in enumerate(sizes, start=1):
            self.head.resizeSection(number, size)
        self.head.resizeSection(self.grid.columnCount() - 1, standing)
        self.head.resizeSection(0, max(room - sum(sizes) - standing, look.px(_NAME)))
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))

    def row_left(self) -> int:
        """Return where rows begin in the viewport."""
        last = self.grid.columnCount() - 1
        return min(self.columnViewportPosition(0), self.columnViewportPosition(last))

    def row_width(self) -> int:
        """Return how wide a whole row is."""
        return self.head.length()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        if self._folds() != self._shown_folds:
            self._fill()
        elif self.grid.columnCount() > 2:
            self._measure()

    def _on_theme_changed(self) -> None:
        self._fill()

    # --- which cell -------------------------------------------------------------------------

    def current_row(self) -> DataSetRow | None:
        """Return the data set whose row is current."""
        index = self.currentIndex()
        return self.grid.rows[index.row()] if index.isValid() else None

    def current_id(self) -> int | None:
        """Return the id of the data set whose row is current."""
        row = self.current_row()
        return row.id if row else None

    def _current_key(self) -> object:
        place = self.grid.place(self.currentIndex().column())
        if place is not None:
            return place.key
        return "standing" if self.currentIndex().column() > 0 else "name"

    def set_current(self, data_set_id: object, key: object = "name") -> None:
        """Make a data set current, silently; one that is unknown leaves the first."""
        ids = [row.id for row in self.grid.rows]
        if not ids:
            return
        row = ids.index(data_set_id) if data_set_id in ids else 0
        column = self.grid.columnCount() - 1 if key == "standing" else 0
        for number, place in enumerate(self.grid.places, start=1):
            if place.key == key or (place.column is None and _party_of(key) == place.party.id):
                column = number
        was = self.blockSignals(True)
        self.setCurrentIndex(self.grid.index(row, column))
        self.blockSignals(was)

    def reveal(self) -> None:
        """Scroll to the row that is current."""
        self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid() and current.row() != previous.row():
            self.picked.emit(self.grid.rows[current.row()].id)

    # --- folding ----------------------------------------------------------------------------

    def fold(self, party_id: int) -> None:
        """Fold the people of a party into one column, or unfold them."""
        if party_id in self._shown_folds:
            self._folded.discard(party_id)
            self._opened.add(party_id)
        else:
            self._folded.add(party_id)
            self._opened.discard(party_id)
        self._fill()

    def fold_current(self) -> None:
        """Fold or unfold the party of the cell that is current, or the first that can be."""
        place = self.grid.place(self.currentIndex().column())
        can = [party.id for party in self._register.parties if len(party.columns) > 1]
        if place is not None and place.party.id in can:
            self.fold(place.party.id)
        elif can:
            self.fold(can[0])

    # --- keys and mouse ---------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, place = self.current_row(), self.grid.place(self.currentIndex().column())
        if row is None or event.modifiers() & _MODIFIERS:
            super().keyPressEvent(event)
            return
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._offer(row, place)
        elif place is not None and (role := _typed(event.text())) is not None:
            self._type(row, place, role)
        elif place is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if place.column is None:
                self._offer(row, place)
            else:
                self.clear_asked.emit(row.id, place.party.id, place.column.person_id)
        elif key == Qt.Key.Key_Escape or event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters set roles; they do not jump to a row."""

    def _type(self, row: DataSetRow, place: Place, role: DataRole) -> None:
        if place.column is None:
            self._offer(row, place, role)
        else:
            self.role_asked.emit(row.id, role, place.party.id, place.column.person_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._offer(self.grid.rows[index.row()], self.grid.place(index.column()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.current_row()
        if row is not None:
            self._offer(row, self.grid.place(self.currentIndex().column()))

    def _offer(self, row: DataSetRow, place: Place | None, role: DataRole | None = None) -> None:
        """Offer what can be done in the cell; the name of a data set opens its form."""
        if place is None:
            self.edit_asked.emit(row.id)
            return
        menu = self.menu_for(row, place, role)
        rect: QRect = self.visualRect(self.currentIndex())
        menu.popup(self.viewport().mapToGlobal(QPoint(rect.left(), rect.bottom())))

    def menu_for(self, row: DataSetRow, place: Place, role: DataRole | None = None) -> QMenu:
        """Return the menu of a cell; a folded party offers its people, each with the roles."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if place.column is None:
            for column in place.party.columns:
                name = words.column_name(column)
                if role is not None:
                    ask = partial(self.role_asked.emit, row.id, role, place.party.id)
                    menu.addAction(name).triggered.connect(partial(_call, ask, column.person_id))
                else:
                    self._add_roles(menu.addMenu(name), row, place, column.person_id)
        else:
            self._add_roles(menu, row, place, place.column.person_id)
        if len(place.party.columns) > 1:
            menu.addSeparator()
            is_folded = place.column is None
            words_fold = (
                translate("data", "Show the people of {0}")
                if is_folded
                else translate("data", "Fold the people of {0}")
            )
            action = menu.addAction(words_fold.format(place.party.short))
            action.triggered.connect(partial(_call, self.fold, place.party.id))
        return menu

    def _add_roles(self, menu: QMenu, row: DataSetRow, place: Place, person_id: int | None) -> None:
        party_id = place.party.id
        held = {mark.role for mark in row.cell(party_id, person_id)}
        for role in DataRole:
            action = menu.addAction(f"{words.letter(role)}   {words.role_meaning(role)}")
            action.setCheckable(True)
            action.setChecked(role in held)
            ask = partial(self.role_asked.emit, row.id, role, party_id)
            action.triggered.connect(partial(_call, ask, person_id))
        menu.addSeparator()
        claim = menu.addAction(translate("data", "Claims to be accountable…"))
        ask_claim = partial(self.claim_asked.emit, row.id, party_id)
        claim.triggered.connect(partial(_call, ask_claim, person_id))
        if person_id is not None:
            side = menu.addAction(
                translate("data", "{0} is accountable, nobody named yet").format(place.party.short)
            )
            ask_side = partial(self.role_asked.emit, row.id, DataRole.ACCOUNTABLE, party_id)
            side.triggered.connect(partial(_call, ask_side, None))
        clear = menu.addAction(translate("data", "Clear"))
        clear.setEnabled(bool(held))
        ask_clear = partial(self.clear_asked.emit, row.id, party_id)
        clear.triggered.connect(partial(_call, ask_clear, person_id))


def _call(ask: object, value: object, _checked: bool = False) -> None:
    """Drop what a menu says about its tick."""
    if callable(ask):
        ask(value)


def _party_of(key: object) -> object:
    return key[0] if isinstance(key, tuple) else None


def _typed(text: str) -> DataRole | None:
    """Return the role whose letter was typed."""
    return next((role for role in DataRole if words.letter(role) == text.upper()), None)
