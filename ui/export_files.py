"""What leaves from the window, file by file: a projection, then paper or an export.

Each runs in the background with a reader of its own; nothing here holds a widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.documents.signing import SigningKey
    from facilitator.domain.calendar import Told
    from facilitator.projections.paper import Paper
    from facilitator.projections.run_book_papers import RunBook
    from facilitator.store import Reader
    from ui.jobs import JobContext


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: the projection, and the characters that no font could draw."""

    missing: tuple[str, ...]
    paper: object


def write_minutes_file(
    session_id: int, style: str, kind: str, reader: Reader, part: Path, context: JobContext
) -> Made:
    """Write the minutes of a session as pdf, md or json."""
    from facilitator.projections.minutes import build_minutes

    minutes = build_minutes(reader, session_id, "joint", style)
    if kind != "pdf":
        from facilitator.exchange import render

        part.write_text(render.minutes_text(minutes, kind), encoding="utf-8")
        return Made((), minutes)
    return _printed(minutes, reader, part, context)


def write_copy_file(
    session_id: int, style: str, audience: str, reader: Reader, part: Path, context: JobContext
) -> Made:
    """Write the copy of a session for one audience, proven equal to the others, as PDF (M3)."""
    from facilitator.projections.audiences import build_copy

    return _printed(build_copy(reader, session_id, audience, style), reader, part, context)


def write_signed_minutes_file(
    session_id: int,
    style: str,
    key: SigningKey,
    reader: Reader,
    part: Path,
    context: JobContext,
) -> Made:
    """Write circulated or approved minutes of a session as PDF and sign it (M2)."""
    from facilitator.documents.signing import sign_file

    made = write_minutes_file(session_id, style, "pdf", reader, part, context)
    context.check()
    sign_file(part, key, reader.clock.now())
    return made


def _printed(paper: Paper, reader: Reader, part: Path, context: JobContext) -> Made:
    return Made(print_paper(paper, reader, part, context), paper)


def print_paper(paper: Paper, reader: Reader, part: Path, context: JobContext) -> tuple[str, ...]:
    """Write a projection as PDF with its pictures; return what no font could draw."""
    from facilitator import printing
    from facilitator.projections.pictures import pictures_in
    from ui.fonts import find_font

    return printing.print_paper(
        paper,
        part,
        find_font=find_font,
        progress=partial(_report, context),
        cancelled=partial(_is_cancelled, context),
        pictures=pictures_in(reader, paper),
    ).missing


def write_agenda_file(session_id: int, reader: Reader, part: Path, context: JobContext) -> Made:
    """Write the room's agenda of a session as PDF."""
    from facilitator.projections.agenda import build_agenda

    return _printed(build_agenda(reader, session_id), reader, part, context)


def write_run_book_part(book: RunBook, context: JobContext, part: Path) -> Made:
    """Write what is for the facilitator alone as PDF (P7)."""
    from facilitator.documents import write_run_book
    from ui.fonts import find_font

    printed = write_run_book(
        book,
        part,
        find_font=find_font,
        progress=partial(_report, context),
        cancelled=partial(_is_cancelled, context),
    )
    return Made(printed.missing, book)


def write_prebrief_file(
    session_id: int, party_id: int, reader: Reader, part: Path, context: JobContext
) -> Made:
    """Write what one party reads before a session as PDF."""
    from facilitator.projections.prebrief import build_prebrief

    return _printed(build_prebrief(reader, session_id, party_id), reader, part, context)


def write_reply_sheet_file(
    session_id: int, party_id: int, reader: Reader, part: Path, context: JobContext
) -> Made:
    """Write the sheet on which one side answers to circulated minutes as PDF."""
    from facilitator.projections.reply import build_reply_sheet

    return _printed(build_reply_sheet(reader, session_id, party_id), reader, part, context)


def write_goals_file(reader: Reader, part: Path, context: JobContext) -> Made:
    """Write the goals with their timeline as PDF."""
    from facilitator.projections.goals import build_goals

    return _printed(build_goals(reader), reader, part, context)


def write_plan_file(reader: Reader, part: Path, context: JobContext) -> Made:
    """Write the communication plan as PDF (K1)."""
    from facilitator.projections.plan import build_plan

    return _printed(build_plan(reader), reader, part, context)


def write_handover_file(reader: Reader, part: Path, context: JobContext) -> Made:
    """Write what a stand-in facilitator needs as PDF (E8)."""
    from facilitator.projections.handover_pack import build_handover

    return _printed(build_handover(reader), reader, part, context)


def write_report_file(
    from_on: str | None, to_on: str | None, reader: Reader, part: Path, context: JobContext
) -> Made:
    """Write one page on the engagement for the executives as PDF (M6)."""
    from facilitator.projections.report import build_report

    return _printed(build_report(reader, *_days(from_on, to_on)), reader, part, context)


def _days(*days: str | None) -> list[date | None]:
    return [date.fromisoformat(day) if day else None for day in days]


def write_record_file(
    from_on: str | None, to_on: str | None, reader: Reader, part: Path, context: JobContext
) -> Made:
    """Write many sessions as one PDF."""
    from facilitator.projections.record import build_record

    return _printed(build_record(reader, *_days(from_on, to_on)), reader, part, context)


def write_register_file(
    what: str, kind: str, reader: Reader, part: Path, context: JobContext
) -> Made:
    """Write the decisions, actions, glossary, goals or data as csv, md or json."""
    from facilitator.exchange import render
    from facilitator.projections.registers import build_actions, build_decisions

    if what == "decisions":
        paper: object = (decisions := build_decisions(reader))
        text = render.decisions_text(decisions, kind)
    elif what == "glossary":
        from facilitator.projections.glossary import build_glossary

        paper = (glossary := build_glossary(reader))
        text = render.glossary_text(glossary, kind)
    elif what == "goals":
        from facilitator.projections.goals import build_goals

        paper = (goals := build_goals(reader))
        text = render.goals_text(goals, kind)
    elif what == "data":
        from facilitator.projections.data_register import build_data

        paper = (data := build_data(reader))
        text = render.data_text(data, kind)
    else:
        paper = (actions := build_actions(reader))
        text = render.actions_text(actions, kind)
    part.write_text(text, encoding="utf-8", newline="")
    return Made((), paper)


def write_calendar_file(told: list[Told], reader: Reader, part: Path, context: JobContext) -> Made:
    """Write sessions and actions as a calendar file; `told` gets what calendars hear by it."""
    from facilitator.exchange.calendar_out import calendar_file
    from facilitator.projections.calendar import build_calendar

    paper = build_calendar(reader)
    made = calendar_file(paper, partial(_report, context))
    part.write_text(made.text, encoding="utf-8", newline="")
    told[:] = made.told
    return Made((), paper)


def _report(context: JobContext, share: float) -> None:
    context.report(round(share * 100), 100)


def _is_cancelled(context: JobContext) -> bool:
    return context.is_cancelled
