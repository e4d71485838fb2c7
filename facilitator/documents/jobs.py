"""What there is to print: how each kind of paper is composed, and what its pages say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from facilitator.documents import wording, wording_minutes
from facilitator.documents.desk import Desk
from facilitator.projections.executive_papers import ExecutiveSummary
from facilitator.projections.handover_papers import HandoverPack
from facilitator.projections.paper import Paper
from facilitator.projections.plan_papers import EngagementReport, PlanPaper
from facilitator.projections.reply_papers import ReplySheet
from facilitator.projections.run_book_papers import RunBook
from facilitator.projections.types import (
    Agenda,
    EngagementHead,
    GoalRegister,
    Minutes,
    PreBrief,
    Record,
)


@dataclass(frozen=True, slots=True)
class Job:
    """What to print: how to compose it and what its pages and its file say about it."""

    paper: Paper | RunBook
    compose: Callable[[Desk], None]
    standing: str
    title: str
    author: str
    running_head: str
    mark: str
    made_at: datetime | None
    units: int
    copy: str = ""
    """For whom this copy is; stands on every page."""
    band: str = ""
    """What stands white on black at the head and the foot of every page, if anything."""
    code: str = ""
    """The code on every page where that is another paper's: the one that is answered."""


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
        case ExecutiveSummary():
            return executive_job(paper)
        case PlanPaper():
            return plan_job(paper)
        case HandoverPack():
            return handover_job(paper)
        case ReplySheet():
            return reply_job(paper)


def minutes_job(minutes: Minutes) -> Job:
    from facilitator.documents import minutes as paper

    session = minutes.session
    day = wording.long_day(session.starts)
    return Job(
        paper=minutes,
        compose=lambda desk: paper.compose(desk, minutes),
        standing=wording_minutes.standing(minutes),
        title=f"Minutes {session.number}: {session.title}",
        author=session.minute_taker or session.facilitator,
        running_head=f"{session.title}, {day}",
        mark=session.number,
        made_at=_made_at(session.ends or session.starts, session.zone),
        units=_units(minutes),
        copy=paper.copy_name(minutes),
    )


def executive_job(summary: ExecutiveSummary) -> Job:
    from facilitator.documents import executive as paper

    session = summary.session
    return Job(
        paper=summary,
        compose=lambda desk: paper.compose(desk, summary),
        standing=paper.STANDING,
        title=f"Executive summary {session.number}: {session.title}",
        author=session.minute_taker or session.facilitator,
        running_head=f"{session.title}, {wording.long_day(session.starts)}",
        mark=session.number,
        made_at=_made_at(session.ends or session.starts, session.zone),
        units=len(summary.decisions) + len(summary.actions),
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
        copy=wording.ROOM_COPY,
    )


def run_book_job(book: RunBook) -> Job:
    """Return the job of a run book, which is no paper: whoever prints papers has no way to it."""
    from facilitator.documents import run_book as paper

    session = book.session
    return Job(
        paper=book,
        compose=lambda desk: paper.compose(desk, book),
        standing=paper.STANDING,
        title=f"Run book {session.number}, facilitator only: {session.title}",
        author=session.facilitator,
        running_head=f"Run book: {session.title}, {wording.long_day(session.starts)}",
        mark=session.number,
        made_at=_made_at(session.starts, session.zone),
        units=4 * len(book.items) + 4 * len(book.sides) + len(book.terms),
        copy=paper.COPY,
        band=paper.BAND,
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


def reply_job(sheet: ReplySheet) -> Job:
    from facilitator.documents import reply_sheet as paper

    session = sheet.session
    return Job(
        paper=sheet,
        compose=lambda desk: paper.compose(desk, sheet),
        standing=paper.STANDING,
        title=f"Reply sheet {session.number} for {sheet.party.name}: {session.title}",
        author=session.facilitator,
        running_head=f"Reply to minutes {session.number}, version {sheet.version}",
        mark=session.number,
        made_at=_made_at(sheet.circulated_on, session.zone),
        units=4 * len(sheet.entries),
        copy=f"for {sheet.party.name}",
        code=sheet.code,
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
