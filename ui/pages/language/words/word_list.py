"""The list of words: false friends first and marked, then all words; rows are made when seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from facilitator.domain.words import TermRelation
from facilitator.queries.glossary import SideMeaning, WordRow
from ui import icons
from ui.theme import theme
from ui.widgets import chips, painting
from ui.widgets.naming import initials
from ui.widgets.row_model import Index, KeyRole, RowRole
from ui.widgets.rows import Row, RowDelegate, RowList, RowModel
from ui.wording import language as wording_language

_PAGE = 40  # rows asked for together
FRIENDS = "friends"
Read = Callable[[Sequence[int]], dict[int, WordRow]]
Entry = int | Row  # a word by its id, or a heading


def word_row(word: WordRow) -> Row:
    """Return a word as a row; a false friend shows what each side means below it."""
    home = wording_language.home(word.home, len(word.owners))
    is_friend = word.relation == TermRelation.ONE_WORD
    second = " · ".join(f"{side.short}: {side.meaning}" for side in word.sides if is_friend)
    parts = (
        word.term, word.abbreviation, home,
        wording_language.relation(word.relation) if is_friend else "", second,
    )  # fmt: skip
    return Row(
        word.id, word.term, second, number=word.abbreviation, trailing=home,
        second_dots=tuple(word.owners), is_quiet=word.is_retired,
        spoken=", ".join(part for part in parts if part), data=word,
    )  # fmt: skip


class WordModel(RowModel):
    """Words by id; the rows themselves are read a page at a time, when somebody sees them."""

    def __init__(self, read: Read, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._entries: list[Entry] = []
        self._seen: dict[int, Row] = {}
        self._places: dict[int, int] | None = None
        self._below: frozenset[int] = frozenset()

    def set_entries(self, entries: Sequence[Entry], below: frozenset[int] = frozenset()) -> None:
        """Show these; rows that are known already stay known."""
        self.beginResetModel()
        self._entries, self._places, self._below = list(entries), None, below
        self.endResetModel()

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Read some words again, or all, when they are next seen."""
        if ids is None:
            self._seen.clear()
        else:
            for term_id in ids:
                self._seen.pop(term_id, None)
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == KeyRole:
            return entry.key if isinstance(entry, Row) else entry
        if role not in (
            RowRole,
            int(Qt.ItemDataRole.DisplayRole),
            int(Qt.ItemDataRole.AccessibleTextRole),
        ):
            return None
        row = entry if isinstance(entry, Row) else self._row(index.row(), entry)
        return row if role == RowRole else row.words()

    def _row(self, place: int, term_id: int) -> Row:
        if term_id not in self._seen:
            start = max(place - _PAGE // 4, 0)
            near = self._entries[start : start + _PAGE]
            wanted = [each for each in near if isinstance(each, int) and each not in self._seen]
            self._seen |= {key: word_row(word) for key, word in self._read(wanted).items()}
            self._seen.setdefault(term_id, Row(term_id, ""))
        return self._seen[term_id]

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._entries[index.row()], Row):
            return Qt.ItemFlag.ItemNeverHasChildren  # neither keys nor mouse stop at a heading
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def entry(self, place: int) -> Entry:
        """Return what stands at a place."""
        return self._entries[place]

    def rows(self) -> list[Row]:
        """Return the rows that were seen."""
        return [
            each if isinstance(each, Row) else self._seen[each]
            for each in self._entries
            if isinstance(each, Row) or each in self._seen
        ]

    def index_of(self, key: object) -> QModelIndex:
        """Return where a word is, or an invalid index."""
        if self._places is None:
            self._places = {
                each: place for place, each in enumerate(self._entries) if isinstance(each, int)
            }
        place = self._places.get(key) if isinstance(key, int) else None
        return QModelIndex() if place is None else self.index(place)

    def has_below(self, place: int) -> bool:
        """Tell whether more than one plain line stands at a place."""
        entry = self._entries[place]
        return isinstance(entry, Row) or entry in self._below

    def first(self) -> int | None:
        """Return the first word."""
        return next((each for each in self._entries if isinstance(each, int)), None)


class WordDelegate(RowDelegate):
    """A dot and the word, its abbreviation while there is room, whose it is; meanings below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, dividers=False)
        self._one_lines: dict[object, int] = {}
        self.is_even = False  # all rows as high, without meanings below: quick for a search

    def row_height(self, row: Row, width: int) -> int:
        look = theme()
        if row.is_heading:
            return look.px(38 if row.key == FRIENDS else 34)
        if row.second and not self.is_even and isinstance(row.data, WordRow):
            line = painting.line_height(look.font(13, 500))
            lines = 1 if self._rooms(row.data.sides, width) else len(row.data.sides)
            return line + lines * look.px(18) + look.px(10)
        return self._one_line

    @property
    def _one_line(self) -> int:
        look = theme()
        return max(painting.line_height(look.font(13, 500)) + look.px(10), look.px(30))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Answer for a word without meanings below it without reading it: there are thousands."""
        model = index.model()
        if isinstance(model, WordModel) and (self.is_even or not model.has_below(index.row())):
            height = self._one_lines.get(theme().zoom)
            if height is None:
                height = self._one_lines[theme().zoom] = self._one_line
            return QSize(80, height)
        return super().sizeHint(option, index)

    def paint_ground(
        self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag, *, is_last: bool
    ) -> None:
        if row.key == FRIENDS:
            look = theme()
            box = rect.adjusted(2, 2, -2, -look.px(3))
            painting.draw_round(painter, box, look.radius("chip"), look.color("warn_soft"))
            return
        super().paint_ground(painter, rect, row, state, is_last=is_last)

    def _is_last(self, index: Index) -> bool:
        return False  # no hairlines here, so nobody asks for the next row

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        if row.is_heading:
            self._paint_head(painter, rect, row)
        elif isinstance(row.data, WordRow):
            self._paint_word(painter, rect, row, row.data)

    def _paint_head(self, painter: QPainter, rect: QRect, row: Row) -> None:
        look = theme()
        is_loud = row.key == FRIENDS
        ink = look.color("warn" if is_loud else "text")
        font = look.font(12, 600)
        line = painting.line_height(font)
        y = rect.center().y() - line // 2 - (look.px(1) if is_loud else -look.px(3))
        x = rect.left() + look.px(10)
        if is_loud:
            side = look.px(16)
            box = QRect(x, y + (line - side) // 2, side, side)
            icons.paint(painter, painting.mirrored(box, rect), "not-equals", ink)
            x += look.px(24)
        end = rect.right() - look.px(10)
        wide = painting.text_width(row.trailing, font) + look.px(4)
        box = QRect(x, y, max(end - wide - look.px(8) - x, 1), line)
        painting.draw_text(painter, painting.mirrored(box, rect), row.title, font, ink)
        tone = look.color("warn" if is_loud else "text2")
        box = QRect(end - wide, y, wide, line)
        painting.draw_text(
            painter, painting.mirrored(box, rect), row.trailing,
            font if is_loud else look.font(12), tone, align=Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip

    def _paint_word(self, painter: QPainter, rect: QRect, row: Row, word: WordRow) -> None:
        look = theme()
        is_friend = bool(row.second)
        left, end = rect.left() + look.px(10), rect.right() - look.px(10)
        font = look.font(13, 600 if is_friend else 400)
        line = painting.line_height(font)
        has_below = is_friend and not self.is_even
        y = rect.top() + look.px(5) if has_below else rect.center().y() - line // 2
        if not has_below:
            self._paint_mark(painter, rect, QRect(left, y, look.px(16), line), word, is_friend)
            left += look.px(18) if word.owners or is_friend else 0
        if word.relation != TermRelation.ONE_WORD and row.trailing:
            small = look.font(12)
            wide = min(painting.text_width(row.trailing, small) + 2, (end - left) // 2)
            box = QRect(end - wide, y, wide, line)
            painting.draw_text(
                painter, painting.mirrored(box, rect), row.trailing, small,
                look.color("text2"), align=Qt.AlignmentFlag.AlignRight,
            )  # fmt: skip
            end -= wide + look.px(8)
        tone = "text2" if row.is_quiet else "text"
        box = QRect(left, y, max(end - left, 1), line)
        painting.draw_text(painter, painting.mirrored(box, rect), row.title, font, look.color(tone))
        left += painting.text_width(row.title, font) + look.px(8)
        wide = painting.text_width(row.number, look.font(12))
        if row.number and left + wide <= end:
            box = QRect(left, y, wide + 2, line)
            painting.draw_text(
                painter, painting.mirrored(box, rect), row.number, look.font(12),
                look.color("text2"),
            )  # fmt: skip
        if has_below:
            self._paint_meanings(painter, rect, y + line + look.px(1), word.sides)

    def _paint_mark(
        self, painter: QPainter, rect: QRect, box: QRect, word: WordRow, is_friend: bool
    ) -> None:
        look = theme()
        box = painting.mirrored(box, rect)
        if is_friend:
            side = look.px(14)
            place = QRect(box.left(), box.center().y() - side // 2, side, side)
            icons.paint(painter, place, "not-equals", look.color("warn"))
        elif len(word.owners) == 1:
            chips.draw_dotted(painter, box, "", word.owners)
        elif word.owners:
            chips.draw_dotted(painter, box, "", (None,))

    def _rooms(self, sides: Sequence[SideMeaning], width: int) -> list[int]:
        """Return how wide each meaning is when all stand on one line; none where they do not."""
        look = theme()
        rooms = [painting.text_width(side.meaning, look.font(11)) + 2 for side in sides]
        taken = sum(rooms) + look.px(22) * len(sides) + look.px(10) * (len(sides) - 1)
        return rooms if taken <= width - look.px(20) else []

    def _paint_meanings(
        self, painter: QPainter, rect: QRect, y: int, sides: Sequence[SideMeaning]
    ) -> None:
        """Paint a square with the side's letter, and what it means; below each other if long."""
        look = theme()
        left, end = rect.left() + look.px(10), rect.right() - look.px(10)
        font, square = look.font(11), look.px(16)
        rooms = self._rooms(sides, rect.width())
        for place, side in enumerate(sides):
            room = rooms[place] if rooms else end - left - square - look.px(6)
            colours = look.party(side.colour)
            box = painting.mirrored(QRect(left, y + 1, square, square), rect)
            painting.draw_round(painter, box, look.px(4), colours.fill)
            letter = look.font(11, 600)
            painter.setFont(letter)
            painter.setPen(colours.on)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(side.short)[:1])
            left += square + look.px(6)
            line = painting.line_height(font)
            box = painting.mirrored(QRect(left, y + (square - line) // 2 + 1, room, line), rect)
            painting.draw_text(painter, box, side.meaning, font, look.color("text2"))
            left += room + look.px(10)
            if not rooms:
                left, y = rect.left() + look.px(10), y + look.px(18)


class WordList(RowList):
    """The list. Thousands of words are laid out without being read."""

    def __init__(self, name: str, read: Read) -> None:
        super().__init__(name)
        self.painter_of_rows = WordDelegate(self)
        self.setItemDelegate(self.painter_of_rows)
        self.words = WordModel(read, self)
        self.rows = self.words
        self.setModel(self.words)

    def set_words(
        self, entries: Sequence[Entry], *, even: bool, below: frozenset[int] = frozenset()
    ) -> None:
        """Show words and headings; `even` shows each on one line, for what a search found.

        `below` are the words whose meanings stand below them.
        """
        key, at = self.current(), self.verticalScrollBar().value()
        was = self.blockSignals(True)
        delegate = self.painter_of_rows
        if isinstance(delegate, WordDelegate):
            delegate.is_even = even
        self.setUniformItemSizes(even)
        self.words.set_entries(entries, below)
        self.set_current(key)
        self.blockSignals(was)
        self.verticalScrollBar().setValue(0 if even else at)
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(120))
