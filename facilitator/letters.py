"""A letter with minutes enclosed, made for the command line and the window alike (M5)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.documents import FindFont, IsCancelled, Progress
from facilitator.projections.letter import Letter

if TYPE_CHECKING:
    from facilitator.documents.press import Printed


def write_letter(
    letter: Letter,
    path: Path,
    *,
    find_font: FindFont | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Printed:
    """Write the draft of a letter with the minutes as PDF enclosed; return the print.

    Raises:
        Cancelled: `cancelled` said yes.
    """
    from facilitator.exchange.eml import Enclosed, letter_file
    from facilitator.printing import render_paper

    minutes = letter.minutes
    printed = render_paper(minutes, find_font=find_font, progress=progress, cancelled=cancelled)
    name = f"minutes {minutes.session.number.replace('/', '-')}".strip() + ".pdf"
    path.write_bytes(letter_file(letter, [Enclosed(name, "application/pdf", printed.data)]))
    return printed
