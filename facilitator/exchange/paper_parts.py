"""Take a PDF that somebody sent apart, without trusting anything in it.

Nothing in it is run, fetched or followed. What it may unpack to, how deep its lists may go and how
many things they may hold is limited; time and memory are limited by the process around this.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from facilitator.exchange.minutes_format import FORMATS, DoesNotFit, typed
from facilitator.exchange.signatures import Signature, examine
from facilitator.projections.data import VERSION

if TYPE_CHECKING:
    from pypdf import PdfReader

LARGEST_FILE = 100 * 1024 * 1024
LARGEST_DATA = 16 * 1024 * 1024
MOST_PAGES = 5_000
_MOST_NODES = 2_000
_MOST_FILES = 100
_DEEPEST = 40
_NAMES = ("minutes.json", "record.json")
_TODOS = "actions.ics"
_CODE = re.compile(r"\bcode\s+([0-9a-f]{16})\b")
_TURNED = re.compile(r"\b([0-9a-f]{16})\s+code\b")
_RUN = re.compile(r"[0-9]+|[a-f]+")
_CODE_BYTES = re.compile(rb"\bcode\s+([0-9a-f]{16})\b")


class Unreadable(Exception):
    """Why a PDF cannot be read: the name of a problem, and a fact about it."""

    def __init__(self, problem: str, fact: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.fact = fact


@dataclass(frozen=True, slots=True)
class Parts:
    """What was found in a PDF. `page_codes` has the codes on each page, empty where none stands."""

    data: bytes
    todos: bytes | None
    page_codes: tuple[str, ...]
    properties_code: str
    file_sha256: str
    signatures: tuple[Signature, ...] | None = ()
    """None where some are inside that cannot be examined."""


def take_apart(file: bytes) -> Parts:
    """Return what a PDF says of itself and the data inside.

    Raises:
        Unreadable: with the name of the problem.
    """
    if b"%PDF-" not in file[:1024]:
        raise Unreadable("not_pdf")
    if b"%%EOF" not in file[-2048:]:
        raise Unreadable("cut")
    logging.disable(logging.CRITICAL)  # the reader would tell of every oddity
    try:
        reader = _reader(file)
        files = _files(reader)
        properties = _properties(reader)
    except Unreadable:
        raise
    except (MemoryError, RecursionError):
        raise Unreadable("too_much") from None
    except Exception as error:  # noqa: BLE001  (any way in which a hostile file can fail)
        raise Unreadable("damaged", type(error).__name__) from None
    finally:
        logging.disable(logging.NOTSET)
    data = next((files[name] for name in _NAMES if name in files), None)
    if data is None:
        raise Unreadable("no_data")
    check_data(data)
    return Parts(
        data,
        files.get(_TODOS),
        tuple(_page_codes(file)),
        properties,
        hashlib.sha256(file).hexdigest(),
        examine(file),
    )


def parsed(data: bytes) -> Any:
    """Return the projection that the data inside a paper tells.

    Raises:
        Unreadable: it is no such data.
    """
    try:
        document = json.loads(data, object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Unreadable("wrong_data", "it is not JSON") from None
    if not isinstance(document, dict) or set(document) != {"format", "version", "content"}:
        raise Unreadable("wrong_data", "format, version and content are not all that is there")
    form, version = document["format"], document["version"]
    if not isinstance(form, str) or not form.startswith("facilitator-"):
        raise Unreadable("wrong_data", "format")
    if type(version) is not int or version < 1:
        raise Unreadable("wrong_data", "version")
    if version > VERSION:
        raise Unreadable("newer", str(version))
    if form not in FORMATS:
        raise Unreadable("not_minutes", form.removeprefix("facilitator-")[:40])
    try:
        return typed(FORMATS[form], document["content"])
    except DoesNotFit as error:
        raise Unreadable("wrong_data", error.place) from None


def check_data(data: bytes) -> None:
    """Refuse data that is not of the published form.

    Raises:
        Unreadable: it is not.
    """
    parsed(data)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands there twice")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(constant)


# --- the file ------------------------------------------------------------------------------------


def _reader(file: bytes) -> PdfReader:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(file), strict=False)
    if reader.is_encrypted:
        raise Unreadable("encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable("too_much")
    return reader


def _files(reader: PdfReader) -> dict[str, bytes]:
    """Return the files inside that are ours, by name; one name stands for one file."""
    found: dict[str, bytes] = {}
    names = _resolved(reader.root_object.get("/Names"))
    tree = _resolved(names.get("/EmbeddedFiles")) if isinstance(names, dict) else None
    for count, spec in enumerate(_specs(tree)):
        if count >= _MOST_FILES:
            raise Unreadable("too_much")
        name = str(spec.get("/UF") or spec.get("/F") or "")
        if name in (*_NAMES, _TODOS):
            if name in found:
                raise Unreadable("damaged", f"{name} is inside twice")
            found[name] = _unpacked(spec)
    return found


def _specs(tree: Any) -> Iterator[Any]:
    """Yield the file specifications of a name tree, each node once."""
    nodes, seen = [(tree, 0)], 0
    while nodes:
        node, depth = nodes.pop()
        seen += 1
        if seen > _MOST_NODES or depth > _DEEPEST:
            raise Unreadable("too_much")
        if not isinstance(node, dict):
            continue
        listed = _resolved(node.get("/Names"))
        for each in listed[1::2] if isinstance(listed, list) else ():
            if isinstance(spec := _resolved(each), dict):
                yield spec
        kids = _resolved(node.get("/Kids"))
        nodes += [(_resolved(kid), depth + 1) for kid in kids] if isinstance(kids, list) else []


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _unpacked(spec: Any) -> bytes:
    """Return the bytes of an embedded file, unpacked up to the limit."""
    embedded = _resolved(spec.get("/EF"))
    stream = _resolved(embedded.get("/F") or embedded.get("/UF"))
    packing = _resolved(stream.get("/Filter"))
    packing = packing[0] if isinstance(packing, list) and len(packing) == 1 else packing
    raw: bytes = stream._data  # as it lies there: unpacking is limited here
    if packing is None or packing == []:
        return _limited(raw)
    if packing != "/FlateDecode" or stream.get("/DecodeParms") is not None:
        raise Unreadable("damaged", f"packed by {packing}")
    return _limited(zlib.decompressobj().decompress(raw, LARGEST_DATA + 1))


def _limited(data: bytes) -> bytes:
    if len(data) > LARGEST_DATA:
        raise Unreadable("data_too_large")
    return data


def _properties(reader: PdfReader) -> str:
    """Return the code that the properties of the file tell."""
    keywords = (_resolved(reader.trailer.get("/Info")) or {}).get("/Keywords")
    found = set(_CODE.findall(str(keywords or "")))
    metadata = _resolved(reader.root_object.get("/Metadata"))
    if metadata is not None:
        found |= {code.decode() for code in _CODE_BYTES.findall(_packet(metadata))}
    return " ".join(sorted(found))


def _packet(stream: Any) -> bytes:
    """Return the XMP packet; it is searched, never parsed."""
    raw: bytes = stream._data
    if stream.get("/Filter") is None:
        return _limited(raw)
    return _limited(zlib.decompressobj().decompress(raw, LARGEST_DATA + 1))


def _turned(code: str) -> str:
    """Return a code from a page that runs from right to left.

    The reader takes letters and figures for words there, and says the last one first.
    """
    return "".join(reversed(_RUN.findall(code)))


def _page_codes(file: bytes) -> Iterator[str]:
    """Yield the codes that stand on each page, as a reader sees it."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError:
        raise Unreadable("damaged", "pages") from None
    try:
        for index in range(min(len(document), MOST_PAGES)):
            text = document[index].get_textpage().get_text_bounded()
            found = [*_CODE.findall(text), *map(_turned, _TURNED.findall(text))]
            yield " ".join(dict.fromkeys(found))
    except pypdfium2.PdfiumError:
        raise Unreadable("damaged", "pages") from None
    finally:
        document.close()
