"""Fill pages with blocks that were measured once.

A block is a `Row` of cells (a paragraph is a row of one cell) or a `Box` around rows. The flow
never measures again: it asks whether a block fits, lets long rows go on over the page at a line,
repeats the head of a table, and keeps headings with what follows. A box goes to the next page
whole, unless it is taller than a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from facilitator.documents.fields import FormField
from facilitator.documents.lines import Line, Span, Style
from facilitator.documents.page import Page, Sheet
from facilitator.documents.roles import Element
from facilitator.documents.text import Typesetter

_FEWEST_LINES = 2
_TALL_ROW = 150.0


class Label(NamedTuple):
    """The bullet or number of a list's line."""

    line: Line
    element: Element


class Text(NamedTuple):
    """Lines that belong to one paragraph: `elements` and `links` have one entry per span.

    `is_right` is for an end at the right; at the left where pages begin at the right. `label`
    stands beside the first line, in the room that `indent` leaves.
    """

    lines: Sequence[Line]
    elements: Sequence[Element]
    links: Sequence[str] = ()
    before: float = 0.0
    is_right: bool = False
    page_of: str = ""
    indent: float = 0.0
    label: Label | None = None

    @property
    def height(self) -> float:
        return self.before + sum([line.height for line in self.lines])


class Cell(NamedTuple):
    """A column of texts at `left`; `element` takes its place in the tree even when empty.

    Below its texts, a cell may have a field to fill in, as the element `form`.
    """

    left: float
    width: float
    texts: Sequence[Text]
    element: Element | None = None
    field: FormField | None = None
    form: Element | None = None

    @property
    def height(self) -> float:
        below = self.field.height if self.field is not None else 0.0
        return sum([text.height for text in self.texts]) + below

    def split(self, room: float) -> tuple[Cell, Cell]:
        """Part the lines that fit into `room` from the others."""
        fits: list[Text] = []
        rest: list[Text] = []
        for text in self.texts:
            if rest:
                rest.append(text)
                continue
            count, room = _fitting(text, room)
            if count:
                fits.append(text._replace(lines=text.lines[:count]))
            if count < len(text.lines):
                label = None if count else text.label
                rest.append(text._replace(lines=text.lines[count:], before=0.0, label=label))
        return self._replace(texts=fits), self._replace(texts=rest, field=None)


def _fitting(text: Text, room: float) -> tuple[int, float]:
    room -= text.before
    count = 0
    for line in text.lines:
        if line.height > room + 0.01:
            return count, -1.0
        room -= line.height
        count += 1
    return count, room


@dataclass(frozen=True, slots=True)
class Frame:
    """What the rows of one table share: the head that is repeated on each page."""

    head: Row | None


class Painted(Protocol):
    """What a row paints besides its text, at its own place within the row."""

    def paint(self, page: Page, left: float, top: float) -> None: ...


class Shape(NamedTuple):
    """A painted form in a row, of no meaning of its own: `kind` is bar or diamond.

    `left` and `top` are within the row.
    """

    kind: str
    left: float
    top: float
    width: float
    height: float
    fill: str

    def paint(self, page: Page, left: float, top: float) -> None:
        paint = page.diamond if self.kind == "diamond" else page.rectangle
        paint(left + self.left, top + self.top, self.width, self.height, self.fill)


@dataclass(slots=True)
class Row:
    """Cells side by side. `keeps` holds it on one page with the start of the next block."""

    cells: Sequence[Cell]
    before: float = 0.0
    after: float = 0.0
    pad: float = 0.0
    fill: str = ""
    rule: str = ""
    width: float = 0.0
    keeps: bool = False
    place: str = ""
    bookmark: tuple[int, str] | None = None
    frame: Frame | None = None
    element: Element | None = None
    is_whole: bool = False
    starts_page: bool = False
    shapes: Sequence[Painted] = ()
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = 2 * self.pad + max([cell.height for cell in self.cells], default=0.0)

    @property
    def start(self) -> float:
        """Return how much room this row wants before it begins on a page."""
        lines = max((sum(len(text.lines) for text in cell.texts) for cell in self.cells), default=0)
        can_part = not self.is_whole and lines >= 2 * _FEWEST_LINES
        if not can_part or (self.frame is not None and self.height <= _TALL_ROW):
            return self.height
        return self.pad + _FEWEST_LINES * self._line_height()

    def _line_height(self) -> float:
        heights = [t.lines[0].height for cell in self.cells for t in cell.texts if t.lines]
        return max(heights, default=0.0)

    def split(self, room: float, *, forced: bool) -> tuple[Row, Row] | None:
        """Part the row at a line, or return None when it should go to the next page whole."""
        inner = room - 2 * self.pad
        if not forced:
            if self.start > room:
                return None
            left_over = self.height - room
            if left_over < self._line_height() * (_FEWEST_LINES - 1):
                inner -= self._line_height()
        pairs = [cell.split(inner) for cell in self.cells]
        if not any(first.texts for first, _ in pairs):
            return None
        top = replace(self, cells=[first for first, _ in pairs], after=0.0, rule="", keeps=False)
        rest = replace(self, cells=[rest for _, rest in pairs], before=0.0, place="", bookmark=None)
        return top, rest

    def paint(self, page: Page, left: float, top: float, *, as_artifact: bool = False) -> None:
        if self.fill:
            page.rectangle(left, top, self.width, self.height, self.fill)
        if self.rule:
            page.rectangle(left, top + self.height - 0.25, self.width, 0.5, self.rule)
        for shape in self.shapes:
            shape.paint(page, left, top)
        if self.element is not None and not as_artifact:
            self.element.join()
        for cell in self.cells:
            if cell.element is not None and not as_artifact:
                cell.element.join()
            y = top + self.pad
            for text in cell.texts:
                y = _paint_text(page, text, cell, left + cell.left, y, as_artifact)
            if cell.field is not None and cell.form is not None and not as_artifact:
                width = cell.field.width or cell.width
                page.field(cell.field, left + cell.left, y, width, cell.form)


def _paint_text(
    page: Page, text: Text, cell: Cell, left: float, y: float, as_artifact: bool
) -> float:
    y += text.before
    if text.page_of and not as_artifact:
        page.want_number(text.page_of, left + cell.width, y, text.elements[0])
    if text.label is not None and text.lines:
        _paint_label(page, text, cell, left, y, as_artifact)
    for line in text.lines:
        x = left + (cell.width - text.indent - line.width if text.is_right else text.indent)
        page.line(line, x, y, None if as_artifact else text.elements)
        if not as_artifact:
            for span, target in enumerate(text.links):
                if target:
                    page.link(line, span, x, y, target, text.elements[span])
        y += line.height
    return y


def _paint_label(
    page: Page, text: Text, cell: Cell, left: float, y: float, as_artifact: bool
) -> None:
    assert text.label is not None
    line, element = text.label
    x = left + (cell.width - line.width if text.is_right else 0.0)
    top = y + text.lines[0].baseline - line.baseline
    page.line(line, x, top, None if as_artifact else [element])


@dataclass(slots=True)
class Box:
    """Rows on a tinted ground with a bar at the left. Parts only when taller than a page."""

    rows: Sequence[Row]
    fill: str
    bar: str
    width: float
    inset: float = 0.0
    pad: float = 9.0
    before: float = 0.0
    after: float = 0.0
    keeps: bool = False
    place: str = ""
    bookmark: tuple[int, str] | None = None
    frame: Frame | None = None
    starts_page: bool = False
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = 2 * self.pad + _stacked(self.rows)

    @property
    def start(self) -> float:
        return self.height

    def split(self, room: float, *, forced: bool) -> tuple[Box, Box] | None:
        """Part the box, only when forced: it is taller than a page."""
        if not forced:
            return None
        room -= 2 * self.pad
        for index, row in enumerate(self.rows):
            need = row.height + (row.before if index else 0.0)
            if need > room:
                parts = row.split(room - (row.before if index else 0.0), forced=index == 0)
                upper = [*self.rows[:index], *(parts[:1] if parts else ())]
                lower = [*(parts[1:] if parts else (row,)), *self.rows[index + 1 :]]
                if not upper:
                    return None
                return self._with(upper, self.place), self._with(lower, "")
            room -= need + row.after
        return None

    def _with(self, rows: Sequence[Row], place: str) -> Box:
        bookmark = self.bookmark if place else None
        return replace(self, rows=rows, place=place, bookmark=bookmark)

    def paint(self, page: Page, left: float, top: float) -> None:
        page.rectangle(left, top, self.width, self.height, self.fill)
        page.rectangle(left, top, 2.5, self.height, self.bar)
        y = top + self.pad
        for index, row in enumerate(self.rows):
            y += row.before if index else 0.0
            row.paint(page, left + self.inset, y)
            y += row.height + row.after


def _stacked(rows: Sequence[Row]) -> float:
    total = sum(row.before + row.height + row.after for row in rows)
    return total - (rows[0].before if rows else 0.0)


Block = Row | Box
Tick = Callable[[float], None]


class Flow:
    """Puts blocks on pages, in order."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.pages: list[Page] = []
        self.bookmarks: list[tuple[int, str, str]] = []
        self._places: set[str] = set()
        self._y = 0.0
        self._after = 0.0
        self._is_top = True
        self._new_page()

    def run(self, blocks: list[Block], tick: Tick) -> list[Page]:
        """Paint all blocks and let go of each; `tick` hears how far it is and may raise to stop."""
        waiting, count = blocks[::-1], len(blocks)
        blocks.clear()
        while waiting:
            block = waiting[-1]
            if block.starts_page and not self._is_top:
                self._new_page()
            if not self._is_top and self._need(waiting) > self._left_over(block):
                self._new_page()
            self._put(waiting.pop())
            if len(waiting) % 50 == 0:
                tick(1 - len(waiting) / count)
        return self.pages

    def number_pages(self, setter: Typesetter, style: Style) -> None:
        """Fill in the page numbers that could not be known before."""
        numbers = {key: page.number for page in self.pages for key, _ in page.places}
        for page in self.pages:
            for wish in page.wishes:
                if wish.place in numbers:
                    line = setter.lines([Span(str(numbers[wish.place]), style)], wish.right)[0]
                    page.line(line, wish.right - line.width, wish.top, [wish.element])

    def _new_page(self) -> None:
        self.pages.append(Page(len(self.pages) + 1, self.sheet.height, self.sheet.mirror))
        self._y = self.sheet.top
        self._after = 0.0
        self._is_top = True

    def _left_over(self, block: Block) -> float:
        gap = 0.0 if self._is_top else max(self._after, block.before)
        return self.sheet.height - self.sheet.bottom - self._y - gap

    def _need(self, waiting: Sequence[Block]) -> float:
        """Return the room that the next block, and all that must stay with it, want on one page."""
        need, place = 0.0, len(waiting) - 1
        while waiting[place].keeps and place and need <= self.sheet.room:
            block, following = waiting[place], waiting[place - 1]
            need += block.height + max(block.after, following.before)
            place -= 1
        need += waiting[place].start
        return need if need <= self.sheet.room else min(waiting[-1].start, self.sheet.room / 4)

    def _put(self, block: Block) -> None:
        """Paint a block here, or as much of it as fits, and the rest on the pages that follow."""
        while True:
            if self._is_top:
                self._repeat_head(block)
            room = self._left_over(block)
            if block.height <= room + 0.01:
                self._paint(block)
                return
            parts = block.split(room, forced=self._is_top or block.height > self.sheet.room)
            if parts is None and self._is_top:
                self._paint(block)  # a single line taller than the page: let it run over
                return
            if parts is not None:
                self._paint(parts[0])
                block = parts[1]
            self._new_page()

    def _repeat_head(self, block: Block) -> None:
        head = block.frame.head if block.frame is not None else None
        if head is not None and head is not block:
            head.paint(self.pages[-1], self.sheet.left, self._y, as_artifact=True)
            self._y += head.height

    def _paint(self, block: Block) -> None:
        gap = 0.0 if self._is_top else max(self._after, block.before)
        self._y += gap
        page = self.pages[-1]
        if block.place and block.place not in self._places:
            self._places.add(block.place)
            page.place(block.place, self._y - 4)
            if block.bookmark is not None:
                level, title = block.bookmark
                self.bookmarks.append((level, title, block.place))
        block.paint(page, self.sheet.left, self._y)
        self._y += block.height
        self._after = block.after
        self._is_top = False
