"""The pages of a finished PDF file as pictures: for the screen and for a printer.

Everything here may run on a thread of the pool; pdfium itself only ever runs in one at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

from facilitator.documents.scan import PDFIUM_LOCK

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Sheets:
    """A finished PDF in memory; `sizes` are the pages' width and height in points."""

    data: bytes
    sizes: tuple[tuple[float, float], ...]

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return len(self.sizes)


def read_sheets(data: bytes) -> Sheets:
    """Open a PDF and measure its pages."""
    with _document(data) as document:
        return Sheets(data, tuple(document.get_page_size(n) for n in range(len(document))))


def page_image(sheets: Sheets, number: int, width: int) -> QImage:
    """Return page `number`, counted from 0, `width` device pixels wide."""
    # The width is rounded up: half a pixel less is the one meant.
    scale = (width - 0.5) / sheets.sizes[number][0]
    with _document(sheets.data) as document:
        page = document[number]
        try:
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            kind = QImage.Format.Format_RGB32
            shared = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, kind)
            return shared.copy()  # the bitmap's memory ends with it
        finally:
            page.close()


def page_text(sheets: Sheets, number: int) -> str:
    """Return the words of a page in reading order, for screen readers."""
    with _document(sheets.data) as document:
        page = document[number]
        text = page.get_textpage()
        try:
            return "\n".join(str(text.get_text_bounded()).splitlines())
        finally:
            text.close()
            page.close()


@contextmanager
def _document(data: bytes) -> Iterator[Any]:
    import pypdfium2  # type: ignore[import-untyped]

    with PDFIUM_LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
