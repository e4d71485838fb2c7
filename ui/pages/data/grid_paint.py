"""How the register is painted: whole rows, letters in their party's colour, heads by party."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facilitator.domain.words import DataRole
from facilitator.queries.data_sets import DataParty, DataSetRow, DataStanding, Mark
from ui import icons
from ui.pages.data.grid_model import GridModel, Index, Place
from ui.theme import theme
from ui.widgets import chips, painting
from ui.widgets.naming import initials
from ui.wording import data as words
from ui.wording import translate

if TYPE_CHECKING:
    from ui.pages.data.grid import DataGrid

CELL, GAP, ROW, HEAD = 58, 10, 64, 96
_LETTER = 28


def draw_letters(painter: QPainter, box: QRect, marks: tuple[Mark, ...], *, double: bool) -> None:
    """Draw what somebody is for a data set, in the middle of `box`."""
    look = theme()
    if not marks:
        painting.draw_dot(painter, QPointF(box.center()), 3 * look.unit, look.color("text3"))
        return
    boxed = [each for each in marks if each.role in (DataRole.ACCOUNTABLE, DataRole.RESPONSIBLE)]
    rest = [each for each in marks if each not in boxed]
    side = look.px(_LETTER)
    square = QRect(0, 0, side, side)
    square.moveCenter(box.center())
    if boxed:
        _draw_box(painter, square, boxed, double=double)
    font = look.font(13 if not boxed else 11, 400 if not boxed else 600)
    painter.setFont(font)
    painter.setPen(look.color("text" if not boxed else "text2"))
    letters = "".join(words.letter(each.role) for each in rest)
    if letters and not boxed:
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, letters)
    elif letters:
        beside = QRect(square.right() + look.px(4), square.top(), look.px(12), side)
        painter.drawText(painting.mirrored(beside, box), Qt.AlignmentFlag.AlignCenter, letters)


def _draw_box(painter: QPainter, square: QRect, marks: list[Mark], *, double: bool) -> None:
    look = theme()
    colours = look.party(marks[0].colour)
    answers = [each for each in marks if each.role == DataRole.ACCOUNTABLE]
    claim = bool(answers) and answers[0].is_claim
    radius = look.radius("chip")
    if answers and (claim or double):
        ring = square.adjusted(-look.px(4), -look.px(4), look.px(4), look.px(4))
        tone = look.color("danger" if double else "warn")
        painting.draw_round(painter, ring, radius + look.px(3), None, tone, 1.6 * look.unit)
    if answers:
        painting.draw_round(painter, square, radius, colours.fill)
        painter.setPen(colours.on)
    else:
        ground = None if marks[0].is_claim else colours.soft
        border = look.color("warn") if marks[0].is_claim else colours.fill
        painting.draw_round(painter, square, radius, ground, border, 1.3 * look.unit)
        painter.setPen(colours.ink)
    letters = "".join(words.letter(each.role) for each in marks)
    painter.setFont(look.font(13 if len(letters) == 1 else 11, 600))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, letters)


class GridDelegate(QStyledItemDelegate):
    """Paint one cell; the ground of the chosen row runs through all of its cells."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        grid = cast("DataGrid", self.parent())
        model = cast(GridModel, index.model())
        row, place = model.rows[index.row()], model.place(index.column())
        rect = option.rect
        painter.save()
        painter.setClipRect(rect)
        self._paint_ground(painter, rect, grid, index)
        if place is not None:
            box = cell_box(rect, place)
            double = row.standing is DataStanding.CLAIMED_TWICE
            draw_letters(painter, box, place.marks(row), double=double)
        elif index.column() == 0:
            self._paint_name(painter, rect, row)
        else:
            self._paint_standing(painter, rect, row)
        if option.state & QStyle.StateFlag.State_HasFocus and grid.hasFocus():
            self._paint_focus(painter, rect, place)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, grid: DataGrid, index: Index) -> None:
        look = theme()
        edge = look.px(8)
        whole = QRect(grid.row_left() + edge, rect.top(), grid.row_width() - 2 * edge, 0)
        whole.setHeight(rect.height())
        if index.row() == grid.currentIndex().row():
            box = whole.adjusted(0, look.px(2), 0, -look.px(3))
            painting.draw_round(painter, box, look.radius("card"), look.color("accent_soft"))
        elif index.row() + 1 < grid.model().rowCount():
            line = QRect(whole.left() + edge, rect.bottom(), whole.width() - 2 * edge, 1)
            painter.fillRect(line, look.color("border"))

    def _paint_name(self, painter: QPainter, rect: QRect, row: DataSetRow) -> None:
        look = theme()
        first, second = look.font(13, 600), look.font(12)
        box = rect.adjusted(look.px(16), 0, -look.px(8), 0)
        height = painting.text_height(row.name, first, box.width(), 2)
        height += painting.line_height(second)
        box.setTop(rect.center().y() - height // 2)
        colour = look.color("text2" if row.retired_on else "text")
        box = painting.mirrored(box, rect)
        used = painting.draw_text(painter, box, row.name, first, colour, limit=2)
        box.setTop(box.top() + used)
        kept, is_open = words.kept(row)
        tone = look.color("warn" if is_open else "text2")
        painting.draw_text(painter, box, kept, second, tone)

    def _paint_standing(self, painter: QPainter, rect: QRect, row: DataSetRow) -> None:
        look = theme()
        word, tone, icon = words.standing(row)
        right = rect.right() - look.px(16)
        is_narrow = rect.width() < look.px(90)
        if is_narrow or (row.standing is DataStanding.SETTLED and not row.retired_on):
            side = look.px(18)
            box = QRect(right - side, rect.center().y() - side // 2, side, side)
            icons.paint(painter, painting.mirrored(box, rect), icon, look.color(tone))
            return
        wide = min(chips.chip_width(word, icon), rect.width() - look.px(18))
        box = QRect(right - wide, rect.center().y() - look.px(11), wide, look.px(22))
        chips.draw_chip(painter, painting.mirrored(box, rect), word, tone, icon)

    def _paint_focus(self, painter: QPainter, rect: QRect, place: Place | None) -> None:
        look = theme()
        box = rect.adjusted(look.px(9), look.px(4), -look.px(5), -look.px(5))
        if place is not None:
            box = QRect(0, 0, look.px(46), look.px(46))
            box.moveCenter(cell_box(rect, place).center())
        painting.draw_focus(painter, box, look.radius("card"))


def cell_box(rect: QRect, place: Place) -> QRect:
    """Return where letters stand in a cell: the first one of a party leaves a gap before it."""
    gap = theme().px(GAP) if place.is_first else 0
    return painting.mirrored(rect.adjusted(gap, 0, 0, 0), rect)


class GridHeader(QHeaderView):
    """The heads: parties with a line in their colour, below them the people as discs."""

    fold_asked = Signal(int)  # the id of a party

    def __init__(self, grid: DataGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid = grid
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(HEAD + (14 if self._has_note() else 0)))

    def _has_note(self) -> bool:
        return any(
            each.column is not None and (each.column.note or each.column.person_id is None)
            for each in self._grid.grid.places
        )

    def _section(self, section: int) -> QRect:
        return QRect(
            self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height()
        )

    def _parties(self) -> list[tuple[DataParty, QRect, bool]]:
        """Return each party with the room of its columns, and whether it is folded."""
        found: dict[int, tuple[DataParty, QRect, bool]] = {}
        for number, place in enumerate(self._grid.grid.places, start=1):
            rect = cell_box(self._section(number), place)
            if place.party.id in found:
                rect = rect.united(found[place.party.id][1])
            found[place.party.id] = (place.party, rect, place.column is None)
        return list(found.values())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), look.color("border"))
        self._paint_title(painter)
        for party, rect, is_folded in self._parties():
            self._paint_party(painter, party, rect, is_folded=is_folded)
        for number, place in enumerate(self._grid.grid.places, start=1):
            self._paint_place(painter, cell_box(self._section(number), place), place)

    def _paint_title(self, painter: QPainter) -> None:
        look, rect = theme(), self._section(0)
        box = rect.adjusted(look.px(16), look.px(13), -look.px(8), 0)
        box = painting.mirrored(box, rect)
        used = painting.draw_text(
            painter, box, translate("data", "Who answers for what"), look.font(13, 600),
            look.color("text"),
        )  # fmt: skip
        box.setTop(box.top() + used)
        painting.draw_text(
            painter, box, translate("data", "Exactly one person is accountable."), look.font(12),
            look.color("text2"), limit=2,
        )  # fmt: skip

    def _paint_party(
        self, painter: QPainter, party: DataParty, rect: QRect, *, is_folded: bool
    ) -> None:
        look = theme()
        line = rect.adjusted(look.px(5), 0, -look.px(5), 0)
        line.setTop(look.px(33))
        line.setHeight(look.px(3))
        painting.draw_round(painter, line, look.px(1), look.party(party.colour).fill)
        font = look.font(12, 600)
        name = QRect(rect.left(), look.px(11), rect.width(), look.px(20))
        metrics_name = painting.text_width(party.short, font)
        painter.setFont(font)
        painter.setPen(look.color("text"))
        fold = look.px(14) if self._can_fold(party) else 0
        room = name.width() - fold - look.px(4)
        shown = party.short
        if metrics_name > room:
            shown = painter.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room)
        painter.drawText(name.adjusted(0, 0, -fold, 0), Qt.AlignmentFlag.AlignCenter, shown)
        if fold:
            middle = name.center().x() - fold // 2 + min(metrics_name, room) // 2
            box = QRect(middle + look.px(4), name.center().y() - fold // 2 + 1, fold, fold)
            caret = "caret-right" if is_folded else "caret-down"
            icons.paint(painter, box, caret, look.color("text2"))

    def _can_fold(self, party: DataParty) -> bool:
        return len(party.columns) > 1

    def _paint_place(self, painter: QPainter, rect: QRect, place: Place) -> None:
        look = theme()
        side = look.px(24)
        disc = QRect(rect.center().x() - side // 2, look.px(43), side, side)
        column = place.column
        font = look.font(11)
        name = QRect(rect.left(), look.px(70), rect.width(), look.px(16))
        if column is None:
            words_below = translate("data", "{0} people").format(len(place.party.columns))
            self._paint_folded(painter, disc, place.party)
        elif column.person_id is None:
            words_below = translate("data", "the side")
            painter.setPen(QPen(look.party(place.party.colour).fill, 1.5 * look.unit))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        else:
            words_below = column.first
            painting.draw_disc(
                painter, disc, initials(column.name), place.party.colour, quiet=bool(column.note)
            )
        self._paint_centred(painter, name, words_below, font)
        if column is not None and column.note:
            below = name.translated(0, look.px(14))
            note = {"left": translate("data", "left"), "moved": translate("data", "moved")}
            self._paint_centred(painter, below, note[column.note], font, "warn")

    def _paint_folded(self, painter: QPainter, disc: QRect, party: DataParty) -> None:
        painting.draw_disc(painter, disc, str(len(party.columns)), party.colour, quiet=True)

    def _paint_centred(
        self, painter: QPainter, box: QRect, text: str, font: object, tone: str = "text2"
    ) -> None:
        painter.setFont(theme().font(11))
        painter.setPen(theme().color(tone))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)

    def _party_at(self, event: QMouseEvent) -> DataParty | None:
        place = event.position().toPoint()
        if place.y() > theme().px(38):
            return None
        return next((party for party, rect, _folded in self._parties()
                     if rect.contains(place) and self._can_fold(party)), None)  # fmt: skip

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (party := self._party_at(event)) is not None:
            self.fold_asked.emit(party.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._party_at(event) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        return super().viewportEvent(event)
