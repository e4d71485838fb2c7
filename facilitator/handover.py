"""Hand a finished file over: it is read again, and leaves only if it holds no sealed words (S2).

Used by the command line and the window, which compose what the layers below may not: what is
sealed (a question to the file) with what was written (paper or an export).
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import pkgutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from importlib.abc import InspectLoader
from pathlib import Path
from types import CodeType
from typing import Any, Generic, TypeVar

from facilitator import documents, exchange
from facilitator.commands.receipts import note_export
from facilitator.documents import content
from facilitator.domain.seal import SealedWords
from facilitator.errors import FacilitatorOnly, NotThere, SealedTextFound
from facilitator.exchange.scan import TEXT_FORMS, place_of_sealed
from facilitator.outputs import replacing
from facilitator.projections.run_book_papers import RunBook
from facilitator.queries.numbers import find_session
from facilitator.queries.sealed import count_sealed_notes, not_shared, sealed_words
from facilitator.store import Reader, Store

Result = TypeVar("Result")

# Where a finished file of each form is read again before it leaves; no other form does.
SCANNED: dict[str, tuple[str, ...]] = {
    "pdf": ("pages", "properties", "bookmarks", "attachments", "streams", "bytes"),
    "eml": ("text", "attachments"),
    **dict.fromkeys(TEXT_FORMS, ("text",)),
    "png": ("words",),
    "svg": ("words",),
    "facilitator": ("tables",),
}
_KINDS = {
    "Agenda": "agenda",
    "Minutes": "minutes",
    "PreBrief": "prebrief",
    "RunBook": "runbook",
    "ExecutiveSummary": "executive",
    "Record": "record",
    "EngagementReport": "report",
    "PlanPaper": "plan",
    "HandoverPack": "handover",
    "GoalRegister": "goals",
    "ReplySheet": "reply",
    "DecisionRegister": "decisions",
    "ActionRegister": "actions",
    "DataRegister": "data",
    "CalendarPaper": "calendar",
}


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a file is and for whom: what its receipt tells beside the file itself (S2)."""

    kind: str
    audience: str = "joint"
    code: str = ""
    session: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Handed(Generic[Result]):
    """A file that was found clean and has its name; what was written, and how it was proven."""

    result: Result
    name: str
    form: str
    sha256: str
    size: int
    scanned: tuple[str, ...]
    sealed_notes: int
    sealed_texts: int


def leaving_of(paper: object) -> Leaving:
    """Return what a projection is once it leaves: kind, readers, code, and what it counts."""
    kind = type(paper).__name__
    session = getattr(getattr(paper, "session", None), "number", "")
    counts = {
        each.name: len(value)
        for each in fields(paper)  # type: ignore[arg-type]
        if isinstance(value := getattr(paper, each.name), tuple)
    }
    return Leaving(
        _KINDS.get(kind, kind.lower()),
        str(getattr(paper, "audience", "joint")),
        content.content_code(paper),
        str(session),
        counts,
    )


def hand_over(
    reader: Reader,
    target: Path,
    kind: str,
    write: Callable[[Path], Result],
    *,
    paper: object = None,
    for_facilitator: bool = False,
) -> Result:
    """Let `write` make a file and give it the name `target` once it was found clean.

    `kind` is pdf, json, csv, md, html, ics or eml. What stood at `target` before stays until then.
    `paper` is what `write` writes, where the caller has it. A run book leaves only as a PDF with
    `for_facilitator`, and nothing else leaves so: it may hold sealed text, bears its band on every
    page and carries no file (P7).

    Raises:
        FacilitatorOnly: a run book at another door, or something else at its own.
        SealedTextFound: sealed words stand in what was written; no file is left.
        WriteFailed: the system could not write.
    """
    return hand_over_proven(
        reader, target, kind, write, paper=paper, for_facilitator=for_facilitator
    ).result


def hand_over_proven(
    reader: Reader,
    target: Path,
    form: str,
    write: Callable[[Path], Result],
    *,
    paper: object = None,
    for_facilitator: bool = False,
) -> Handed[Result]:
    """Hand a file over as `hand_over` does, and return what a receipt of it tells."""
    words = sealed_words(reader)
    facts: list[tuple[str, int]] = []
    ensure_own_door(form, paper, for_facilitator)

    def inspect(part: Path) -> None:
        if for_facilitator:
            _ensure_banded(part)
        elif _place(form, part, words) is not None:
            # Released words stand in joint text as well; telling them apart reads the whole file.
            place = _place(form, part, not_shared(reader, words, _own_words()))
            if place is not None:
                raise SealedTextFound(target, place)
        data = part.read_bytes()
        facts.append((hashlib.sha256(data).hexdigest(), len(data)))

    with replacing(target, inspect) as part:
        result = write(part)
    sha256, size = facts[0]
    name = "" if SealedWords(words).stand_in(target.name) else target.name
    scanned = () if for_facilitator else SCANNED[form]
    return Handed(result, name, form, sha256, size, scanned, count_sealed_notes(reader), len(words))


def proven_by_words(reader: Reader, target: Path, form: str) -> Handed[None]:
    """Return what a receipt tells of a file that was looked through before it was made.

    Of a picture its painted words were, of a copy only joint tables were written.
    """
    data, words = target.read_bytes(), sealed_words(reader)
    name = "" if SealedWords(words).stand_in(target.name) else target.name
    sha256, notes = hashlib.sha256(data).hexdigest(), count_sealed_notes(reader)
    return Handed(None, name, form, sha256, len(data), SCANNED[form], notes, len(words))


def ensure_own_door(form: str, paper: object, for_facilitator: bool) -> None:
    """Pass what is no run book, and a run book at the one door it has.

    Raises:
        FacilitatorOnly: a run book at another door, or something else at its own.
    """
    if not for_facilitator and isinstance(paper, RunBook):
        raise FacilitatorOnly("A run book is for the facilitator alone; it leaves in no other way.")
    if for_facilitator and (form != "pdf" or not isinstance(paper, RunBook)):
        raise FacilitatorOnly("Only a run book, as a PDF, leaves for the facilitator alone.")


def _ensure_banded(part: Path) -> None:
    """Refuse a run book that could be taken for something else, or that carries files.

    Raises:
        FacilitatorOnly: a page lacks its band, or a file is inside.
    """
    from facilitator.exchange.banded import unlike_a_run_book

    if cause := unlike_a_run_book(part):
        raise FacilitatorOnly(cause)


def note_handed(store: Store, leaving: Leaving, handed: Handed[Any]) -> int:
    """Write the receipt of a file that was handed over, and return its id."""
    body = {
        "file": handed.name,
        "form": handed.form,
        "bytes": handed.size,
        "session": leaving.session,
        "session_id": _session_id(store, leaving.session),
        "counts": dict(leaving.counts),
        "scanned": handed.scanned,
    }
    if handed.scanned:
        body |= {"sealed_notes": handed.sealed_notes, "sealed_texts": handed.sealed_texts}
    return note_export(store, leaving.kind, leaving.audience, leaving.code, handed.sha256, body)


def _session_id(reader: Reader, number: str) -> str:
    """Return the id of a session as text; empty where its number is another one by now."""
    try:
        return str(find_session(reader, number)) if number else ""
    except NotThere:
        return ""


def refuse_sealed(reader: Reader, target: Path, painted: Sequence[str]) -> None:
    """Look for sealed words in what a picture shows, before it is made: it cannot be read again.

    Raises:
        SealedTextFound: sealed words are among `painted`; nothing was written.
    """
    text = json.dumps(list(painted))
    words = sealed_words(reader)
    if place_of_sealed("json", text, words) is None:
        return
    place = place_of_sealed("json", text, not_shared(reader, words, _own_words()))
    if place is not None:
        raise SealedTextFound(target, place)


def _own_words() -> Iterator[str]:
    """Yield every text in the code that makes paper and exports: headings, labels, states.

    A sealed note that only says “Parking lot” must not keep every paper from being handed over.
    """
    for package in (documents, exchange):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            spec = importlib.util.find_spec(module.name)
            if spec is not None and isinstance(spec.loader, InspectLoader):
                code = spec.loader.get_code(module.name)
                yield from _constants(code) if code is not None else ()


def _constants(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, CodeType | tuple | frozenset):
        for each in value.co_consts if isinstance(value, CodeType) else value:
            yield from _constants(each)


def _place(kind: str, part: Path, sealed: list[str]) -> str | None:
    if kind == "pdf":
        return documents.scan_pdf(part, sealed)
    if kind == "eml":
        return _place_in_letter(part, sealed)
    return place_of_sealed(kind, part.read_text(encoding="utf-8", errors="replace"), sealed)


def _place_in_letter(part: Path, sealed: list[str]) -> str | None:
    """Read a letter and everything enclosed as their readers will."""
    from facilitator.exchange.eml import parts_of

    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        for number, (place, kind, data) in enumerate(parts_of(part.read_bytes())):
            if place_of_sealed("txt", place, sealed) is not None:
                return "the name of an enclosed file"
            piece = Path(folder) / str(number)
            piece.write_bytes(data)
            found = _place(kind if kind in SCANNED else "txt", piece, sealed)
            if found is not None:
                return f"{place}: {found}"
    return None
