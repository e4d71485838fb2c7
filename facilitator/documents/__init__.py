"""Paper: projections become PDF files. Nothing here sees the store.

Importing this package costs next to nothing; reportlab comes with the first print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from facilitator.documents.attachments import Attachment, Relationship
from facilitator.projections.paper import Paper

if TYPE_CHECKING:
    from facilitator.documents.press import Printed
    from facilitator.projections.run_book_papers import RunBook

FindFont = Callable[[str], bytes | None]
Progress = Callable[[float], None]
IsCancelled = Callable[[], bool]
Inspect = Callable[[Path], None]

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})

__all__ = [
    "Attachment",
    "Relationship",
    "content_code",
    "render",
    "scan_pdf",
    "write_paper",
    "write_run_book",
]


def render(
    paper: Paper,
    *,
    find_font: FindFont | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    attachments: Sequence[Attachment] = (),
    pictures: Mapping[str, bytes] = NO_PICTURES,
) -> Printed:
    """Return a paper in memory, for a preview; `Printed.data` is what `write_paper` would write.

    Raises:
        Cancelled: `cancelled` said yes.
    """
    from facilitator.documents import press
    from facilitator.documents.jobs import job_of

    return press.render(job_of(paper), find_font, progress, cancelled, attachments, pictures)


def write_paper(
    paper: Paper,
    path: Path,
    *,
    find_font: FindFont | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    inspect: Inspect | None = None,
    attachments: Sequence[Attachment] = (),
    pictures: Mapping[str, bytes] = NO_PICTURES,
) -> Printed:
    """Write a projection as a PDF file.

    Args:
        find_font: asked for a font that has the given character, where the shipped ones lack it.
        progress: hears a share from 0 to 1.
        cancelled: asked often; when it says yes, no file is left behind.
        inspect: reads the finished file before it takes its name, and raises to refuse it.
        attachments: files to put inside; their names differ.
        pictures: the files of the pictures that the paper's items name, by SHA-256.

    Raises:
        Cancelled: `cancelled` said yes.
        WriteFailed: the system could not write; what was there before is unchanged.
    """
    from facilitator.documents import press
    from facilitator.documents.jobs import job_of

    return press.write(
        job_of(paper), path, find_font, progress, cancelled, inspect, attachments, pictures
    )


def write_run_book(
    book: RunBook,
    path: Path,
    *,
    find_font: FindFont | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Printed:
    """Write a run book as a PDF file that says on every page for whom it is; it carries nothing.

    Only for `handover.hand_over` with `for_facilitator`. Raises as `write_paper` does.
    """
    from facilitator.documents import press
    from facilitator.documents.jobs import run_book_job

    return press.write(run_book_job(book), path, find_font, progress, cancelled)


def content_code(paper: Paper) -> str:
    """Return the short code of a projection's content, as its pages carry it."""
    from facilitator.documents import content

    return content.content_code(paper)


def scan_pdf(path: Path, words: Iterable[str]) -> str | None:
    """Return the place in a finished PDF where any of the words stands, None when none does."""
    from facilitator.documents import scan

    return scan.scan_pdf(path, words)
