"""Ways to read a print: as a screen reader would speak it, and as other programs extract it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO

import pypdf
import pypdfium2

from facilitator.documents.press import Printed
from facilitator.documents.roles import Element, Role

_INLINE = {Role.LINK, Role.SPAN}
_HIDDEN_FIELDS = {"colour", "audience", "style", "language", "paper_size", "version", "kind"}
_HIDDEN_FIELDS |= {"purpose", "box", "state", "method", "position", "is_chosen", "goes_to"}
_HIDDEN_FIELDS |= {"starts", "ends", "decided_on", "review_on", "due_on", "was_due", "date"}
_HIDDEN_FIELDS |= {
    "delivered_on",
    "accepted_on",
    "from_on",
    "to_on",
    "number",
    "session_number",
    "item_number",
}


def spoken(printed: Printed) -> list[str]:
    """Return a line per block in reading order: its roles and its text."""
    return [f"{path}: {text}" for path, text in _blocks(printed.structure, "")]


def _blocks(element: Element, path: str) -> Iterator[tuple[str, str]]:
    path = f"{path}/{element.role}".lstrip("/")
    texts: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Element) and kid.role not in _INLINE:
            yield from _blocks(kid, path)
        elif isinstance(kid, Element):
            texts.append(f"[{kid.text()}]")
        else:
            texts.append(kid[0])
    if texts:
        yield path.removeprefix("Document/"), "".join(texts)


def plain(text: str) -> str:
    """Return a text on one line, its blanks alike."""
    return re.sub(r"\s+", " ", text).strip()


def squeezed(text: str) -> str:
    """Return a text without any blank, since readers differ in where they put them."""
    return re.sub(r"\s+", "", text)


def by_pypdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)


def by_pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return "\n".join(texts)


def words_of(projection: object) -> Iterator[str]:
    """Yield every text people wrote into a projection, as far as it is printed as it stands."""
    if isinstance(projection, str):
        yield projection
    elif isinstance(projection, tuple):
        for one in projection:
            yield from words_of(one)
    elif is_dataclass(projection):
        for field in fields(projection):
            if field.name not in _HIDDEN_FIELDS:
                yield from words_of(getattr(projection, field.name))
