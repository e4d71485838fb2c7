"""A goal on the home page: state, next milestone, and a dash for each milestone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from facilitator.queries.goal_lines import GoalLine, MilestoneRow
from facilitator.queries.together import GoalCard
from ui import icons, wording
from ui.theme import theme
from ui.widgets import chips, painting
from ui.widgets.rows import Row, RowDelegate
from ui.wording import together as wording_together

translate = wording.translate
_MOST = 12  # dashes; a goal with more says it in words to a screen reader


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """What the delegate paints beside the words of the row."""

    next_title: str
    next_words: str
    next_tone: str
    dashes: tuple[str, ...]  # done, open, late or today


def goal_row(card: GoalCard, line: GoalLine, today: date) -> Row:
    """Return a goal with its state, its next milestone and its dashes."""
    step = None if line.is_over else wording_together.next_step(line)
    words, tone = wording_together.step_words(step, today) if step else ("", "text2")
    second = _second(line, step, today)
    late = not line.is_over and card.days_left is not None and card.days_left < 0
    due = wording.short_day(card.due_on, today) if card.due_on else ""
    facts = GoalFacts(second, words, tone, _dashes(line, today))
    state = wording.state("goal", card.state)
    spoken = (state[0], card.title, second, words, wording_together.steps_words(line), due)
    return Row(
        card.id,
        card.title,
        second=second,
        chip=state,
        trailing=due,
        trailing_tone="danger" if late else "text2",
        is_quiet=line.is_over,
        spoken=", ".join(part for part in spoken if part),
        data=facts,
    )


def sorted_cards(cards: Sequence[GoalCard], lines: dict[int, GoalLine]) -> list[GoalCard]:
    """Return the goals with what is late on top, those that are over last."""

    def place(card: GoalCard) -> tuple[bool, bool]:
        line = lines[card.id]
        late = card.days_left is not None and card.days_left < 0
        return line.is_over, not (late or any(step.is_late for step in line.milestones))

    return sorted(cards, key=place)


def _second(line: GoalLine, step: MilestoneRow | None, today: date) -> str:
    if line.is_over:
        return wording_together.over_words(line, today)
    if step is not None:
        return translate("together", "Next  {0}").format(step.title)
    if line.milestones:
        return translate("together", "All milestones are reached")
    return translate("together", "No milestone yet")


def _dashes(line: GoalLine, today: date) -> tuple[str, ...]:
    found = []
    for step in line.milestones:
        if step.state == "dropped":
            continue
        is_today = step.due_on == today.isoformat()
        kind = "late" if step.is_late else "today" if is_today else "open"
        found.append("done" if step.state == "done" else kind)
    return tuple(found[:_MOST])


class GoalDelegate(RowDelegate):
    """State at the left, two lines of words, the day and the dashes at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chip = 0

    def measure(self, rows: Sequence[Row]) -> None:
        """Line the titles up behind the widest state."""
        super().measure(rows)
        widths = [chips.chip_width(row.chip[0], row.chip[2]) for row in rows if row.chip]
        self._chip = max(widths, default=0)

    def row_height(self, row: Row, width: int) -> int:
        look = theme()
        lines = painting.line_height(look.font(13, 600)) + painting.line_height(look.font(12))
        return look.px(10 + 4 + 12) + lines

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        look = theme()
        inner = rect.adjusted(look.px(10), look.px(10), -look.px(10), -look.px(10))
        if row.chip:
            box = QRect(inner.left(), inner.top() - look.px(1), 0, look.px(22))
            box.setWidth(chips.chip_width(row.chip[0], row.chip[2]))
            chips.draw_chip(painter, painting.mirrored(box, rect), *row.chip)
        inner.setLeft(inner.left() + self._chip + look.px(12))
        top = self._paint_title(painter, rect, inner, row)
        if isinstance(row.data, GoalFacts):
            below = QRect(inner.left(), top, inner.width(), 0)
            below.setHeight(painting.line_height(look.font(12)))
            self._paint_next(painter, rect, below, row.data)

    def _paint_title(self, painter: QPainter, rect: QRect, inner: QRect, row: Row) -> int:
        look = theme()
        font, small = look.font(13, 400 if row.is_quiet else 600), look.font(12)
        wide = painting.text_width(row.trailing, small) if row.trailing else 0
        height = painting.line_height(font)
        end = QRect(inner.right() - wide, inner.top(), wide + 1, height)
        painting.draw_text(
            painter, painting.mirrored(end, rect), row.trailing, small,
            look.color(row.trailing_tone),
        )  # fmt: skip
        box = QRect(inner.left(), inner.top(), inner.width() - wide - look.px(12), height)
        ink = look.color("text2" if row.is_quiet else "text")
        painting.draw_text(painter, painting.mirrored(box, rect), row.title, font, ink)
        return inner.top() + height + look.px(4)

    def _paint_next(self, painter: QPainter, rect: QRect, box: QRect, facts: GoalFacts) -> None:
        look = theme()
        dashes = self._paint_dashes(painter, rect, box, facts.dashes)
        box = box.adjusted(0, 0, -dashes - look.px(12), 0)
        quiet, loud = look.font(12), look.font(12, 500)
        has_mark = facts.next_tone != "text2"
        mark = look.px(20) if has_mark else 0
        wide = painting.text_width(facts.next_words, loud) + mark if facts.next_words else 0
        gap = look.px(12) if wide else 0
        room = max(box.width() - wide - gap, look.px(60))
        used = min(painting.text_width(facts.next_title, quiet) + 2, room)
        first = QRect(box.left(), box.top(), used, box.height())
        painting.draw_text(
            painter, painting.mirrored(first, rect), facts.next_title, quiet, look.color("text2")
        )
        if not facts.next_words:
            return
        x = first.right() + gap
        ink = look.color(facts.next_tone)
        if has_mark:
            side = look.px(14)
            sign = QRect(x, box.top() + (box.height() - side) // 2, side, side)
            icons.paint(painter, painting.mirrored(sign, rect), "clock", ink)
        last = QRect(x + mark, box.top(), max(box.right() - x - mark, 1), box.height())
        painting.draw_text(painter, painting.mirrored(last, rect), facts.next_words, loud, ink)

    def _paint_dashes(
        self, painter: QPainter, rect: QRect, box: QRect, dashes: tuple[str, ...]
    ) -> int:
        """Paint a dash for each milestone from the right; return how much room they took."""
        look = theme()
        wide, high, gap = look.px(13), look.px(6), look.px(3)
        width = len(dashes) * (wide + gap)
        x, y = box.right() - width + gap, box.center().y() - high // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for kind in dashes:
            dash = QRectF(painting.mirrored(QRect(x, y, wide, high), rect))
            tone = {"late": "danger", "today": "warn", "open": "text3"}.get(kind, "accent")
            if kind == "done":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.color(tone))
            else:
                painter.setPen(QPen(look.color(tone), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                dash = dash.adjusted(0.75, 0.75, -0.75, -0.75)
            painter.drawRoundedRect(dash, dash.height() / 2, dash.height() / 2)
            x += wide + gap
        return width
