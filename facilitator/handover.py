"""Hand a finished file over: it is read again, and leaves only if it holds no sealed words (S2).

Used by the command line and the window, which compose what the layers below may not: what is
sealed (a question to the file) with what was written (paper or an export).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from facilitator.documents import scan_pdf
from facilitator.errors import SealedTextFound
from facilitator.exchange.scan import place_of_sealed
from facilitator.outputs import replacing
from facilitator.queries.sealed import sealed_texts
from facilitator.store import Reader

Result = TypeVar("Result")


def hand_over(reader: Reader, target: Path, kind: str, write: Callable[[Path], Result]) -> Result:
    """Let `write` make a file and give it the name `target` once it was found clean.

    `kind` is pdf, json, csv or md. What stood at `target` before stays until then.

    Raises:
        SealedTextFound: sealed words stand in what was written; no file is left.
        WriteFailed: the system could not write.
    """
    sealed = sealed_texts(reader)

    def inspect(part: Path) -> None:
        place = _place(kind, part, sealed)
        if place is not None:
            raise SealedTextFound(target, place)

    with replacing(target, inspect) as part:
        return write(part)


def _place(kind: str, part: Path, sealed: list[str]) -> str | None:
    if kind == "pdf":
        return scan_pdf(part, sealed)
    return place_of_sealed(kind, part.read_text(encoding="utf-8"), sealed)
