"""The one door through which the command line and the window make a PDF.

A paper leaves with its data inside, made from the same projection as its pages: minutes carry
`minutes.json` and `actions.ics`, a record carries `record.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator import documents
from facilitator.documents import Attachment, FindFont, Inspect, IsCancelled, Progress, Relationship
from facilitator.projections.data import data_of
from facilitator.projections.letter import Letter
from facilitator.projections.paper import Paper
from facilitator.projections.types import Minutes, Record

if TYPE_CHECKING:
    from facilitator.documents.press import Printed

MINUTES_JSON = "minutes.json"
RECORD_JSON = "record.json"
ACTIONS_ICS = "actions.ics"


def print_paper(
    paper: Paper,
    path: Path,
    *,
    find_font: FindFont | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    inspect: Inspect | None = None,
    more: Sequence[Attachment] = (),
    pictures: Mapping[str, bytes] = documents.NO_PICTURES,
) -> Printed:
    """Write a paper as PDF with its data inside; `more` are further files to carry.

    `pictures` are the files of the pictures it prints (`projections.pictures.pictures_in`).

    Raises:
        Cancelled: `cancelled` said yes; no file is left behind.
        WriteFailed: the system could not write; what was there before is unchanged.
    """
    return documents.write_paper(
        paper,
        path,
        find_font=find_font,
        progress=progress,
        cancelled=cancelled,
        inspect=inspect,
        attachments=(*inside(paper), *more),
        pictures=pictures,
    )


def render_paper(
    paper: Paper,
    *,
    find_font: FindFont | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    more: Sequence[Attachment] = (),
    pictures: Mapping[str, bytes] = documents.NO_PICTURES,
) -> Printed:
    """Return a paper as `print_paper` would write it, in memory.

    Raises:
        Cancelled: `cancelled` said yes.
    """
    return documents.render(
        paper,
        find_font=find_font,
        progress=progress,
        cancelled=cancelled,
        attachments=(*inside(paper), *more),
        pictures=pictures,
    )


def write_letter(
    letter: Letter,
    path: Path,
    *,
    find_font: FindFont | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    pictures: Mapping[str, bytes] = documents.NO_PICTURES,
) -> Printed:
    """Write the draft of a letter with the minutes as PDF enclosed; return the print (M5).

    Raises:
        Cancelled: `cancelled` said yes.
    """
    from facilitator.exchange.eml import Enclosed, letter_file

    minutes = letter.minutes
    printed = render_paper(
        minutes, find_font=find_font, progress=progress, cancelled=cancelled, pictures=pictures
    )
    name = enclosed_name(letter)
    path.write_bytes(letter_file(letter, [Enclosed(name, "application/pdf", printed.data)]))
    return printed


def enclosed_name(letter: Letter) -> str:
    """Return what the paper that goes with a letter is called."""
    what = "minutes" if isinstance(letter.minutes, Minutes) else "executive summary"
    return f"{what} {letter.minutes.session.number.replace('/', '-')}".strip() + ".pdf"


def inside(paper: Paper) -> tuple[Attachment, ...]:
    """Return the files that a paper carries by itself."""
    if isinstance(paper, Minutes):
        return (_source(paper, MINUTES_JSON, "The data of these minutes"), _todos(paper))
    if isinstance(paper, Record):
        return (_source(paper, RECORD_JSON, "The data of this record"),)
    return ()


def _source(paper: Minutes | Record, name: str, description: str) -> Attachment:
    return Attachment(name, "application/json", Relationship.SOURCE, description, data_of(paper))


def _todos(minutes: Minutes) -> Attachment:
    from facilitator.exchange.actions_ics import actions_ics

    data = actions_ics(minutes).encode("utf-8")
    description = "The actions as to-dos for a calendar program"
    return Attachment(ACTIONS_ICS, "text/calendar", Relationship.SUPPLEMENT, description, data)
