"""Read a finished export as its reader will, and look for sealed words in it (S2)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

from facilitator.domain.seal import SealedWords


def place_of_sealed(kind: str, text: str, sealed: list[str]) -> str | None:
    """Return where in a text export of that kind sealed words stand, None where nowhere.

    `kind` is json, csv, md, html, ics or txt. The place never repeats the words.
    """
    words = SealedWords(sealed)
    for place, part in _PARTS[kind](text):
        if words.stand_in(part):
            return place
    return "document" if words.stand_in(text) else None


def _json_parts(text: str) -> Iterator[tuple[str, str]]:
    yield from _strings(json.loads(text), "document")
    yield "document", text


def _strings(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for at, each in enumerate(value, start=1):
            yield from _strings(each, f"{place}, {at}")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _strings(each, f"{place}, {key}")


def _csv_parts(text: str) -> Iterator[tuple[str, str]]:
    for at, row in enumerate(csv.reader(io.StringIO(text, newline="")), start=1):
        yield f"row {at}", "\n".join(row)


def _markdown_parts(text: str) -> Iterator[tuple[str, str]]:
    yield "text", unescape(re.sub(r"\\([^\w\s])", r"\1", text.replace("<br>", "\n")))


class _Heard(HTMLParser):
    """Collects what a page says: its text, and what stands in the marks themselves."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.marks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marks += [value for _, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.marks.append(data)


def _page_parts(text: str) -> Iterator[tuple[str, str]]:
    heard = _Heard()
    heard.feed(text)
    heard.close()
    # A sentence may go on over marks, so the text counts as one piece.
    yield "text", "\n".join(heard.text)
    yield "the page's marks", "\n".join(heard.marks)


def _plain_parts(text: str) -> Iterator[tuple[str, str]]:
    yield "text", text


def _calendar_parts(text: str) -> Iterator[tuple[str, str]]:
    lines = re.sub(r"\r?\n[ \t]", "", text).splitlines()
    for at, line in enumerate(lines, start=1):
        plain = re.sub(r"\\[nN]", "\n", line)
        yield f"property {at}", re.sub(r"\\([\\;,])", r"\1", plain)


_PARTS = {
    "json": _json_parts,
    "csv": _csv_parts,
    "md": _markdown_parts,
    "html": _page_parts,
    "txt": _plain_parts,
    "ics": _calendar_parts,
}
TEXT_FORMS = tuple(_PARTS)
