"""Open a PDF of ours again: the data inside, and what the pages and the file say of it (M4).

Nothing is written here. The PDF may come from anybody, so it is taken apart in a process of its
own, with limits; what comes back is a projection whose every value is of the published form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from facilitator.errors import (
    FileForbidden,
    FileMissing,
    PaperDamaged,
    PaperDataTooLarge,
    PaperDataWrong,
    PaperEncrypted,
    PaperNewer,
    PaperNotMinutes,
    PaperNotPdf,
    PaperProblem,
    PaperTooLarge,
    PaperTooMuch,
    PaperWithoutData,
)
from facilitator.exchange.actions_ics import actions_ics
from facilitator.exchange.paper_parts import LARGEST_DATA, LARGEST_FILE, Parts, Unreadable, parsed
from facilitator.exchange.paper_process import take_apart_elsewhere
from facilitator.projections.data import VERSION, code_of
from facilitator.projections.types import Minutes, Record


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper that was opened again. `code` is that of the data inside, whatever is printed."""

    path: Path
    paper: Minutes | Record
    code: str
    parts: Parts

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the data is the one that pages and properties speak of."""
        return self.pages_match and self.properties_match

    @property
    def pages_match(self) -> bool:
        """Tell whether every page carries the code of the data."""
        pages = self.parts.page_codes
        return bool(pages) and all(self.code in codes.split() for codes in pages)

    @property
    def properties_match(self) -> bool:
        return self.parts.properties_code == self.code

    @property
    def todos_match(self) -> bool | None:
        """Tell whether the to-dos inside are those of the data; None where none belong there."""
        if isinstance(self.paper, Record):
            return None
        return self.parts.todos == actions_ics(self.paper).encode("utf-8")

    @property
    def printed_code(self) -> str:
        """Return the code on every page; all codes where none is, empty where none stands.

        Minutes may speak of the code of another paper, so a page may carry several.
        """
        pages = [codes.split() for codes in self.parts.page_codes]
        found = list(dict.fromkeys(code for codes in pages for code in codes))
        common = [code for code in found if all(code in codes for codes in pages)]
        if self.code in common:
            return self.code
        return " ".join(common or found)


@dataclass(frozen=True, slots=True)
class ReadMinutes(ReadPaper):
    """Minutes of one session that were opened again."""

    paper: Minutes


def read_paper(path: Path, cancelled: Callable[[], bool] | None = None) -> ReadPaper:
    """Return minutes, or a record of many, from a PDF.

    Raises:
        FileMissing: it is not there.
        PaperProblem: it cannot be read; the class tells why.
        Cancelled: `cancelled` said yes.
    """
    _look_at(path)
    try:
        parts = take_apart_elsewhere(path, cancelled)
        paper = parsed(parts.data)
    except Unreadable as error:
        raise _problem(path, error) from None
    kind = ReadMinutes if isinstance(paper, Minutes) else ReadPaper
    return kind(path, paper, code_of(parts.data), parts)


def read_minutes(path: Path, cancelled: Callable[[], bool] | None = None) -> ReadMinutes:
    """Return the minutes of one session from a PDF.

    Raises:
        FileMissing: it is not there.
        PaperProblem: it cannot be read, or is another paper; the class tells why.
        Cancelled: `cancelled` said yes.
    """
    read = read_paper(path, cancelled)
    if not isinstance(read, ReadMinutes):
        raise PaperNotMinutes(path, "record")
    return read


def _look_at(path: Path) -> None:
    """Refuse what need not be opened at all."""
    try:
        if not path.is_file():
            raise FileMissing(path)
        size = path.stat().st_size
    except PermissionError:
        raise FileForbidden(path) from None
    if size > LARGEST_FILE:
        raise PaperTooLarge(path, size, LARGEST_FILE)


def _problem(path: Path, error: Unreadable) -> PaperProblem | FileForbidden:
    match error.problem:
        case "unreadable":
            return FileForbidden(path)
        case "wrong_data":
            return PaperDataWrong(path, error.fact)
        case "newer":
            return PaperNewer(path, int(error.fact), VERSION)
        case "not_minutes":
            return PaperNotMinutes(path, error.fact)
        case "data_too_large":
            return PaperDataTooLarge(path, LARGEST_DATA)
        case "too_large":
            return PaperTooLarge(path, LARGEST_FILE + 1, LARGEST_FILE)
        case "cut" | "damaged":
            return PaperDamaged(path, is_cut=error.problem == "cut")
    return _PLAIN[error.problem](path)


_PLAIN: dict[str, Callable[[Path], PaperProblem]] = {
    "not_pdf": PaperNotPdf,
    "encrypted": PaperEncrypted,
    "no_data": PaperWithoutData,
    "too_much": PaperTooMuch,
}
