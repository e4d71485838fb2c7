"""PDFs of ours for tests, whole and spoilt."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

import pypdf
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from facilitator.exchange.actions_ics import actions_ics
from facilitator.exchange.minutes_format import ENUMERATED, is_day, is_moment, name_of
from facilitator.exchange.minutes_in import ReadMinutes
from facilitator.exchange.paper_parts import Parts
from facilitator.printing import render_paper
from facilitator.projections.data import code_of, data_of
from facilitator.projections.paper import Paper
from facilitator.projections.types import Minutes


def files_of(data: bytes) -> dict[str, bytes]:
    """Return the files inside a PDF, as pypdf sees them."""
    found = pypdf.PdfReader(io.BytesIO(data)).attachments
    return {name: bytes(contents[0]) for name, contents in found.items()}


def wild(value: Any, text: str) -> Any:
    """Return a projection with `text` wherever the published form lets any words stand."""
    if isinstance(value, tuple):
        return tuple(wild(each, text) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    owner, hints = name_of(type(value)), get_type_hints(type(value))
    new: dict[str, Any] = {}
    for field in fields(value):
        is_free = f"{owner}.{field.name}" not in ENUMERATED and hints[field.name] is str
        if is_day(owner, field.name) or is_moment(owner, field.name):
            continue
        new[field.name] = text if is_free else wild(getattr(value, field.name), text)
    return replace(value, **new)


def read_of(minutes: Minutes, name: str = "minutes.pdf") -> ReadMinutes:
    """Return minutes as if they had been opened from their PDF."""
    data = data_of(minutes)
    code = code_of(data)
    todos = actions_ics(minutes).encode()
    return ReadMinutes(Path(name), minutes, code, Parts(data, todos, (code,), code, "", False))


def printed(paper: Paper) -> bytes:
    """Return a paper as it leaves."""
    return render_paper(paper).data


def with_files(
    data: bytes, files: Mapping[str, bytes], *, packed: Mapping[str, bytes] | None = None
) -> bytes:
    """Return a PDF whose files inside are others; `packed` ones are put in as they are."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    listed = ArrayObject()
    both = {name: zlib.compress(content) for name, content in files.items()} | dict(packed or {})
    for name, content in both.items():
        stream = StreamObject()
        stream._data = content
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
        stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
        inside = DictionaryObject({NameObject("/F"): writer._add_object(stream)})
        spec = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Filespec"),
                NameObject("/F"): TextStringObject(name),
                NameObject("/UF"): TextStringObject(name),
                NameObject("/EF"): inside,
            }
        )
        listed += [TextStringObject(name), writer._add_object(spec)]
    tree = DictionaryObject({NameObject("/Names"): listed})
    names = DictionaryObject({NameObject("/EmbeddedFiles"): tree})
    writer._root_object[NameObject("/Names")] = names
    writer._root_object.pop(NameObject("/AF"), None)
    return written(writer)


def with_looping_names(data: bytes) -> bytes:
    """Return a PDF whose list of files holds itself."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    tree = DictionaryObject()
    place = writer._add_object(tree)
    tree[NameObject("/Kids")] = ArrayObject([place, place])
    names = DictionaryObject({NameObject("/EmbeddedFiles"): place})
    writer._root_object[NameObject("/Names")] = names
    return written(writer)


def protected(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


def with_script(data: bytes, script: str) -> bytes:
    """Return a PDF that asks for a program to be run when it is opened."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    action = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject(script),
    }
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    return written(writer)


def written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def large_file(path: Path, size: int) -> Path:
    """Return a file of a size that takes no room on the disk."""
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(size)
    return path
