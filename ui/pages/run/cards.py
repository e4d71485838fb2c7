"""How a captured thing is painted: kind, number and time, its words, and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QWidget

from facilitator.queries.captured import CaptureCard
from ui import icons, wording
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.rows import Row, RowDelegate, RowList
from ui.wording import translate

_LINES = 8
_SETTLED = {
    "question": "answered", "parked": "dealt with", "sayback": "said back", "idea": "dealt with",
    "want": "dealt with", "need": "dealt with", "challenge": "dealt with", "term": "explained",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meta:
    """One small statement below the words; `act` says what a click on it opens."""

    words: str
    dot: str | None = None
    tone: str = "text2"
    act: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card paints beside its words."""

    kind: str
    word: str
    tone: str
    icon: str
    number: str
    time: str
    metas: tuple[Meta, ...]
    is_quiet: bool = False


def metas(card: CaptureCard, today: date) -> tuple[Meta, ...]:
    """Return what stands below the words of a card."""
    if card.kind == "decision":
        return tuple(_side(card))
    if card.kind == "action":
        return _action(card, today)
    who = _who(card)
    found = [Meta(who, card.colour or None, act="who")] if who else []
    if card.kind == "concern":
        found.append(_concern(card))
    elif card.kind == "note":
        printed = translate("run", "in the minutes")
        scratch = translate("run", "scratch, prints nowhere")
        found.append(Meta(printed if card.in_minutes else scratch, act="minutes"))
    elif card.is_settled:
        words = settled_word(card.kind)
        found.append(Meta(f"{words}: {card.answer}" if card.answer else words, act="settle"))
    elif card.kind == "sayback":
        found.append(_sayback(card))
    elif card.kind == "question":
        found.append(Meta(translate("run", "open"), act="settle"))
    return tuple(found)


def settled_word(kind: str) -> str:
    """Return how a settled thing of this kind is called."""
    return {
        "answered": translate("run", "answered"), "said back": translate("run", "said back"),
        "explained": translate("run", "explained"),
    }.get(_SETTLED.get(kind, ""), translate("run", "dealt with"))  # fmt: skip


def _who(card: CaptureCard) -> str:
    return " · ".join(part for part in (card.party, card.person) if part)


def _side(card: CaptureCard) -> list[Meta]:
    found = []
    for side in card.sides:
        if not side.is_heard and card.state in ("proposed", "deferred"):
            words = translate("run", "{0}: not heard yet").format(side.party)
            found.append(Meta(words, side.colour, "warn", "sides"))
        elif side.position and side.position != "not_heard":
            words = f"{side.party} {wording.word(side.position).lower()}"
            found.append(Meta(words, side.colour, act="sides"))
        else:
            words = translate("run", "{0} was heard").format(side.party)
            found.append(Meta(words, side.colour, act="sides"))
    return found


def _action(card: CaptureCard, today: date) -> tuple[Meta, ...]:
    owner = Meta(translate("run", "nobody owns it"), tone="warn", act="details")
    if card.person:
        owner = Meta(card.person, card.colour or None, act="details")
    elif card.party:
        words = translate("run", "{0}, no person yet").format(card.party)
        owner = Meta(words, card.colour, "warn", "details")
    due = Meta(translate("run", "no date"), tone="warn", act="details")
    if card.due_on:
        due = Meta(wording.short_day(card.due_on, today, weekday=True), act="details")
    elif card.due_is_next:
        due = Meta(translate("run", "by the next session"), act="details")
    asked = Meta(translate("run", "who asked?"), tone="warn", act="details")
    if card.asked_by:
        words = translate("run", "{0} asked").format(card.asked_by)
        asked = Meta(words, card.asked_colour, act="details")
    return owner, due, asked


def _concern(card: CaptureCard) -> Meta:
    if card.state == "answered":
        return Meta(translate("run", "answered"), act="answer")
    if card.state == "heard":
        return Meta(translate("run", "heard, not taken up"), act="answer")
    return Meta(translate("run", "unanswered"), act="answer")


def _sayback(card: CaptureCard) -> Meta:
    """Return where it stands; a click opens the field for the next words."""
    if card.state == "restated":
        return Meta(translate("run", "said back, not confirmed"), tone="warn", act="settle")
    if card.state == "corrected":
        return Meta(translate("run", "corrected, say it once more"), tone="warn", act="settle")
    return Meta(translate("run", "not said back yet"), act="settle")


def shown(card: CaptureCard, time: str, today: date) -> Shown:
    """Return what a card paints."""
    word, tone, icon = wording.state("capture", card.kind)
    number = card.number
    if card.kind == "decision":
        state = wording.state("decision", card.state)[0].lower()
        number = f"{number} {state}".strip()
    elif card.kind == "action" and card.state not in ("asked", "promised"):
        number = f"{number} {wording.state('action', card.state)[0].lower()}".strip()
    return Shown(
        card.kind, word, "text2" if tone == "neutral" else tone, icon, number, time,
        metas(card, today), is_quiet=card.kind == "note" and not card.in_minutes,
    )  # fmt: skip


def card_row(card: CaptureCard, time: str, today: date) -> Row:
    """Return the list's row for a card, with all of it for screen readers."""
    what = shown(card, time, today)
    parts = (what.word, what.number, card.text, *(meta.words for meta in what.metas), time)
    spoken = ", ".join(part for part in parts if part)
    return Row(card.id, card.text, spoken=spoken, data=what)


@dataclass(slots=True)
class Plan:
    """Where the parts of one card lie, in the coordinates of the list."""

    ground: QRect
    kind: QRect
    more: QRect
    words: QRect
    metas: list[tuple[Meta, QRect]] = field(default_factory=list)
    height: int = 0

    def zone(self, x: int, y: int) -> tuple[str, str]:
        """Return the part at a point, and for a statement what a click on it opens."""
        grow = theme().px(5)
        for name, box in (("more", self.more), ("kind", self.kind)):
            if box.adjusted(-grow, -grow, grow, grow).contains(x, y):
                return name, ""
        for meta, box in self.metas:
            if meta.act and box.adjusted(-grow, -grow, grow, grow).contains(x, y):
                return "meta", meta.act
        return ("words", "") if self.words.contains(x, y) else ("", "")


class CardDelegate(RowDelegate):
    """Paints the cards and knows where their parts are."""

    editing: object = None
    editor_height = 0
    fresh: object = None
    hovered: tuple[object, str, str] = (None, "", "")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, dividers=False)
        self._kept_heights: dict[tuple[object, int], tuple[object, Row, int]] = {}

    # --- where things are -------------------------------------------------------------------

    def row_height(self, row: Row, width: int) -> int:
        """Return the height of a card; all are asked at every change, so it is kept.

        It is kept for each width: a list is laid out without and with its scroll bar.
        """
        what = (theme().unit, self.editor_height if self.editing == row.key else None)
        kept = self._kept_heights.get((row.key, width))
        if kept is not None and kept[0] == what and kept[1] == row:
            return kept[2]
        height = self.plan(row, QRect(0, 0, width, 0)).height
        self._kept_heights[row.key, width] = (what, row, height)
        return height

    def plan(self, row: Row, rect: QRect) -> Plan:
        """Return where the parts of a row lie inside `rect`."""
        look, what = theme(), row.data
        if not isinstance(what, Shown):
            return Plan(rect, QRect(), QRect(), rect)
        left, right = rect.left() + look.px(13), rect.right() - look.px(13)
        top = rect.top() + look.px(11)
        line = look.px(18)
        kind = QRect(left, top, look.px(20) + painting.text_width(what.word, _kind_font()), line)
        more = QRect(right - look.px(18), top - look.px(1), look.px(20), look.px(20))
        words_top = top + line + look.px(3)
        height = painting.text_height(row.title, self._font(what), right - left, _LINES)
        if self.editing == row.key:
            height = self.editor_height
        words = QRect(left, words_top, right - left, height)
        plan = Plan(rect, kind, more, words)
        bottom = self._place_metas(plan, what, left, right, words_top + height + look.px(5))
        plan.height = bottom + look.px(10) + look.px(8) - rect.top()
        plan.ground = QRect(rect.left(), rect.top(), rect.width(), plan.height - look.px(8))
        plan.kind, plan.more, plan.words = (
            painting.mirrored(box, rect) for box in (plan.kind, plan.more, plan.words)
        )
        plan.metas = [(meta, painting.mirrored(box, rect)) for meta, box in plan.metas]
        return plan

    def _place_metas(self, plan: Plan, what: Shown, left: int, right: int, top: int) -> int:
        look, x, y = theme(), left, top
        line = look.px(20)
        for meta in what.metas:
            width = painting.text_width(meta.words, _meta_font(meta))
            width += look.px(14) if meta.dot else 0
            if x > left and x + width > right:
                x, y = left, y + line
            plan.metas.append((meta, QRect(x, y, min(width, right - left), line)))
            x += width + look.px(14)
        return y + line if what.metas else top - look.px(4)

    def _font(self, what: Shown) -> QFont:
        return theme().font(13, 400 if what.is_quiet else 500)

    # --- painting ---------------------------------------------------------------------------

    def paint_ground(
        self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag, *, is_last: bool
    ) -> None:
        look = theme()
        box = self.plan(row, rect).ground
        radius = look.radius("card")
        tone = "accent_soft" if row.key == self.fresh else "bg" if not look.is_dark else "hover"
        painting.draw_round(painter, box, radius, look.color(tone))
        view = self.parent()
        has_focus = isinstance(view, RowList) and view.hasFocus()
        if has_focus and state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, box, radius)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        what = row.data
        if not isinstance(what, Shown):
            return
        plan, look = self.plan(row, rect), theme()
        is_hot = self.hovered[0] == row.key
        self._paint_top(painter, rect, plan, what, is_hot)
        if self.editing != row.key:
            tone = "text2" if what.is_quiet else "text"
            painting.draw_text(
                painter, plan.words, row.title, self._font(what), look.color(tone), limit=_LINES
            )
        for meta, box in plan.metas:
            self._paint_meta(painter, box, meta, is_hot and self.hovered[2] == meta.act)

    def _paint_top(
        self, painter: QPainter, rect: QRect, plan: Plan, what: Shown, is_hot: bool
    ) -> None:
        look, kind = theme(), plan.kind
        side = look.px(14)
        mark = painting.mirrored(
            QRect(kind.left(), kind.center().y() - side // 2, side, side), kind
        )
        icons.paint(painter, mark, what.icon, look.color(what.tone))
        word = painting.mirrored(kind.adjusted(look.px(20), 0, 0, 0), kind)
        painting.draw_text(painter, word, what.word, _kind_font(), look.color(what.tone))
        if is_hot and self.hovered[1] == "kind":
            self._underline(painter, word, what.tone)
        small = look.font(12)
        end = rect.right() - look.px(13)
        if is_hot:
            icons.paint(painter, plan.more.adjusted(2, 2, -2, -2), "dots-three", look.color("text"))
            end -= look.px(26)
        width = painting.text_width(what.time, small)
        time = QRect(end - width, kind.top(), width, kind.height())
        painting.draw_text(
            painter, painting.mirrored(time, rect), what.time, small, look.color("text2")
        )
        start = rect.left() + look.px(13) + kind.width() + look.px(8)
        number = QRect(start, kind.top(), max(end - width - look.px(8) - start, 1), kind.height())
        painting.draw_text(
            painter, painting.mirrored(number, rect), what.number, small, look.color("text2")
        )

    def _paint_meta(self, painter: QPainter, box: QRect, meta: Meta, is_hot: bool) -> None:
        look, start = theme(), 0
        if meta.dot:
            dot = painting.mirrored(QRect(box.left(), box.top(), look.px(8), box.height()), box)
            centre = QPointF(dot.center()) + QPointF(0.5, 0.5)
            painting.draw_dot(painter, centre, look.px(8), look.party(meta.dot).fill)
            start = look.px(14)
        line = painting.line_height(_meta_font(meta))
        words = QRect(
            box.left() + start, box.top() + (box.height() - line) // 2, box.width() - start, line
        )
        words = painting.mirrored(words, box)
        painting.draw_text(painter, words, meta.words, _meta_font(meta), look.color(meta.tone))
        if is_hot and meta.act:
            self._underline(painter, words, meta.tone)

    def _underline(self, painter: QPainter, box: QRect, tone: str) -> None:
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme().color(tone))


def _kind_font() -> QFont:
    return theme().font(12, 600)


def _meta_font(meta: Meta) -> QFont:
    return theme().font(12, 500 if meta.tone == "warn" else 400)
