"""Where a document is composed: sections, paragraphs, lists, tables and boxes become blocks.

Everything is measured here, once, against the width it will have. Text of people enters through
`say`, which leaves only what can be printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from facilitator.documents import bidi, look
from facilitator.documents.fields import FormField
from facilitator.documents.flow import Block, Box, Cell, Frame, Label, Row, Text
from facilitator.documents.fonts import FontBook
from facilitator.documents.lines import Line, Span, Style, blank_line
from facilitator.documents.notes import Notes
from facilitator.documents.page import Sheet, elements_of, is_address
from facilitator.documents.prose import Bulleted, Part, told
from facilitator.documents.roles import Element, Role
from facilitator.documents.text import Typesetter, printable

Rich = Sequence[Span]
CELL_INSET = 6.0
_CELL_GAP = 10.0
_BLANK_GAP = 16.0
_INDENT, _LABEL_GAP = 1.3, 0.45
_HEADINGS = (Role.H1, Role.H2, Role.H3, Role.H4)


def say(text: str, style: Style, link: str = "", dot: str = "") -> Span:
    """Return people's text as a span; a blank at either end is kept, to join its neighbours."""
    clean = printable(text)
    before, after = " " * text.startswith(" "), " " * text.endswith(" ")
    return Span(f"{before}{clean}{after}" if clean else clean, style, link, dot)


def led(lead: str, text: str, style: Style) -> Rich:
    """Return our words and people's text behind them; each by itself where it runs to the left."""
    if bidi.has_right_to_left(text):
        return [Span(lead, style), say(text, style)]
    return [say(lead + text, style)]


class Column(NamedTuple):
    """`width` 0 takes what the others leave."""

    title: str
    width: float = 0.0
    is_right: bool = False


class Desk:
    """The blocks of one document so far, and the tree they belong to."""

    def __init__(
        self,
        sheet: Sheet,
        book: FontBook,
        tick: Callable[[], None],
        pictures: Mapping[str, bytes] | None = None,
    ) -> None:
        self.pictures = pictures or {}
        self.sheet = sheet
        self.measure = sheet.measure
        self.book = book
        self.setter = Typesetter(book, leftward=sheet.is_mirrored)
        self.root = Element(Role.DOCUMENT)
        self.sect = Element(Role.SECT, self.root)
        self.blocks: list[Block] = []
        self.places: set[str] = set()
        self.depth = 0
        self.notes = Notes()
        self.tick = tick

    # --- making ----------------------------------------------------------------------------------

    def text(
        self,
        spans: Rich,
        width: float,
        parent: Element,
        before: float = 0.0,
        *,
        right: bool = False,
        balanced: bool = False,
    ) -> Text:
        """Return spans set in lines, as content of `parent`."""
        lines = (self.setter.balanced if balanced else self.setter.lines)(spans, width)
        has_links = any(span.link for span in spans)
        is_two_way = any(bidi.has_right_to_left(span.text) for span in spans)
        if not has_links and not is_two_way:
            return Text(lines, (parent,) * len(spans), (), before, right)
        links = tuple(span.link if self._leads(span.link) else "" for span in spans)
        elements: Sequence[Element] = elements_of(parent, links)
        if is_two_way:
            elements = [
                _read_as_typed(span, one, parent) for span, one in zip(spans, elements, strict=True)
            ]
            right = right or (not self.sheet.is_mirrored and self.setter.begins_right(spans))
        return Text(lines, elements, links if has_links else (), before, right)

    def _leads(self, link: str) -> bool:
        return is_address(link) or link in self.places

    def line(self, spans: Rich, role: Role, width: float = 0.0, before: float = 0.0) -> Row:
        """Return a paragraph as a row that is not on the desk yet."""
        width = width or self.measure
        text = self.text(spans, width, Element(role, self.sect))
        return Row([Cell(0.0, width, [text])], before=before)

    def title(self, spans: Rich, role: Role, width: float = 0.0, before: float = 0.0) -> Row:
        """Return a paragraph of few lines of about one length."""
        width = width or self.measure
        text = self.text(spans, width, Element(role, self.sect), balanced=True)
        return Row([Cell(0.0, width, [text])], before=before)

    def item(
        self,
        label: Rich,
        body: Sequence[Part],
        parent: Element,
        label_width: float,
        width: float,
        before: float = 0.0,
    ) -> Row:
        """Return a labelled line of a list: the label, and its paragraphs beside it."""
        entry = Element(Role.LI, parent)
        name, content = Element(Role.LBL, entry), Element(Role.LBODY, entry)
        gap = 8.0
        body_width = width - label_width
        texts = self._stack(body, body_width, content)
        cells = [
            Cell(0.0, label_width - gap, [self.text(label, label_width - gap, name)], name),
            Cell(label_width, body_width, texts, content),
        ]
        return Row(_on_one_baseline(cells), before=before, element=entry)

    def _stack(self, parts: Sequence[Part], width: float, parent: Element) -> list[Text]:
        """Return paragraphs one below the other; several are told apart in the tree."""
        several = len(parts) > 1
        texts: list[Text] = []
        listing = parent
        for place, part in enumerate(parts):
            before = 2.0 if place else 0.0
            if isinstance(part, Bulleted):
                listing = self._list_of(part, parent) if part.starts else listing
                texts.append(self._bulleted(part, width, listing, before))
            else:
                element = Element(Role.P, parent) if several else parent
                texts.append(self.text(part, width, element, before))
        return texts

    def _list_of(self, first: Bulleted, parent: Element) -> Element:
        return Element(Role.L, parent, numbering="Decimal" if first.is_numbered else "Disc")

    def _bulleted(
        self, part: Bulleted, width: float, listing: Element, before: float = 0.0
    ) -> Text:
        """Return one line of a list, its bullet or number beside it."""
        entry = Element(Role.LI, listing)
        label = Element(Role.LBL, entry)
        line = self.setter.lines([Span(part.label, part.style)], width)[0]
        indent = max(_INDENT * part.style.size, line.width + _LABEL_GAP * part.style.size)
        text = self.text(part.spans, max(width - indent, 1.0), Element(Role.LBODY, entry), before)
        return text._replace(indent=indent, label=Label(line, label))

    def listing(
        self,
        entries: Sequence[tuple[Rich, Sequence[Part]]],
        label_width: float,
        after: float,
        bookmark: tuple[str, str] | None = None,
    ) -> None:
        """Put a list of labelled lines; its first and last two stay together.

        `bookmark` is the place and the title by which the list itself is found.
        """
        parent = Element(Role.L, self.sect)
        rows = [
            self.item(label, body, parent, label_width, self.measure) for label, body in entries
        ]
        for place, row in enumerate(rows):
            row.after = after
            row.keeps = len(rows) > 1 and place in (0, len(rows) - 2)
        if rows and bookmark is not None:
            rows[0].place, rows[0].bookmark = bookmark[0], (self.depth, bookmark[1])
        self.put(*rows)

    # --- putting ---------------------------------------------------------------------------------

    def put(self, *blocks: Block) -> None:
        self.blocks.extend(blocks)

    def blanks(self, *asked: tuple[str, FormField], after: float = 8.0) -> None:
        """Put fields to fill in side by side, each below its label."""
        width = (self.measure - _BLANK_GAP * (len(asked) - 1)) / len(asked)
        cells = []
        for place, (label, field) in enumerate(asked):
            text = self.text([Span(label, look.LABEL)], width, Element(Role.P, self.sect))
            form = Element(Role.FORM, self.sect, alt=field.told)
            left = place * (width + _BLANK_GAP)
            cells.append(Cell(left, width, [text], field=field, form=form))
        self.put(Row(cells, after=after, is_whole=True))

    def choice(self, field: FormField, body: Rich, *, after: float = 4.0) -> None:
        """Put a button with what it stands for beside it."""
        form = Element(Role.FORM, self.sect, alt=field.told)
        text = self.text(body, self.measure - 20.0, Element(Role.P, self.sect))
        lower = (text.lines[0].height - field.height) / 2
        space = Text([Line(lower, 0.0, 0.0, ())], (), before=0.0)
        button = Cell(0.0, field.width, [space], field=field, form=form)
        self.put(Row([button, Cell(20.0, self.measure - 20.0, [text])], after=after, is_whole=True))

    def open_section(self) -> Element:
        """Begin a part of the document without a heading."""
        self.sect = Element(Role.SECT, self.root)
        return self.sect

    def section(self, title: str, place: str, *, before: float = 24.0) -> None:
        """Begin a part of the document with its heading and bookmark."""
        self.open_section()
        row = self.line([Span(title, look.SECTION)], self.heading_role(1), before=before)
        self.put(replace(row, after=7.0, keeps=True, place=place, bookmark=(self.depth, title)))

    def heading_role(self, level: int) -> Role:
        """Return the role of a heading: 0 the title, 1 a section, 2 what is in it."""
        return _HEADINGS[min(level + self.depth, len(_HEADINGS) - 1)]

    def paragraph(
        self, spans: Rich, *, before: float = 0.0, after: float = 6.0, keeps: bool = False
    ) -> None:
        row = self.line(spans, Role.P, before=before)
        row.after, row.keeps = after, keeps
        self.put(row)

    def prose(self, text: str, style: Style, *, after: float = 6.0) -> None:
        """Put people's text, a paragraph per line, with its lists and what is emphasised."""
        parts = told(text, style)
        listing = self.sect
        for place, part in enumerate(parts):
            if isinstance(part, Bulleted):
                listing = self._list_of(part, self.sect) if part.starts else listing
                cell = Cell(0.0, self.measure, [self._bulleted(part, self.measure, listing)])
                following = parts[place + 1] if place + 1 < len(parts) else None
                goes_on = isinstance(following, Bulleted) and not following.starts
                self.put(Row([cell], after=min(after, 2.0) if goes_on else after))
            else:
                self.paragraph(part, after=after)

    def rule(self, before: float = 0.0, after: float = 0.0, *, keeps: bool = False) -> None:
        row = Row([], pad=0.25, before=before, after=after, keeps=keeps)
        self.put(replace(row, rule=look.HAIRLINE, width=self.measure))

    def box(self, rows: Sequence[Row], *, decided: bool, after: float = 8.0) -> Box:
        """Return rows on a tinted ground."""
        ground = look.DECISION_GROUND if decided else look.WARN_GROUND
        bar = look.DECISION if decided else look.WARN
        return Box(rows, ground, bar, self.measure, inset=14.0, after=after, before=2.0)

    @property
    def box_measure(self) -> float:
        """Return the width of text in a box."""
        return self.measure - 28.0


def _read_as_typed(span: Span, element: Element, parent: Element) -> Element:
    """Return an element that says what was typed, where what is drawn is in the order of the eye.

    It says so in the structure tree and not in the page itself, since programs that extract text
    turn what they find in the page around.
    """
    if not bidi.has_right_to_left(span.text):
        return element
    if element is parent:
        return Element(Role.SPAN, parent, actual=span.text)
    element.actual = span.text
    return element


def _on_one_baseline(cells: Sequence[Cell]) -> list[Cell]:
    """Lower the cells whose first line is smaller, so that the row reads as one line."""
    baselines = [cell.texts[0].lines[0].baseline if _has_line(cell) else 0.0 for cell in cells]
    lowest = max(baselines)
    moved = []
    for cell, baseline in zip(cells, baselines, strict=True):
        if baseline and baseline < lowest:
            first = cell.texts[0]
            texts = [first._replace(before=first.before + lowest - baseline), *cell.texts[1:]]
            cell = cell._replace(texts=texts)
        moved.append(cell)
    return moved


def _has_line(cell: Cell) -> bool:
    return bool(cell.texts) and bool(cell.texts[0].lines)


class Table:
    """Rows under a head that is repeated on every page the table goes on to."""

    def __init__(self, desk: Desk, columns: Sequence[Column]) -> None:
        self._desk = desk
        self._columns = columns
        self._lefts, self._widths = self._layout()
        self._element = Element(Role.TABLE, desk.sect)
        self._body = Element(Role.TBODY, self._element)
        head = self._head()
        self._frame = Frame(head)
        head.frame = self._frame
        self._rows: list[Row] = [head]

    def _layout(self) -> tuple[list[float], list[float]]:
        fixed = sum(column.width for column in self._columns)
        elastic = sum(1 for column in self._columns if not column.width)
        room = self._desk.measure - 2 * CELL_INSET - _CELL_GAP * (len(self._columns) - 1) - fixed
        widths = [column.width or room / elastic for column in self._columns]
        lefts, at = [], CELL_INSET
        for width in widths:
            lefts.append(at)
            at += width + _CELL_GAP
        return lefts, widths

    def _head(self) -> Row:
        line = Element(Role.TR, Element(Role.THEAD, self._element))
        cells = []
        for column, left, width in zip(self._columns, self._lefts, self._widths, strict=True):
            element = Element(Role.TH, line, scope="Column")
            text = self._desk.text(
                [Span(column.title, look.HEAD)], width, element, right=column.is_right
            )
            cells.append(Cell(left, width, [text], element))
        measure = self._desk.measure
        return Row(cells, pad=4.0, fill=look.ACCENT, width=measure, keeps=True, element=line)

    def row(self, *cells: Sequence[Part], place: str = "") -> None:
        """Add a row: per cell its paragraphs, each a sequence of spans."""
        line = Element(Role.TR, self._body)
        made = []
        columns = zip(self._columns, self._lefts, self._widths, cells, strict=True)
        for column, left, width, parts in columns:
            element = Element(Role.TD, line)
            texts = self._desk._stack(parts, width, element)
            if column.is_right:
                texts = [text._replace(is_right=True) for text in texts]
            made.append(Cell(left, width, texts, element))
        self._rows.append(
            Row(
                _on_one_baseline(made),
                pad=4.0,
                rule=look.HAIRLINE,
                width=self._desk.measure,
                place=place,
                frame=self._frame,
                element=line,
            )
        )
        self._desk.tick()

    def page_number(self, place: str, style: Style) -> None:
        """Let the last cell of the last row show the page on which a place is."""
        row = self._rows[-1]
        cell = row.cells[-1]
        assert cell.element is not None
        text = Text([blank_line(style)], [cell.element], page_of=place)
        row.cells = [*row.cells[:-1], cell._replace(texts=[text])]

    def field(self, column: int, field: FormField) -> None:
        """Let a cell of the last row be filled in; the row stays on one page."""
        row = self._rows[-1]
        cells = list(row.cells)
        assert cells[column].element is not None
        form = Element(Role.FORM, cells[column].element, alt=field.told)
        cells[column] = cells[column]._replace(field=field, form=form)
        self._rows[-1] = replace(row, cells=cells, is_whole=True)

    def close(self, before: float = 0.0, after: float = 12.0) -> None:
        """Put the table on the desk: its head with two rows, and no last row alone on a page."""
        if len(self._rows) > 2:
            self._rows[1].keeps = True
            self._rows[-2].keeps = True
        self._rows[0].before = before
        self._rows[-1].after = after
        self._desk.put(*self._rows)
