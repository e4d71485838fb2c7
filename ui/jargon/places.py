"""Where a stretch of text stands in a field, line by line, and what stands below a point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

Editor = QLineEdit | QPlainTextEdit | QTextEdit
_CURSOR_EDGE = 5  # pixels that Qt leaves around the caret of a line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on the screen. `start` is its place in the whole text, in UTF-16 units."""

    text: str
    start: int
    layout: QTextLayout
    origin: QPointF


def units(text: str, count: int) -> int:
    """Return how many UTF-16 units the first `count` code points take, as Qt counts."""
    if text.isascii():
        return count
    return len(text[:count].encode("utf-16-le", "surrogatepass")) // 2


def points(text: str, count: int) -> int:
    """Return how many code points the first `count` UTF-16 units are."""
    if text.isascii():
        return count
    raw = text.encode("utf-16-le", "surrogatepass")[: count * 2]
    return len(raw.decode("utf-16-le", "surrogatepass"))


def canvas(editor: Editor) -> QWidget:
    """Return the widget on which the text is painted."""
    return editor if isinstance(editor, QLineEdit) else editor.viewport()


def caret(editor: Editor) -> tuple[str, int, int]:
    """Return the caret's paragraph, its start in the text and the caret in it, in UTF-16 units."""
    if isinstance(editor, QLineEdit):
        return editor.text(), 0, editor.cursorPosition()
    cursor = editor.textCursor()
    block = cursor.block()
    return block.text(), block.position(), cursor.positionInBlock()


def shown(editor: Editor, area: QRectF) -> Iterator[Paragraph]:
    """Yield the paragraphs that an area of the canvas shows."""
    if isinstance(editor, QLineEdit):
        found = _line(editor)
        if found is not None:
            yield found
    elif isinstance(editor, QPlainTextEdit):
        yield from _plain(editor, area)
    else:
        yield from _rich(editor, area)


def _plain(editor: QPlainTextEdit, area: QRectF) -> Iterator[Paragraph]:
    block, offset = editor.firstVisibleBlock(), editor.contentOffset()
    while block.isValid():
        box = editor.blockBoundingGeometry(block).translated(offset)
        if box.top() > area.bottom():
            return
        if block.isVisible() and box.bottom() >= area.top():
            yield _paragraph(block, box.topLeft())
        block = block.next()


def _rich(editor: QTextEdit, area: QRectF) -> Iterator[Paragraph]:
    layout = editor.document().documentLayout()
    across, down = editor.horizontalScrollBar().value(), editor.verticalScrollBar().value()
    block = editor.cursorForPosition(area.topLeft().toPoint()).block()
    while block.isValid():
        box = layout.blockBoundingRect(block).translated(-across, -down)
        if box.top() > area.bottom():
            return
        yield _paragraph(block, box.topLeft())
        block = block.next()


def _paragraph(block: QTextBlock, origin: QPointF) -> Paragraph:
    return Paragraph(block.text(), block.position(), block.layout(), origin)


def _line(editor: QLineEdit) -> Paragraph | None:
    """Lay the text of a line out as Qt does; its caret tells how far it is scrolled."""
    text = editor.text()
    if not text or editor.echoMode() != QLineEdit.EchoMode.Normal:
        return None
    layout = QTextLayout(text, editor.font())
    option = QTextOption()
    option.setTextDirection(editor.layoutDirection())
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    at = editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    x = _x_of(line, editor.cursorPosition())
    return Paragraph(text, 0, layout, QPointF(at.x() + _CURSOR_EDGE - x, at.y()))


def boxes(
    paragraph: Paragraph, start: int, end: int, lines: range | None = None
) -> Iterator[tuple[QRectF, float]]:
    """Yield where a stretch stands, line by line, each with the height of its baseline.

    `start` and `end` are UTF-16 units within the paragraph; `lines` are those that matter.
    """
    layout = paragraph.layout
    line = layout.lineForTextPosition(start)
    if not line.isValid():
        return
    number = line.lineNumber()
    while line.isValid():
        first = line.textStart()
        if first >= end:
            return
        behind = first + line.textLength()
        if lines is None or number in lines:
            left, right = _x_of(line, max(start, first)), _x_of(line, min(end, behind))
            top, height = paragraph.origin.y() + line.y(), line.height()
            x = paragraph.origin.x() + min(left, right)
            yield QRectF(x, top, abs(right - left), height), top + height - line.descent()
        number += 1
        if behind >= end or number >= layout.lineCount():
            return
        line = layout.lineAt(number)


def lines_in(paragraph: Paragraph, area: QRectF) -> tuple[range, int, int]:
    """Return the lines of a paragraph that an area shows, and from where to where they reach."""
    layout = paragraph.layout
    top, bottom = area.top() - paragraph.origin.y() - 4, area.bottom() - paragraph.origin.y()
    first, behind = _line_at(layout, top), _line_at(layout, bottom) + 1
    if layout.lineCount() == 0 or first >= behind:
        return range(0), 0, 0
    last = layout.lineAt(behind - 1)
    start = layout.lineAt(first).textStart()
    return range(first, behind), start, last.textStart() + last.textLength()


def _line_at(layout: QTextLayout, y: float) -> int:
    """Return the line at a height, the first or the last where it is outside."""
    low, high = 0, layout.lineCount() - 1
    while low < high:
        middle = (low + high) // 2
        line = layout.lineAt(middle)
        if line.y() + line.height() < y:
            low = middle + 1
        else:
            high = middle
    return max(low, 0)


def unit_at(paragraph: Paragraph, point: QPoint) -> int | None:
    """Return which letter of a paragraph stands at a point, in UTF-16 units."""
    layout = paragraph.layout
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        y = point.y() - paragraph.origin.y() - line.y()
        if 0 <= y <= line.height():
            return line.xToCursor(point.x() - paragraph.origin.x())
    return None


def _x_of(line: QTextLine, at: int) -> float:
    found: object = line.cursorToX(at)  # with the place that was meant, after an unfit `at`
    return float(found[0]) if isinstance(found, tuple) else 0.0
