"""The next dates of the series, and what falls on each (K1, K2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu

from facilitator.queries.calendar import Occasion
from facilitator.queries.next_dates import NextDate
from ui.item_models.occasion_rows import key_of
from ui.pages.goals.locking import read_only_reason
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import LinkButton, explain_disabled
from ui.widgets.card import Card
from ui.widgets.naming import identify
from ui.widgets.row_tips import TippedDelegate
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import plan as words
from ui.wording import short_day
from ui.workspace import Workspace

_DAY, _NUMBER = 84, 64


class DatesCard(Card):
    """Some dates. `opened` carries the one to show, `asked` what to do and with which."""

    opened = Signal(object)
    asked = Signal(str, object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(self.tr("Next dates"), margin=16, spacing=4)
        self._workspace = workspace
        self._found: dict[str, NextDate] = {}
        self._menu: QMenu | None = None
        self.change = identify(
            LinkButton(self.tr("Move or skip one")), "dates-change",
            self.tr("Move or skip the date that is chosen"),
        )  # fmt: skip
        self.add_to_header(self.change)
        self.list = RowList(self.tr("Next dates"), dividers=False, fit=5)
        self.list.painter_of_rows = DateDelegate(self.list, dividers=False)
        self.list.setItemDelegate(self.list.painter_of_rows)
        self.add(identify(self.list, "next-dates"))
        self.nothing = Text(
            self.tr("No date is to come: the series has ended."), "quiet", wrap=True
        )
        self.add(self.nothing)
        self.body.addStretch(1)
        self.list.opened.connect(self._on_opened)
        self.change.clicked.connect(self._on_change)

    def show_dates(self, found: Sequence[NextDate]) -> None:
        """Show the dates in the order of time."""
        today = self._workspace.today()
        self._found = {key_of(each.occasion): each for each in found}
        self.list.set_rows([self._row(each, today) for each in found])
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        explain_disabled(self.change, read_only_reason(self._workspace))
        self.change.setVisible(bool(found))

    def _row(self, each: NextDate, today: date) -> Row:
        about = each.occasion
        day = short_day(about.starts_local, today, weekday=True)
        parts = words.falls_parts(each, today)
        falls = ", ".join(parts)
        tone = "warn" if about.state in ("skipped", "moved") else "text2"
        spoken = ", ".join(part for part in (day, about.label, about.title, falls) if part)
        return Row(
            key_of(about),
            falls,
            number=about.label,
            trailing=day,
            trailing_tone=tone,
            is_quiet=about.state == "skipped",
            spoken=spoken,
            data=parts,
        )

    def chosen(self) -> Occasion | None:
        """Return the date that is chosen, else the first that can be changed."""
        key = self.list.current()
        found = self._found.get(str(key)) if key is not None else None
        if found is None:
            found = next(iter(self._found.values()), None)
        return found.occasion if found else None

    def _on_opened(self, key: object) -> None:
        found = self._found.get(str(key))
        if found is not None:
            self.opened.emit(found.occasion)

    def _on_change(self) -> None:
        """Offer every date with what can be done to it; the one that is chosen stands first."""
        menu = self._menu = QMenu(self)
        today, current = self._workspace.today(), self.list.current()
        every = sorted(self._found.items(), key=partial(_not_current, current))
        for number, (_key, each) in enumerate(every):
            if number == 1 and current is not None:
                menu.addSeparator()
            about = each.occasion
            day = short_day(about.starts_local, today, weekday=True)
            for name, said in self._deeds(about):
                menu.addAction(said.format(day), partial(self.asked.emit, name, about))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.change.mapToGlobal(QPoint(0, self.change.height())))

    def _deeds(self, each: Occasion) -> list[tuple[str, str]]:
        if each.state == "skipped":
            return [("restore", self.tr("Restore {0}"))]
        move = ("move", self.tr("Move {0}…"))
        if each.session_id is not None:
            return [move, ("cancel", self.tr("Call off {0}…"))] if each.state == "planned" else []
        return [move, ("skip", self.tr("Skip {0}…")), ("create", self.tr("Plan {0}"))]


def _not_current(current: object, each: tuple[str, NextDate]) -> bool:
    return current is not None and each[0] != current


def fitting(row: Row, room: int) -> str:
    """Return as much of what falls on a date as fits whole; the first is cut where it must be."""
    parts = [str(part) for part in row.data] if isinstance(row.data, tuple) else []
    for count in range(len(parts), 0, -1):
        said = ", ".join([*parts[:count], *(["…"] if count < len(parts) else [])])
        if painting.text_width(said, theme().font(13)) <= room:
            return said
    return parts[0] if parts else row.title


class DateDelegate(TippedDelegate):
    """Day, number, and what falls on it, in one line."""

    def measure(self, rows: Sequence[Row]) -> None:
        """The columns are fixed."""

    def row_height(self, row: Row, width: int) -> int:
        return theme().px(26)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        look = theme()
        ink = "text2" if row.is_quiet else "text"
        left, font = rect.left() + look.px(6), look.font(13, 600 if not row.is_quiet else 400)
        line = painting.line_height(font)
        top = rect.top() + (rect.height() - line) // 2
        number = left + look.px(_DAY)
        words_at = number + (look.px(_NUMBER) if rect.width() > look.px(300) else 0)
        room = rect.right() - look.px(6) - words_at
        cells = [
            (left, look.px(_DAY), row.trailing, font, ink),
            (words_at, room, fitting(row, room - look.px(4)), look.font(13), "text2"),
        ]
        if words_at > number:
            small = look.font(13, tabular=True)
            cells.append((number, look.px(_NUMBER), row.number, small, "text2"))
        for x, wide, said, face, tone in cells:
            box = painting.mirrored(QRect(x, top, max(wide - look.px(4), 1), line), rect)
            painting.draw_text(painter, box, said, face, look.color(tone))
