"""Every paper that the app prints, made from the demo: tests of the finished file go through all.

A new kind of paper belongs into `papers_of_demo`; `test_every_job_is_among_them` asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from facilitator import printing
from facilitator.clock import FixedClock
from facilitator.documents import jobs, press
from facilitator.documents.jobs import Job
from facilitator.documents.press import Printed
from facilitator.projections.agenda import build_agenda
from facilitator.projections.audiences import audiences_of, build_copy
from facilitator.projections.goals import build_goals
from facilitator.projections.handover_pack import build_handover
from facilitator.projections.plan import build_plan
from facilitator.projections.prebrief import build_prebrief
from facilitator.projections.record import build_record
from facilitator.projections.reply import build_reply_sheet
from facilitator.projections.report import build_report
from facilitator.projections.run_book import build_run_book
from facilitator.projections.run_book_papers import RunBook
from facilitator.store import Reader
from tests.demo_file import NOW, demo_file

OTHER_STYLES = ("decisions", "discussion")
SIZES = ("A4", "Letter")


def papers_of_demo(folder: Path) -> dict[str, Job]:
    """Return every kind of paper of the demo in every audience, by name."""
    with Reader.open(demo_file(folder), FixedClock(NOW)) as reader:
        return dict(_papers(reader))


def _papers(reader: Reader) -> Iterator[tuple[str, Job]]:
    held = reader.value(
        "SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local DESC LIMIT 1"
    )
    planned = reader.value(
        "SELECT id FROM session WHERE state NOT IN ('closed', 'running')"
        " ORDER BY starts_local LIMIT 1"
    )
    for audience, _ in audiences_of(reader, held):
        yield f"minutes-{audience}", jobs.job_of(build_copy(reader, held, audience))
    for style in OTHER_STYLES:
        yield f"minutes-{style}", jobs.job_of(build_copy(reader, held, style=style))
    yield "agenda", jobs.agenda_job(build_agenda(reader, planned))
    for party in reader.all("SELECT id FROM party ORDER BY id"):
        brief = build_prebrief(reader, planned, party["id"])
        yield f"prebrief-{party['id']}", jobs.prebrief_job(brief)
        yield (
            f"reply-{party['id']}",
            jobs.reply_job(build_reply_sheet(reader, held, party["id"])),
        )
    yield "goals", jobs.goals_job(build_goals(reader))
    yield "record", jobs.record_job(build_record(reader))
    yield "report", jobs.report_job(build_report(reader))
    yield "plan", jobs.plan_job(build_plan(reader))
    yield "handover", jobs.handover_job(build_handover(reader))
    yield "runbook-planned", jobs.run_book_job(build_run_book(reader, planned))
    yield "runbook-held", jobs.run_book_job(build_run_book(reader, held))


def on(job: Job, size: str) -> Job:
    """Return a job on paper of a size; only what the sheet depends on changes."""
    engagement = replace(job.paper.engagement, paper_size=size)
    changed = replace(job.paper, engagement=engagement)
    return replace(job, paper=changed)


def printed(job: Job) -> Printed:
    """Return the print as it leaves, with its data inside."""
    inside = () if isinstance(job.paper, RunBook) else printing.inside(job.paper)
    return press.render(job, attachments=inside)
