"""The figures of an advice as rows: figure first, its sentence, how it came about, its limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle

from facilitator.cadence.advice import Term, TermName
from facilitator.queries.cadence import AdviceView
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.row_tips import TippedDelegate
from ui.widgets.rows import Row
from ui.wording import advice as words
from ui.wording import translate

_FIGURE, _GAP = 66, 16  # design pixels
_ALWAYS = (TermName.NEW, TermName.QUEUE, TermName.USABLE, TermName.NEED, TermName.ATTENDANCE)


@dataclass(frozen=True, slots=True)
class Figured:
    """What a row of the advice shows besides its words."""

    figure: str
    limit: str
    is_binding: bool


def term_rows(view: AdviceView, *, every: bool) -> list[Row]:
    """Return the figures; those that say nothing are left out unless `every` one is wanted."""
    return [_row(term, view) for term in view.advice.terms if every or not is_silent(term)]


def is_silent(term: Term) -> bool:
    """Tell whether a figure neither says nor limits anything."""
    return term.is_idle and term.name not in _ALWAYS


def _row(term: Term, view: AdviceView) -> Row:
    title, how = words.term_title(term, view.counted), words.term_how(term, view)
    figure, limit = words.term_figure(term), words.term_limit(term)
    parts = [figure, title, how, limit]
    if term.decides:
        parts.append(translate("advice", "this decides"))
    return Row(
        term.name.value,
        title,
        how,
        spoken=", ".join(part for part in parts if part),
        data=Figured(figure, limit, term.decides),
    )


class TermDelegate(TippedDelegate):
    """Figure, sentence and reason, limit; what binds is tinted."""

    def measure(self, rows: Sequence[Row]) -> None:
        """The columns are fixed."""

    def row_height(self, row: Row, width: int) -> int:
        look = theme()
        lines = painting.line_height(look.font(13)) + painting.line_height(look.font(11))
        return max(lines + look.px(2), look.px(35))

    def paint_ground(
        self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag, *, is_last: bool
    ) -> None:
        """Tint what binds; the keyboard's ring and the mouse's ground as everywhere."""
        look = theme()
        box = rect.adjusted(0, 1, 0, 0)
        if cast("Figured", row.data).is_binding:
            painting.draw_round(painter, box, look.radius("chip"), look.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.draw_round(painter, box, look.radius("chip"), look.color("hover"))
        view = cast(QAbstractItemView, self.parent())
        if state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            painting.draw_focus(painter, box, look.radius("chip"))

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        look, shown = theme(), cast("Figured", row.data)
        strong = look.font(13, 600, tabular=True)
        line, low = painting.line_height(strong), painting.line_height(look.font(11))
        ink = "accent" if shown.is_binding else "text"
        figure = QRect(
            rect.left() + look.px(8), rect.top() + (rect.height() - line) // 2,
            look.px(_FIGURE), line,
        )  # fmt: skip
        painting.draw_text(
            painter, painting.mirrored(figure, rect), shown.figure, strong, look.color(ink),
            align=Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
        limit_font = look.font(12, 600 if shown.is_binding else 400)
        wide = painting.text_width(shown.limit, limit_font) if shown.limit else 0
        left = figure.right() + look.px(_GAP)
        right = rect.right() - look.px(12)
        if wide:
            box = QRect(right - wide, figure.top(), wide, line)
            painting.draw_text(
                painter, painting.mirrored(box, rect), shown.limit, limit_font,
                look.color("accent" if shown.is_binding else "text2"),
            )  # fmt: skip
            right -= wide + look.px(12)
        top = rect.top() + (rect.height() - line - low) // 2
        room = max(right - left, look.px(40))
        for words_of, font, tone, y, high in (
            (row.title, look.font(13, 600 if shown.is_binding else 500), "text", top, line),
            (row.second, look.font(11), "text2", top + line - look.px(1), low),
        ):
            box = QRect(left, y, room, high)
            painting.draw_text(painter, painting.mirrored(box, rect), words_of, font,
                               look.color(tone))  # fmt: skip
