"""Commands that make paper and exports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.delivering import (
    Shown,
    deliver_letter,
    deliver_pdf,
    deliver_run_book,
    deliver_text,
    kind_of,
)
from facilitator.cli.terminal import complain, wrong_use
from facilitator.errors import (
    CommandRefused,
    FileForbidden,
    FileLocked,
    FileReadOnly,
    WriteFailed,
)
from facilitator.handover import leaving_of
from facilitator.queries.audiences import AGENDA_FOR, MINUTES_FOR, find_audience
from facilitator.queries.numbers import (
    find_session,
    has_begun,
    lacks_numbers,
    without_number,
)
from facilitator.queries.sessions import running_session_id
from facilitator.store import Reader, Store

if TYPE_CHECKING:
    from facilitator.documents.press import Printed
    from facilitator.documents.signing import SigningKey
    from facilitator.projections.equality import Copy
    from facilitator.projections.paper import Paper


def print_agenda(path: Path, session: str, out: str, called: str = "room") -> None:
    """Print the agenda of a session for the room, a party's pre-brief, or the run book (P7)."""
    from facilitator.printing import print_paper
    from facilitator.projections.agenda import build_agenda
    from facilitator.projections.pictures import pictures_in
    from facilitator.projections.prebrief import build_prebrief
    from facilitator.projections.reading_copy import party_of

    kind_of(out, ("pdf",), "pdf")
    with Reader.open(path) as reader:
        audience = find_audience(reader, called, AGENDA_FOR)
    session_id = _numbered_session(path, session)
    with Reader.open(path) as reader:
        if audience == "facilitator":
            deliver_run_book(reader, session_id, out)
            return
        party_id = party_of(audience)
        paper: Paper = (
            build_agenda(reader, session_id)
            if party_id is None
            else build_prebrief(reader, session_id, party_id)
        )
        pictures = pictures_in(reader, paper)
        deliver_pdf(reader, out, paper, lambda part: print_paper(paper, part, pictures=pictures))


def print_minutes(
    path: Path,
    session: str,
    out: str,
    called: str,
    style: str | None,
    as_json: bool,
    key: SigningKey | None = None,
) -> None:
    """Print the minutes of one session that runs or is closed, as the copy of one audience (M3).

    With a key, the PDF of circulated or approved minutes is signed (M2).
    """
    from facilitator.projections.audiences import build_copy

    kinds = ("pdf", "md", "html", "json", "eml") if key is None else ("pdf",)
    kind = kind_of(out, kinds, "json" if as_json else "md", as_json)
    with Reader.open(path) as reader:
        audience = find_audience(reader, called, MINUTES_FOR, archived=True)
    session_id = _numbered_session(path, session, must_have_begun=True)
    with Reader.open(path) as reader:
        minutes = build_copy(reader, session_id, audience, style)
        if kind == "pdf":
            deliver_pdf(reader, out, minutes, partial(_write_minutes, reader, minutes, key))
            return
        if kind == "eml":
            deliver_letter(reader, session_id, out, minutes, audience)
            return
        from facilitator.exchange.render import copy_text

        deliver_text(reader, out, kind, copy_text(minutes, kind), leaving_of(minutes))


def _write_minutes(reader: Reader, minutes: Copy, key: SigningKey | None, part: Path) -> Printed:
    from facilitator.printing import print_paper
    from facilitator.projections.pictures import pictures_in

    pictures = pictures_in(reader, minutes)
    if key is None:
        return print_paper(minutes, part, pictures=pictures)
    from facilitator.cli.signing import ensure_finished
    from facilitator.documents.signing import sign_file

    ensure_finished(minutes)
    printed = print_paper(minutes, part, pictures=pictures)
    sign_file(part, key, reader.clock.now())
    return printed


def print_reply_sheet(path: Path, session: str, out: str, called: str) -> None:
    """Print the sheet on which a side answers to circulated minutes (M2)."""
    from facilitator.printing import print_paper
    from facilitator.projections.reading_copy import party_of
    from facilitator.projections.reply import build_reply_sheet

    kind_of(out, ("pdf",), "pdf")
    with Reader.open(path) as reader:
        party_id = party_of(find_audience(reader, called, (), archived=True))
        assert party_id is not None  # no other audience is reserved here
        sheet = build_reply_sheet(reader, find_session(reader, session), party_id)
        deliver_pdf(reader, out, sheet, lambda part: print_paper(sheet, part))


def print_record(path: Path, out: str, from_on: date | None, to_on: date | None) -> None:
    """Print the sessions of a time as one document."""
    from facilitator.printing import print_paper
    from facilitator.projections.pictures import pictures_in
    from facilitator.projections.record import build_record

    kind_of(out, ("pdf",), "pdf")
    _number_running(path)
    with Reader.open(path) as reader:
        record = build_record(reader, from_on, to_on)
        if not record.sessions:
            raise CommandRefused("No session took place in that time. Nothing was written.")
        with Shown("Printing the record") as shown:
            pictures = pictures_in(reader, record)
            write = partial(print_paper, record, progress=shown.at, pictures=pictures)
            deliver_pdf(reader, out, record, write)


def print_plan(path: Path, out: str) -> None:
    """Print the communication plan (K1)."""
    from facilitator.projections.plan import build_plan

    _print(path, out, build_plan)


def print_handover(path: Path, out: str) -> None:
    """Print what a stand-in facilitator needs (E8)."""
    from facilitator.projections.handover_pack import build_handover

    _print(path, out, build_handover)


def print_report(path: Path, out: str, from_on: date | None, to_on: date | None) -> None:
    """Print one page on the engagement for the executives (M6)."""
    from facilitator.projections.report import build_report

    _print(path, out, partial(build_report, from_on=from_on, on=to_on))


def _print(path: Path, out: str, build: Callable[[Reader], Paper]) -> None:
    from facilitator.printing import print_paper

    kind_of(out, ("pdf",), "pdf")
    with Reader.open(path) as reader:
        paper = build(reader)
        deliver_pdf(reader, out, paper, lambda part: print_paper(paper, part))


def export(path: Path, what: str, out: str, as_json: bool) -> None:
    """Export every action, decision, word or goal, or the calendar."""
    from facilitator.exchange import render

    if what == "calendar":
        _export_calendar(path, out, as_json)
        return

    kinds = (*render.REGISTER_KINDS, "pdf") if what == "goals" else render.REGISTER_KINDS
    kind = kind_of(out, kinds, "json" if as_json else "csv", as_json)
    if kind == "pdf":
        from facilitator.projections.goals import build_goals

        _print(path, out, build_goals)
        return
    if what in ("actions", "decisions"):
        _number_all(path, what.removesuffix("s"))
    with Reader.open(path) as reader:
        text, paper = _register(reader, what, kind)
        deliver_text(reader, out, kind, text, leaving_of(paper))


def _export_calendar(path: Path, out: str, as_json: bool) -> None:
    """Write the calendar; what calendars hear by it is noted first, so that they can tell (K4)."""
    from facilitator.exchange.calendar_out import calendar_file
    from facilitator.projections.calendar import build_calendar

    if as_json:
        wrong_use("A calendar is an .ics file; --json does not go with it.")
    kind = kind_of(out, ("ics",), "ics")
    _number_all(path, "action")
    with Shown("Writing the calendar") as shown:
        _note_told(path)
        with Reader.open(path) as reader:
            paper = build_calendar(reader)
            made = calendar_file(paper, shown.at)
            deliver_text(reader, out, kind, made.text, leaving_of(paper))


def _note_told(path: Path) -> None:
    from facilitator.commands.calendar import note_told
    from facilitator.exchange.calendar_out import calendar_file
    from facilitator.projections.calendar import build_calendar

    with Reader.open(path) as reader:
        told = calendar_file(build_calendar(reader)).told
    if told:
        _write_if_possible(
            path,
            partial(note_told, told=told),
            "so calendars take the next file for this one if it holds other changes.",
        )


def _register(reader: Reader, what: str, kind: str) -> tuple[str, object]:
    """Return a register as text, and the projection it was made of."""
    from facilitator.exchange import render
    from facilitator.projections.registers import build_actions, build_decisions

    if what == "actions":
        actions = build_actions(reader)
        return render.actions_text(actions, kind), actions
    if what == "glossary":
        from facilitator.projections.glossary import build_glossary

        glossary = build_glossary(reader)
        return render.glossary_text(glossary, kind), glossary
    if what == "goals":
        from facilitator.projections.goals import build_goals

        goals = build_goals(reader)
        return render.goals_text(goals, kind), goals
    decisions = build_decisions(reader)
    return render.decisions_text(decisions, kind), decisions


# --- numbers that print are given first ---------------------------------------------------------


def _numbered_session(path: Path, called: str, must_have_begun: bool = False) -> int:
    """Find a session and give the numbers that its paper prints, where that is possible."""
    with Reader.open(path) as reader:
        session_id = find_session(reader, called)
        if must_have_begun and not has_begun(reader, session_id):
            raise CommandRefused(
                f"Session {called} has not taken place, so it has no minutes. Nothing was "
                "written; its agenda can be printed."
            )
        missing = [session_id] if lacks_numbers(reader, session_id) else []
    _number_sessions(path, missing)
    return session_id


def _number_running(path: Path) -> None:
    """Give the numbers of the session that is running, if one is."""
    with Reader.open(path) as reader:
        running = running_session_id(reader)
        lacks = running is not None and lacks_numbers(reader, running)
    _number_sessions(path, [running] if running is not None and lacks else [])


def _number_sessions(path: Path, session_ids: list[int]) -> None:
    from facilitator.commands.numbers import issue_for_session

    def issue(store: Store) -> None:
        for session_id in session_ids:
            issue_for_session(store, session_id)

    if session_ids:
        _write_if_possible(path, issue)


def _number_all(path: Path, kind: str) -> None:
    """Give the numbers of all decisions, or of all actions, that have none yet."""
    from facilitator.commands.numbers import issue_capture_number

    with Reader.open(path) as reader:
        missing = without_number(reader, kind)

    def issue(store: Store) -> None:
        with store.step("Issue numbers"):
            for capture_id in missing:
                issue_capture_number(store, capture_id)

    if missing:
        _write_if_possible(path, issue)


_NO_NUMBERS = "so numbers that were not given yet are left out or may still change."


def _write_if_possible(
    path: Path, write: Callable[[Store], None], otherwise: str = _NO_NUMBERS
) -> None:
    """Write to the file unless somebody else holds it or it cannot be written at all."""
    try:
        with Store.open(path) as store:
            write(store)
    except (FileLocked, FileReadOnly, FileForbidden, WriteFailed):
        complain(f"{path.name} cannot be written just now, {otherwise}")
