"""The rows of the action list: number, topic, asking side, due date, four dots."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter

from facilitator.domain.words import ActionState
from facilitator.queries.action_list import ActionGroup
from facilitator.queries.actions import ActionRow
from ui import wording
from ui.theme import theme
from ui.widgets import chips, painting
from ui.widgets.naming import initials
from ui.widgets.rows import Row, RowDelegate, Who
from ui.widgets.steps import draw_steps

translate = QCoreApplication.translate

STEPS = (
    ActionState.ASKED,
    ActionState.PROMISED,
    ActionState.DELIVERED,
    ActionState.ACCEPTED,
)
_ASKED, _DUE, _STANDS = 110, 96, 128
_NARROW = 620  # below this, what stands in columns goes on a line of its own


def reached(state: str) -> int:
    """Return how many of the four dots are filled; none for declined and dropped."""
    return STEPS.index(ActionState(state)) + 1 if state in STEPS else 0


def due_words(row: ActionRow, today: date) -> tuple[str, str, str]:
    """Return the due day, what it means now, and the tone of both."""
    if row.state in ("delivered", "accepted"):
        kept = row.delivered_on or row.accepted_on
        day = wording.short_day(row.due_on, today) if row.due_on else ""
        words = translate("actions", "kept {0}").format(wording.short_day(kept, today))
        return day, words if kept else "", "text2"
    if row.state in ("declined", "dropped"):
        return wording.short_day(row.due_on, today) if row.due_on else "", "", "text3"
    if not row.due_on:
        words = (
            translate("actions", "next session")
            if row.due_is_next
            else translate("actions", "needs a date")
        )
        return words, "", "text2" if row.due_is_next else "warn"
    day = wording.short_day(row.due_on, today)
    if row.days_late == 1:
        return day, translate("actions", "1 day late"), "danger"
    if row.days_late:
        return day, translate("actions", "{0} days late").format(row.days_late), "danger"
    tone = "warn" if row.due_on == today.isoformat() else "text2"
    return day, wording.distance(row.due_on, today), tone


def spoken(row: ActionRow, today: date) -> str:
    """Return what a screen reader says for an action."""
    day, words, _ = due_words(row, today)
    asked = translate("actions", "asked by {0}").format(row.asked_by) if row.asked_by else ""
    parts = (
        row.number, row.text, row.topic, row.owner, asked, day, words,
        wording.state("action", row.state)[0],
    )  # fmt: skip
    return ", ".join(part for part in parts if part)


def action_row(row: ActionRow, today: date) -> Row:
    """Return one action as a row of the list."""
    second = ", ".join(part for part in (row.topic, row.session_label) if part)
    return Row(
        row.id,
        row.text,
        second=second or translate("actions", "no topic"),
        number=row.number or "–",
        is_quiet=not row.is_open,
        spoken=spoken(row, today),
        data=(row, *due_words(row, today)),
    )


def heading_row(group: ActionGroup, first: ActionRow, *, by_person: bool) -> Row:
    """Return the heading of what one owner, or one side, owes; `first` stands right below it."""
    if by_person:
        name = first.owner or translate("actions", "Nobody yet")
    else:
        name = first.owner_party or translate("actions", "No side")
    words = translate("actions", "{0} open").format(group.open)
    if group.overdue:
        words = translate("actions", "{0} open, {1} overdue").format(group.open, group.overdue)
    letters = initials(name) if by_person and first.owner_id is not None else ""
    return Row(
        ("group", group.id),
        name,
        second=first.owner_party if by_person else "",
        second_dots=(first.owner_colour,) if by_person and first.owner_party else (),
        who=Who(name, letters, (first.owner_colour,)),
        trailing=words,
        trailing_tone="danger" if group.overdue else "text2",
        is_heading=True,
    )


class ActionDelegate(RowDelegate):
    """Paints the columns of an action behind its words; below them where the list is narrow."""

    def row_height(self, row: Row, width: int) -> int:
        """Return the height of a row, with a line more in a narrow list."""
        height = super().row_height(row, width)
        if row.is_heading or not self._is_narrow(width):
            return height
        return height + painting.line_height(theme().font(12)) + theme().px(4)

    def _is_narrow(self, width: int) -> bool:
        return width < theme().px(_NARROW)

    def _title_rect(self, row: Row, rect: QRect) -> QRect:
        box = super()._title_rect(row, rect)
        if self._is_narrow(rect.width()):
            return box
        columns = theme().px(_ASKED + _DUE + _STANDS + 24)
        return QRect(box.left(), box.top(), max(box.width() - columns, 80), box.height())

    def _second_width(self, row: Row, rect: QRect, title: QRect) -> int:
        return title.width()

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        """Paint words, asking side, due date and dots."""
        super().paint_row(painter, rect, row, selected)
        if row.is_heading or not isinstance(row.data, tuple):
            return
        action, day, words, tone = row.data
        if self._is_narrow(rect.width()):
            self._paint_below(painter, rect, row)
            return
        look = theme()
        top = rect.top() + look.px(self.pad)
        right = rect.right() - look.px(12)
        stands = QRect(right - look.px(_STANDS), top, look.px(_STANDS), look.px(38))
        due = QRect(stands.left() - look.px(_DUE), top, look.px(_DUE - 8), look.px(38))
        asked = QRect(due.left() - look.px(_ASKED), top, look.px(_ASKED - 8), look.px(20))
        if action.asked_by:
            chips.draw_dotted(
                painter, painting.mirrored(asked, rect), action.asked_by, (action.asked_colour,)
            )
        painting.draw_text(
            painter, painting.mirrored(due, rect), day,
            look.font(13, 600 if tone == "danger" else 500),
            look.color(tone if tone in ("danger", "warn") else "text"),
        )  # fmt: skip
        below = due.translated(0, painting.line_height(look.font(13)))
        painting.draw_text(
            painter, painting.mirrored(below, rect), words, look.font(12), look.color(tone)
        )
        self._paint_stands(painter, painting.mirrored(stands, rect), action)

    def _paint_below(self, painter: QPainter, rect: QRect, row: Row) -> None:
        if not isinstance(row.data, tuple):
            return
        action, day, words, tone = row.data
        look = theme()
        font = look.font(12, 500)
        line = painting.line_height(font)
        start = self._title_rect(row, rect).left()
        box = QRect(start, rect.bottom() - look.px(self.pad) - line, rect.right() - start, line)
        asked = translate("actions", "asked by {0}").format(action.asked_by)
        parts = (
            ", ".join(part for part in (day, words) if part),
            wording.state("action", action.state)[0].lower(),
            asked if action.asked_by else "",
        )
        painting.draw_text(
            painter, painting.mirrored(box, rect), " · ".join(part for part in parts if part),
            font, look.color(tone),
        )  # fmt: skip

    def _paint_stands(self, painter: QPainter, box: QRect, action: ActionRow) -> None:
        look = theme()
        dots = QRect(box.left(), box.top(), min(box.width(), look.px(112)), look.px(18))
        if painting.is_mirrored():
            dots.moveRight(box.right())
        count = reached(action.state)
        line = painting.line_height(look.font(12))
        if count:
            draw_steps(painter, dots, len(STEPS), count)
            place = box.adjusted(0, look.px(19), 0, 0)
        else:
            place = box
        place.setHeight(line)
        word = wording.state("action", action.state)[0].lower()
        painting.draw_text(
            painter, place, word, look.font(12), look.color("text2"),
            align=Qt.AlignmentFlag.AlignLeft,
        )  # fmt: skip
