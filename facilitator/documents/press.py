"""Print: compose a projection, fill pages, add what every page carries, and write the file.

Nothing stands under the wanted name before it is whole. What pages carry around the text (running
head, state, classification, code, `page x of y`) is added when all pages are known.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator import outputs
from facilitator.documents import bidi, look, parts, wording
from facilitator.documents.attachments import Attachment, Relationship
from facilitator.documents.content import code_of, content_code
from facilitator.documents.desk import Desk
from facilitator.documents.flow import Flow
from facilitator.documents.fonts import FindFont, FontBook, name_of
from facilitator.documents.jobs import Job
from facilitator.documents.lines import Line, Span
from facilitator.documents.page import Carried, Page, Sheet
from facilitator.documents.roles import Element, Run
from facilitator.documents.text import printable
from facilitator.errors import Cancelled

if TYPE_CHECKING:
    from facilitator.documents.pdf import Info

Progress = Callable[[float], None]

_ELLIPSIS = "\u2026"
_COMPOSED, _FLOWED, _PRINTED = 0.55, 0.75, 0.95


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished print. `missing` holds the characters no font could draw; `warning` names them."""

    data: bytes
    page_count: int
    structure: Element
    artifacts: tuple[str, ...]
    missing: tuple[str, ...]
    code: str

    @property
    def warning(self) -> str:
        return wording.missing_notice([name_of(c) for c in self.missing]) if self.missing else ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """Return every drawn run that is content, in reading order."""
        return tuple(self.structure.runs())


class _Watch:
    """Hears how far the work is, tells the caller, and stops when asked to."""

    def __init__(
        self, progress: Progress | None, cancelled: Callable[[], bool] | None, units: int
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._units = max(units, 1)
        self._done = 0

    def tick(self) -> None:
        """Note one more composed thing."""
        self._done += 1
        if self._done % 16 == 0:
            self.reach(_COMPOSED * min(1.0, self._done / self._units))

    def reach(self, share: float) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if self._progress is not None:
            self._progress(share)

    def between(self, low: float, high: float) -> Callable[[float], None]:
        """Return a listener for a part of the work."""

        def tick(share: float) -> None:
            self.reach(low + (high - low) * share)

        return tick


def write(
    job: Job,
    path: Path,
    find_font: FindFont | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    inspect: outputs.Inspect | None = None,
    attachments: Sequence[Attachment] = (),
    pictures: Mapping[str, bytes] | None = None,
) -> Printed:
    """Print and write the file.

    Raises:
        Cancelled: `cancelled` said yes; no file is left behind.
        WriteFailed: the system could not write.
    """
    printed = render(job, find_font, progress, cancelled, attachments, pictures)
    outputs.write_bytes(path, printed.data, inspect)
    if progress is not None:
        progress(1.0)
    return printed


def render(
    job: Job,
    find_font: FindFont | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    attachments: Sequence[Attachment] = (),
    pictures: Mapping[str, bytes] | None = None,
) -> Printed:
    """Return the print of a job, in memory."""
    watch = _Watch(progress, cancelled, job.units)
    watch.reach(0.0)
    with _uncollected():
        printed = _render(job, find_font, watch, attachments, pictures or {})
    watch.reach(_PRINTED)
    return printed


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the cycle collector off while very many small things are made.

    It would find nothing here, takes a quarter of the time, and in a background thread it might
    be the one to finalise a window's widgets.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _render(
    job: Job,
    find_font: FindFont | None,
    watch: _Watch,
    attachments: Sequence[Attachment],
    pictures: Mapping[str, bytes],
) -> Printed:
    from facilitator.documents.pdf import Content, pdf_bytes

    book = FontBook(find_font)
    engagement = job.paper.engagement
    sheet = look.sheet(engagement.paper_size, engagement.language)
    if job.band:
        sheet = look.banded(sheet)
    desk = Desk(sheet, book, watch.tick, pictures)
    job.compose(desk)
    code = job.code or _code(job, attachments)
    carried = _Carried(job, code, desk)
    if book.missing:
        _put_notice(desk, book.missing)
    flow = Flow(sheet)
    pages = flow.run(desk.blocks, watch.between(_COMPOSED, _FLOWED))
    flow.number_pages(desk.setter, look.DATA)
    for page in pages:
        carried.draw(page, len(pages))
    content = Content(
        pages,
        (sheet.width, sheet.height),
        book.cuts,
        flow.bookmarks,
        desk.root,
        attachments,
        _info(job, code, sheet),
    )
    data = pdf_bytes(content, watch.between(_FLOWED, _PRINTED))
    artifacts = tuple(text for page in pages for text in page.artifacts)
    return Printed(data, len(pages), desk.root, artifacts, book.missing, code)


def _put_notice(desk: Desk, missing: tuple[str, ...]) -> None:
    """Set the warning before the first section, where nobody can overlook it."""
    blocks = desk.blocks
    desk.blocks = []
    section = desk.sect
    desk.sect = Element(section.role, desk.root)
    parts.notice(desk, missing)
    notices, desk.blocks = desk.blocks, blocks
    place = next((i for i, block in enumerate(blocks) if block.bookmark and i > 2), len(blocks))
    blocks[place:place] = notices
    desk.sect = section


def _code(job: Job, attachments: Sequence[Attachment]) -> str:
    """Return the code of the data inside; it is made a second time only where none is."""
    inside = [each.data for each in attachments if each.relationship == Relationship.SOURCE]
    return code_of(inside[0]) if len(inside) == 1 else content_code(job.paper)


class _Carried:
    """What every page carries outside its text: artifacts, all of it."""

    def __init__(self, job: Job, code: str, desk: Desk) -> None:
        self._sheet: Sheet = desk.sheet
        self._desk = desk
        names = (job.running_head, job.copy)
        self._running_head = " \u00b7 ".join(printable(name) for name in names if name)
        self._mark = printable(job.mark)
        classification = printable(job.paper.engagement.classification)
        self._foot = self._foot_lines(
            [_as_sentence(job.standing), printable(job.copy)], [f"code {code}", classification]
        )
        self._band = desk.setter.lines([Span(job.band, look.BAND)], 1e6)[0] if job.band else None
        for text in (self._running_head, *self._foot, _ELLIPSIS):
            self._line(text, 1e6)  # measured now, so that what no font can draw is known

    def _foot_lines(self, standing: Sequence[str], origin: Sequence[str]) -> list[str]:
        """Return one line where all has room, else two: who may read it is never cut short."""
        parts = [[word for word in words if word] for words in (standing, origin)]
        whole = " \u00b7 ".join(parts[0] + parts[1])
        room = self._sheet.measure - 12 - self._desk.setter.width("Page 999 of 999", look.FOOT)
        if self._desk.setter.width(whole, look.FOOT) <= room:
            return [whole]
        return [" \u00b7 ".join(words) for words in parts]

    def draw(self, page: Page, count: int) -> None:
        sheet = self._sheet
        foot = sheet.height - sheet.bottom + 26
        page.rectangle(sheet.left, foot, sheet.measure, 0.5, look.HAIRLINE)
        number = f"Page {page.number} of {count}"
        for place, line in enumerate(self._foot):
            end = "" if place else number
            self._pair(page, line, end, foot + 5 + place * look.FOOT.leading, Carried.FOOTER)
        if page.number > 1:
            self._pair(page, self._running_head, self._mark, sheet.top - 30, Carried.HEADER)
        if self._band is not None:
            self._draw_band(page, self._band)
        page.close()

    def _draw_band(self, page: Page, line: Line) -> None:
        """Draw the band at head and foot and a bar down the edge, in black: it is for one alone."""
        sheet, edge, height = self._sheet, look.BAND_EDGE, look.BAND_HEIGHT
        below = sheet.height - edge - height
        page.rectangle(edge, edge, height / 2, sheet.height - 2 * edge, look.BLACK)
        for top, carried in ((edge, Carried.HEADER), (below, Carried.FOOTER)):
            page.rectangle(edge, top, sheet.width - 2 * edge, height, look.BLACK)
            left = (sheet.width - line.width) / 2
            page.line(line, left, top + (height - line.height) / 2, None, carried)

    def _pair(self, page: Page, left: str, right: str, top: float, carried: Carried) -> None:
        """Draw two texts at the ends of a line, the left one cut short where it is too long."""
        sheet = self._sheet
        end = self._line(right, 1e6)
        room = sheet.measure - (end.width + 12 if end else 0.0)
        start = self._line(left, room)
        if start is not None:
            page.line(start, sheet.left, top, None, carried)
        if end is not None:
            page.line(end, sheet.left + sheet.measure - end.width, top, None, carried)

    def _line(self, text: str, room: float) -> Line | None:
        setter = self._desk.setter
        lines = setter.lines(_told_apart(text), room)
        if len(lines) > 1:
            room -= setter.width(_ELLIPSIS, look.FOOT)
            first = setter.lines(_told_apart(text), room)[0]
            cut = "".join(mark.text for mark in first.marks).rstrip(" ,;:\u00b7")
            lines = setter.lines(_told_apart(cut + _ELLIPSIS), 1e6)
        return lines[0] if lines else None


def _as_sentence(standing: str) -> str:
    """Return `Draft minutes, version 1` for what the head says in capitals; months keep theirs."""
    words = " ".join(word.lower() if word.isupper() else word for word in standing.split(" "))
    return words[:1].upper() + words[1:]


def _told_apart(text: str) -> list[Span]:
    """Return a line as spans, so that a title from right to left takes no date or code along."""
    if not bidi.has_right_to_left(text):
        return [Span(text, look.FOOT)]
    title, comma, day = text.rpartition(", ")
    parts = re.split("(?= \u00b7 )", text) if " \u00b7 " in text else [title, comma + day]
    return [Span(part, look.FOOT) for part in parts if part]


def _info(job: Job, code: str, sheet: Sheet) -> Info:
    from facilitator.documents.pdf import Info

    engagement = job.paper.engagement
    return Info(
        title=printable(job.title),
        author=printable(job.author or engagement.organisation or engagement.title),
        subject=printable(engagement.title),
        keywords="; ".join(
            word for word in (job.standing, printable(job.copy), f"code {code}") if word
        ),
        language=engagement.language,
        made_at=job.made_at,
        is_mirrored=sheet.is_mirrored,
    )
