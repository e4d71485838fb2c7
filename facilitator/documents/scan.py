"""Read a finished PDF again and look for words that must not be in it (S2).

Looks at what a reader sees (the text of the pages, also where a sentence goes on over a line, a
cell or a page), at what programs see (properties, bookmarks, attachments) and at every byte,
packed streams unpacked. Nothing here knows how the file was made.
"""

from __future__ import annotations

import json
import re
import threading
import unicodedata
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

PDFIUM_LOCK = threading.RLock()
"""pdfium may be in one thread at a time: whoever uses it in this process holds this lock."""

_STREAM = re.compile(rb"stream\r?\n")
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]{4,}>", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_ENTITY = re.compile(rb"&#?\w+;")
_CONTROLS = bytes((*range(32), *range(127, 160)))
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_LETTERS = re.compile(r"[^\W_]+")
_LONG = 8
_PART, _LONG_PART = 8, 20
_LARGEST_STREAM = 64 * 1024 * 1024


class _Words(NamedTuple):
    """One forbidden text, as it is looked for."""

    original: str
    letters: str


def scan_pdf(path: Path, words: Iterable[str]) -> str | None:
    """Return the place where any of the words stands, None when none does.

    Case, line breaks, punctuation and accents written in two characters make no difference. Words
    of less than eight letters count only by themselves. The answer names the place, never the
    words.
    """
    wanted = [_Words(word, _letters(word)) for word in words if word.strip()]
    if not wanted:
        return None
    data = path.read_bytes()
    return _in_document(path, wanted) or _in_bytes(data, wanted)


# --- as a reader sees it -------------------------------------------------------------------------


def _in_document(path: Path, wanted: Sequence[_Words]) -> str | None:
    import pypdfium2  # type: ignore[import-untyped]

    with PDFIUM_LOCK:
        document = pypdfium2.PdfDocument(path)
        try:
            texts = [_page_text(document, index) for index in range(len(document))]
            others = list(_other_texts(document))
        finally:
            document.close()
    for number, text in enumerate(texts, start=1):
        if _holds(text, wanted):
            return f"the text of page {number}"
    for number, (text, following) in enumerate(pairwise(texts), start=1):
        if _holds_across(text, following, wanted):
            return f"the text from page {number} to page {number + 1}"
    return next((place for place, text in others if _holds(text, wanted)), None)


def _page_text(document: Any, index: int) -> str:
    page = document[index]
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()
        page.close()


def _other_texts(document: Any) -> Iterator[tuple[str, str]]:
    for key, value in document.get_metadata_dict().items():
        yield f"the property {key}", value
    for bookmark in document.get_toc():
        yield "a bookmark", bookmark.get_title()
    for index in range(document.count_attachments()):
        attachment = document.get_attachment(index)
        yield "the name of an attachment", attachment.get_name()
        data = bytes(attachment.get_data())
        for text in (*_readings(data, is_latin=False), *_meant(attachment.get_name(), data)):
            yield "an attachment", text


def _meant(name: str, data: bytes) -> Iterator[str]:
    """Yield what programs read in an attachment: its words without the escapes of its form."""
    text = data.decode("utf-8", "ignore")
    if name.endswith(".json"):
        with suppress(ValueError, RecursionError):
            yield "\n".join(_json_texts(json.loads(text)))
    elif name.endswith(".ics"):
        yield re.sub(r"\\(.)", _plain, re.sub(r"\r?\n[ \t]", "", text))


def _json_texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _json_texts(each)


def _plain(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


# --- as it lies on the disk ----------------------------------------------------------------------


def _in_bytes(data: bytes, wanted: Sequence[_Words]) -> str | None:
    if _bytes_hold(data, wanted) or _strings_hold(_outside_streams(data), wanted):
        return "the bytes of the file"
    for number, stream in enumerate(_streams(data), start=1):
        if _bytes_hold(stream, wanted) or _strings_hold(stream, wanted):
            return f"stream {number} of the file"
    return None


def _bytes_hold(data: bytes, wanted: Sequence[_Words]) -> bool:
    is_latin = all(ord(char) < 256 for one in wanted for char in one.letters)
    return any(_holds(text, wanted) for text in _readings(data, is_latin=is_latin))


def _strings_hold(data: bytes, wanted: Sequence[_Words]) -> bool:
    """Look into PDF strings, all in one, since a word may be spread over several."""
    return _holds(" ".join(_strings(data)), wanted)


def _readings(data: bytes, *, is_latin: bool) -> Iterator[str]:
    """Yield bytes as text in every likely encoding; Latin letters in two bytes have zeros."""
    text = data.decode("utf-8", "ignore")
    yield text
    if _ENTITY.search(data):
        yield unescape(text)
    if not data.isascii():
        yield data.decode("latin-1")
    if not is_latin or b"\0" in data:
        for start in (0, 1):
            yield data[start:].decode("utf-16-be", "ignore")
            yield data[start:].decode("utf-16-le", "ignore")


def _streams(data: bytes) -> Iterator[bytes]:
    """Yield every stream of the file unpacked, whatever it says about itself."""
    for match in _STREAM.finditer(data):
        body = data[match.end() : data.find(b"endstream", match.end())]
        for packed in (body, _from_a85(body)):
            unpacked = _inflated(packed)
            if unpacked:
                yield unpacked
                break


def _outside_streams(data: bytes) -> bytes:
    return re.sub(rb"stream\r?\n.*?endstream", b" ", data, flags=re.DOTALL)


def _inflated(body: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(body, _LARGEST_STREAM)
    except zlib.error:
        return b""


def _from_a85(body: bytes) -> bytes:
    try:
        return a85decode(body.strip().removesuffix(b"~>"))
    except ValueError:
        return b""


def _strings(data: bytes) -> Iterator[str]:
    """Yield the strings written in PDF's own way, which may hide letters behind numbers."""
    for match in _STRING.finditer(data):
        token = match[0]
        if token[:1] == b"(":
            if b"\\" not in token and b"\x00" not in token:
                continue  # plain letters were seen already
            raw = _ESCAPE.sub(_unescaped, token[1:-1])
        else:
            digits = re.sub(rb"\s", b"", token[1:-1])
            raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        if raw[:2] in (b"\xfe\xff", b"\xff\xfe"):
            yield raw.decode("utf-16", "ignore")
        else:
            yield raw.translate(None, _CONTROLS).decode("latin-1")


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code[0] in b"01234567":
        return bytes([int(code, 8) & 0xFF])
    return b"" if code.endswith(b"\n") else _ESCAPED.get(code, code)


# --- comparing -----------------------------------------------------------------------------------


def _letters(text: str) -> str:
    """Return the letters and digits of a text, folded; all it has where it has none of these."""
    if text.isascii():
        bare = text.lower().encode("ascii").translate(None, _NO_LETTERS).decode("ascii")
        return bare or "".join(text.split())
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(_LETTERS.findall(folded))
    return letters or "".join(folded.split())


def _holds(text: str, wanted: Sequence[_Words]) -> bool:
    letters = _letters(text)
    return any(
        one.letters in letters and (len(one.letters) >= _LONG or _holds_whole(text, one.original))
        for one in wanted
    )


def _holds_whole(text: str, word: str) -> bool:
    """Return whether a short word stands in a text by itself."""
    spaced = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    short = " ".join(unicodedata.normalize("NFKC", word).casefold().split())
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", spaced) is not None


def _holds_across(text: str, following: str, wanted: Sequence[_Words]) -> bool:
    """Return whether a text begins on one page and ends on the next, whatever stands between."""
    first, second = _letters(text), _letters(following)
    for one in wanted:
        letters = one.letters
        if len(letters) < 2 * _PART:
            continue
        head = _longest(letters, lambda part: part in first)
        tail = _longest(letters[::-1], lambda part: part[::-1] in second)
        is_sure = min(head, tail) >= _PART or max(head, tail) >= _LONG_PART
        if is_sure and head + tail >= len(letters):
            return True
    return False


def _longest(letters: str, fits: Callable[[str], bool]) -> int:
    """Return the length of the longest beginning that fits; a shorter one always fits too."""
    low, high = 0, len(letters)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(letters[:middle]):
            low = middle
        else:
            high = middle - 1
    return low
