"""Hand a finished file over: it is read again, and leaves only if it holds no sealed words (S2).

Used by the command line and the window, which compose what the layers below may not: what is
sealed (a question to the file) with what was written (paper or an export).
"""

from __future__ import annotations

import importlib.util
import json
import pkgutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib.abc import InspectLoader
from pathlib import Path
from types import CodeType
from typing import TypeVar

from facilitator import documents, exchange
from facilitator.errors import SealedTextFound
from facilitator.exchange.scan import place_of_sealed
from facilitator.outputs import replacing
from facilitator.queries.sealed import not_shared, sealed_words
from facilitator.store import Reader

Result = TypeVar("Result")


def hand_over(reader: Reader, target: Path, kind: str, write: Callable[[Path], Result]) -> Result:
    """Let `write` make a file and give it the name `target` once it was found clean.

    `kind` is pdf, json, csv, md, html, ics or eml. What stood at `target` before stays until then.

    Raises:
        SealedTextFound: sealed words stand in what was written; no file is left.
        WriteFailed: the system could not write.
    """
    words = sealed_words(reader)

    def inspect(part: Path) -> None:
        if _place(kind, part, words) is None:
            return
        # Released words stand in joint text as well; telling them apart reads the whole file.
        place = _place(kind, part, not_shared(reader, words, _own_words()))
        if place is not None:
            raise SealedTextFound(target, place)

    with replacing(target, inspect) as part:
        return write(part)


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
    return place_of_sealed(kind, part.read_text(encoding="utf-8"), sealed)


def _place_in_letter(part: Path, sealed: list[str]) -> str | None:
    """Read a letter and everything enclosed as their readers will."""
    from facilitator.exchange.eml import parts_of

    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        for number, (place, kind, data) in enumerate(parts_of(part.read_bytes())):
            piece = Path(folder) / f"{number}.{kind}"
            piece.write_bytes(data)
            found = _place(kind, piece, sealed)
            if found is not None:
                return f"{place}: {found}"
    return None
