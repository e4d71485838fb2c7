"""Print: compose a projection, fill pages, add what every page carries, and write the file.

Nothing stands under the wanted name before it is whole. What pages carry around the text (running
head, state, classification, code, `page x of y`) is added when all pages are known.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from facilitator import outputs
from facilitator.documents import look, parts, wording
from facilitator.documents.content import content_code
from facilitator.documents.desk import Desk
from facilitator.documents.flow import Flow
from facilitator.documents.fonts import FindFont, FontBook, name_of
from facilitator.documents.lines import Line, Span
from facilitator.documents.page import Page, Sheet
from facilitator.documents.roles import Element, Run
from facilitator.documents.text import printable
from facilitator.errors import Cancelled
from facilitator.projections.handover_papers import HandoverPack
from facilitator.projections.paper import Paper
from facilitator.projections.plan_papers import EngagementReport, PlanPaper
from facilitator.projections.types import (
    Agenda,
    EngagementHead,
    GoalRegister,
    Minutes,
    PreBrief,
    Record,
)

if TYPE_CHECKING:
    from facilitator.documents.pdf import Info

Progress = Callable[[float], None]

_ELLIPSIS = "\u2026"
_COMPOSED, _FLOWED, _PRINTED = 0.55, 0.75, 0.95


@dataclass(frozen=True, slots=True)
class Job:
    """What to print: how to compose it and what its pages and its file say about it."""

    paper: Paper
    compose: Callable[[Desk], None]
    standing: str
    title: str
    author: str
    running_head: str
    mark: str
    made_at: datetime | None
    units: int


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
) -> Printed:
    """Print and write the file.

    Raises:
        Cancelled: `cancelled` said yes; no file is left behind.
        WriteFailed: the system could not write.
    """
    printed = render(job, find_font, progress, cancelled)
    outputs.write_bytes(path, printed.data, inspect)
    if progress is not None:
        progress(1.0)
    return printed


def render(
    job: Job,
    find_font: FindFont | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Printed:
    """Return the print of a job, in memory."""
    watch = _Watch(progress, cancelled, job.units)
    watch.reach(0.0)
    with _uncollected():
        printed = _render(job, find_font, watch)
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


def _render(job: Job, find_font: FindFont | None, watch: _Watch) -> Printed:
    from facilitator.documents.pdf import pdf_bytes

    book = FontBook(find_font)
    sheet = look.sheet(job.paper.engagement.paper_size)
    desk = Desk(sheet, book, watch.tick)
    job.compose(desk)
    code = content_code(job.paper)
    carried = _Carried(job, code, desk)
    if book.missing:
        _put_notice(desk, book.missing)
    flow = Flow(sheet)
    pages = flow.run(desk.blocks, watch.between(_COMPOSED, _FLOWED))
    flow.number_pages(desk.setter, look.DATA)
    for page in pages:
        carried.draw(page, len(pages))
    data = pdf_bytes(
        pages,
        (sheet.width, sheet.height),
        book.cuts,
        flow.bookmarks,
        _info(job, code),
        watch.between(_FLOWED, _PRINTED),
    )
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


class _Carried:
    """What every page carries outside its text: artifacts, all of it."""

    def __init__(self, job: Job, code: str, desk: Desk) -> None:
        self._sheet: Sheet = desk.sheet
        self._desk = desk
        self._running_head = printable(job.running_head)
        self._mark = printable(job.mark)
        classification = printable(job.paper.engagement.classification)
        words = [job.standing.capitalize(), f"code {code}", classification]
        self._foot = " \u00b7 ".join(word for word in words if word)
        for text in (self._running_head, self._foot, _ELLIPSIS):
            self._line(text, 1e6)  # measured now, so that what no font can draw is known

    def draw(self, page: Page, count: int) -> None:
        sheet = self._sheet
        foot = sheet.height - sheet.bottom + 26
        page.rectangle(sheet.left, foot, sheet.measure, 0.5, look.HAIRLINE)
        number = f"Page {page.number} of {count}"
        self._pair(page, self._foot, number, foot + 5)
        if page.number > 1:
            self._pair(page, self._running_head, self._mark, sheet.top - 30)

    def _pair(self, page: Page, left: str, right: str, top: float) -> None:
        """Draw two texts at the ends of a line, the left one cut short where it is too long."""
        sheet = self._sheet
        end = self._line(right, 1e6)
        room = sheet.measure - (end.width + 12 if end else 0.0)
        start = self._line(left, room)
        if start is not None:
            page.line(start, sheet.left, top, None)
        if end is not None:
            page.line(end, sheet.left + sheet.measure - end.width, top, None)

    def _line(self, text: str, room: float) -> Line | None:
        setter = self._desk.setter
        lines = setter.lines([Span(text, look.FOOT)], room)
        if len(lines) > 1:
            room -= setter.width(_ELLIPSIS, look.FOOT)
            first = setter.lines([Span(text, look.FOOT)], room)[0]
            cut = "".join(mark.text for mark in first.marks).rstrip(" ,;:\u00b7")
            lines = setter.lines([Span(cut + _ELLIPSIS, look.FOOT)], 1e6)
        return lines[0] if lines else None


def _info(job: Job, code: str) -> Info:
    from facilitator.documents.pdf import Info

    engagement = job.paper.engagement
    return Info(
        title=printable(job.title),
        author=printable(job.author or engagement.organisation or engagement.title),
        subject=printable(engagement.title),
        keywords=f"{job.standing}; code {code}",
        language=engagement.language,
        made_at=job.made_at,
    )


# --- what there is to print ----------------------------------------------------------------------


def job_of(paper: Paper) -> Job:
    """Return what there is to know for printing a paper."""
    match paper:
        case Minutes():
            return minutes_job(paper)
        case Agenda():
            return agenda_job(paper)
        case PreBrief():
            return prebrief_job(paper)
        case GoalRegister():
            return goals_job(paper)
        case Record():
            return record_job(paper)
        case EngagementReport():
            return report_job(paper)
        case PlanPaper():
            return plan_job(paper)
        case HandoverPack():
            return handover_job(paper)


def minutes_job(minutes: Minutes) -> Job:
    from facilitator.documents import minutes as paper

    session = minutes.session
    day = wording.long_day(session.starts)
    return Job(
        paper=minutes,
        compose=lambda desk: paper.compose(desk, minutes),
        standing=paper.standing(minutes),
        title=f"Minutes {session.number}: {session.title}",
        author=session.minute_taker or session.facilitator,
        running_head=f"{session.title}, {day}",
        mark=session.number,
        made_at=_made_at(session.ends or session.starts, session.zone),
        units=_units(minutes),
    )


def agenda_job(agenda: Agenda) -> Job:
    from facilitator.documents import agenda as paper

    session = agenda.session
    return Job(
        paper=agenda,
        compose=lambda desk: paper.compose(desk, agenda),
        standing=paper.STANDING,
        title=f"Agenda {session.number}: {session.title}",
        author=session.facilitator,
        running_head=f"{session.title}, {wording.long_day(session.starts)}",
        mark=session.number,
        made_at=_made_at(session.starts, session.zone),
        units=len(agenda.items) + len(agenda.open_actions),
    )


def prebrief_job(brief: PreBrief) -> Job:
    from facilitator.documents import prebrief as paper

    session = brief.session
    return Job(
        paper=brief,
        compose=lambda desk: paper.compose(desk, brief),
        standing=paper.standing(brief),
        title=f"Pre-brief {session.number} for {brief.party.name}: {session.title}",
        author=session.facilitator,
        running_head=f"{session.title}, {wording.long_day(session.starts)}",
        mark=session.number,
        made_at=_made_at(session.starts, session.zone),
        units=len(brief.items) + len(brief.terms) + len(brief.owed),
    )


def goals_job(register: GoalRegister) -> Job:
    from facilitator.documents import goal_sheets as paper

    return Job(
        paper=register,
        compose=lambda desk: paper.compose(desk, register),
        standing=paper.STANDING,
        title=f"Common goals: {register.engagement.title}",
        author="",
        running_head=register.engagement.title,
        mark=wording.long_day(register.on),
        made_at=_made_at(register.on, ""),
        units=4 * len(register.goals),
    )


def record_job(record: Record) -> Job:
    from facilitator.documents import record as paper

    engagement: EngagementHead = record.engagement
    last = record.sessions[-1].session if record.sessions else None
    return Job(
        paper=record,
        compose=lambda desk: paper.compose(desk, record),
        standing=paper.STANDING,
        title=f"Record: {engagement.title}",
        author=last.facilitator if last else "",
        running_head=engagement.title,
        mark=wording.period(record.from_on, record.to_on),
        made_at=_made_at(last.ends or last.starts, last.zone) if last else None,
        units=sum(_units(one) + 1 for one in record.sessions)
        + len(record.decisions)
        + len(record.actions),
    )


def report_job(report: EngagementReport) -> Job:
    from facilitator.documents import report as paper

    return Job(
        paper=report,
        compose=lambda desk: paper.compose(desk, report),
        standing=paper.STANDING,
        title=f"Report: {report.engagement.title}",
        author=report.facilitator,
        running_head=report.engagement.title,
        mark=wording.period(report.from_on, report.on),
        made_at=_made_at(report.on, ""),
        units=len(report.goals) + len(report.decisions),
    )


def plan_job(plan: PlanPaper) -> Job:
    from facilitator.documents import plan_sheets as paper

    return Job(
        paper=plan,
        compose=lambda desk: paper.compose(desk, plan),
        standing=paper.STANDING,
        title=f"Communication plan: {plan.engagement.title}",
        author="",
        running_head=plan.engagement.title,
        mark=wording.long_day(plan.on),
        made_at=_made_at(plan.on, ""),
        units=len(plan.dates) + len(plan.bars),
    )


def handover_job(pack: HandoverPack) -> Job:
    from facilitator.documents import handover_pack as paper

    return Job(
        paper=pack,
        compose=lambda desk: paper.compose(desk, pack),
        standing=paper.STANDING,
        title=f"Handover pack: {pack.engagement.title}",
        author=pack.facilitator,
        running_head=pack.engagement.title,
        mark=wording.long_day(pack.on),
        made_at=_made_at(pack.on, ""),
        units=len(pack.goals) + len(pack.actions) + len(pack.concerns) + len(pack.terms),
    )


def _units(minutes: Minutes) -> int:
    """Return how many things of some size there are to compose."""
    return (
        len(minutes.items)
        + len(minutes.decisions)
        + len(minutes.actions)
        + min(len(minutes.actions), 10)
        + len(minutes.matters_arising)
        + len(minutes.raised)
        + len(minutes.parked)
    )


def _made_at(text: str, zone: str) -> datetime | None:
    at = wording.moment(text)
    if at is None:
        return None
    try:
        return at.replace(tzinfo=ZoneInfo(zone)) if zone else at
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return at
