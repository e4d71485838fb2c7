"""Whether a finished PDF says on every page that it is for the facilitator alone (P7)."""

from __future__ import annotations

from pathlib import Path

from facilitator.domain.seal import bare
from facilitator.projections.run_book_papers import BAND


def unlike_a_run_book(path: Path) -> str:
    """Return why a file could be taken for something else, empty where it cannot."""
    from pypdf import PdfReader

    pdf = PdfReader(path)
    band = bare(BAND)
    if any(bare(page.extract_text()).count(band) < 2 for page in pdf.pages):
        return "A page of the run book does not say that it is for you alone."
    return "The run book carries a file inside." if pdf.attachments else ""
