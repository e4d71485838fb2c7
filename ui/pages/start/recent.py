"""Recent engagements: read without their locks in the background, painted as rich rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QPainter

from facilitator.errors import FacilitatorError, FileMissing
from ui import file_work, icons, wording
from ui.jobs import JobContext
from ui.theme import theme
from ui.widgets import chips, painting
from ui.widgets.rows import Row, RowDelegate

if TYPE_CHECKING:
    from facilitator.clock import Clock
    from facilitator.queries.recent import Overview

translate = QCoreApplication.translate
Mark = tuple[str, str, str]  # word, tone, icon


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file in the list: what it says of itself, or why it cannot be read. `changed` is UTC.

    One with a passphrase says nothing but its name, whoever looks (S4).
    """

    path: Path
    seen: Overview | None = None
    problem: str = ""
    is_missing: bool = False
    changed: datetime | None = None
    is_protected: bool = False

    @property
    def title(self) -> str:
        return self.seen.title if self.seen else self.path.stem


def look_at(
    paths: Sequence[Path], clock: Clock, found: list[RecentFile], context: JobContext
) -> list[RecentFile]:
    """Read the files one after the other into `found`; a bad one says why and stops nothing."""
    for number, path in enumerate(paths, start=1):
        context.check()
        found.append(_look_at(path, clock))
        context.report(number, len(paths), path.name)
    return found


def _look_at(path: Path, clock: Clock) -> RecentFile:
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if file_work.is_protected(path):
            return RecentFile(path, changed=changed, is_protected=True)
        return RecentFile(path, file_work.glance(path, clock), changed=changed)
    except (FileMissing, FileNotFoundError, NotADirectoryError):
        return RecentFile(path, is_missing=True)
    except FacilitatorError as error:
        return RecentFile(path, problem=wording.telling(error).title)
    except OSError as error:
        return RecentFile(path, problem=error.strerror or str(error))


# --- words --------------------------------------------------------------------------------------


def marks(file: RecentFile) -> list[Mark]:
    """Return the chips of a file: what is overdue or unanswered, or what is wrong with it."""
    if file.is_missing:
        return [(translate("start", "Moved? Find it"), "warn", "magnifying-glass")]
    if file.problem:
        return [(translate("start", "Cannot be opened"), "danger", "warning-circle")]
    if file.is_protected:
        return [(translate("start", "Protected"), "neutral", "lock-simple")]
    seen = file.seen
    if seen is None:
        return []
    found: list[Mark] = []
    if seen.is_running:
        found.append((translate("start", "Session running"), "action", "play-fill"))
    if seen.overdue:
        found.append((translate("start", "{0} overdue").format(seen.overdue), "danger", "clock"))
    if seen.unanswered:
        words = translate("start", "{0} unanswered").format(seen.unanswered)
        found.append((words, "warn", "warning-circle"))
    if not found and not seen.held:
        found.append((translate("start", "Nothing held yet"), "neutral", "circle"))
    return found or [(translate("start", "Nothing overdue"), "ok", "check")]


def next_words(file: RecentFile, today: date) -> tuple[str, str]:
    """Return the next session and how far away it is."""
    if file.is_missing:
        return translate("start", "It is not there any more"), ""
    if file.problem:
        return file.problem, ""
    if file.is_protected:
        return translate("start", "Opens with its passphrase"), ""
    if file.seen is None:
        return "", ""
    if not file.seen.next_starts:
        return translate("start", "No session planned"), ""
    starts = file.seen.next_starts
    words = f"{wording.long_day(starts, today)}, {wording.time_of(starts)}"
    return words, wording.distance(starts, today)


def changed_words(file: RecentFile, now: datetime) -> str:
    """Return when a file was changed last: 'today 13:40', 'yesterday', '12 Jun'."""
    if file.changed is None:
        return ""
    at = file.changed.astimezone(now.tzinfo)
    days = (now.date() - at.date()).days
    if days <= 0:
        return translate("start", "today {0}").format(wording.time_of(at))
    return translate("start", "yesterday") if days == 1 else wording.short_day(at, now.date())


def recent_row(file: RecentFile, now: datetime) -> Row:
    """Return a file as a row of the list, with all it says for a screen reader."""
    first, second = next_words(file, now.date())
    sides = ", ".join(name for name, _colour in file.seen.parties) if file.seen else ""
    chips_said = ", ".join(word for word, _tone, _icon in marks(file))
    parts = (file.title, sides, f"{first} {second}".strip(), chips_said, file.path.name)
    return Row(
        str(file.path),
        file.title,
        trailing=changed_words(file, now),
        second=f"{first}|{second}",
        spoken=", ".join(part for part in parts if part),
        data=file,
    )


# --- painting -----------------------------------------------------------------------------------


class RecentDelegate(RowDelegate):
    """Title, sides, next session, what is late: four lines."""

    def measure(self, rows: Sequence[Row]) -> None:
        """Nothing lines up in columns here."""

    def row_height(self, row: Row, width: int) -> int:
        look = theme()
        return (
            look.px(14 + 14 + 4 + 4 + 24)
            + painting.line_height(look.font(15, 600))
            + look.px(20)
            + painting.line_height(look.font(13))
        )

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        if not isinstance(row.data, RecentFile):
            return
        look = theme()
        inner = rect.adjusted(look.px(14), look.px(14), -look.px(14), -look.px(10))
        y = inner.top() + self._paint_title(painter, inner, row)
        y += self._paint_sides(painter, inner, y, row.data)
        y += self._paint_next(painter, inner, y, row)
        self._paint_marks(painter, inner, y + look.px(6), row.data)

    def _paint_title(self, painter: QPainter, inner: QRect, row: Row) -> int:
        look = theme()
        small, lead = look.font(12), look.font(15, 600)
        wide = painting.text_width(row.trailing, small) if row.trailing else 0
        height = painting.line_height(lead)
        end = QRect(inner.right() - wide, inner.top(), wide, height)
        end.translate(0, look.px(2))
        painting.draw_text(
            painter, painting.mirrored(end, inner), row.trailing, small, look.color("text2")
        )
        box = QRect(inner.left(), inner.top(), inner.width() - wide - look.px(12), height)
        is_lost = isinstance(row.data, RecentFile) and row.data.is_missing
        ink = look.color("text2" if is_lost else "text")
        painting.draw_text(painter, painting.mirrored(box, inner), row.title, lead, ink)
        return height

    def _paint_sides(self, painter: QPainter, inner: QRect, y: int, file: RecentFile) -> int:
        look = theme()
        height, x = look.px(20), inner.left()
        parties = file.seen.parties if file.seen else ()
        for name, colour in parties:
            wide = painting.text_width(name, look.font(12)) + chips.dots_width(1)
            wide = min(wide, inner.right() - x)
            if wide < look.px(40):
                break
            box = painting.mirrored(QRect(x, y, wide, height), inner)
            chips.draw_dotted(painter, box, name, [colour])
            x += wide + look.px(14)
        if not parties:
            box = painting.mirrored(QRect(x, y, inner.width(), height), inner)
            chips.draw_dotted(painter, box, str(file.path.parent), ())
        return height + look.px(4)

    def _paint_next(self, painter: QPainter, inner: QRect, y: int, row: Row) -> int:
        look, file = theme(), row.data
        first, _, second = row.second.partition("|")
        strong, plain = look.font(13, 500), look.font(13)
        height = painting.line_height(plain)
        if not first or not isinstance(file, RecentFile):
            return height
        side, x = look.px(15), inner.left()
        if file.seen is not None:
            box = QRect(x, y + (height - side) // 2, side, side)
            ink = look.color("text2")
            icons.paint(painter, painting.mirrored(box, inner), "calendar-blank", ink)
            x += look.px(24)
        has_day = bool(second)
        wide = min(painting.text_width(first, strong) + look.px(2), inner.right() - x)
        box = painting.mirrored(QRect(x, y, wide, height), inner)
        font = strong if has_day else plain
        painting.draw_text(painter, box, first, font, look.color("text" if has_day else "text2"))
        rest = QRect(x + wide + look.px(10), y, 0, height)
        rest.setRight(inner.right())
        if has_day and rest.width() > look.px(30):
            box = painting.mirrored(rest, inner)
            painting.draw_text(painter, box, second, plain, look.color("text2"))
        return height

    def _paint_marks(self, painter: QPainter, inner: QRect, y: int, file: RecentFile) -> None:
        look, x = theme(), inner.left()
        height = look.px(24)
        for word, tone, icon in marks(file):
            wide = chips.chip_width(word, icon)
            if x + wide > inner.right():
                break
            box = painting.mirrored(QRect(x, y, wide, height), inner)
            chips.draw_chip(painter, box, word, tone, icon)
            x += wide + look.px(8)
        small = look.font(12)
        rest = inner.right() - x - look.px(8)
        if rest > look.px(60):
            wide = min(painting.text_width(file.path.name, small), rest)
            top = y + (height - painting.line_height(small)) // 2
            box = QRect(inner.right() - wide, top, wide, height)
            painting.draw_text(
                painter, painting.mirrored(box, inner), file.path.name, small, look.color("text2")
            )
