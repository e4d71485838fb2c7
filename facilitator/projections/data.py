"""A paper as data: canonical JSON with sorted keys, no blanks, and no time of its own.

The same paper gives the same bytes wherever it is made. They lie inside the PDF, they are what
`minutes -o x.json` writes, and the code on every page is the beginning of their SHA-256. Days and
moments are ISO text, numbers such as D-2026-017 are text, and no id of the file leaves.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import fields, is_dataclass

VERSION = 1
CODE_LENGTH = 16

_FORMATS = {
    "ActionRegister": "actions",
    "DecisionRegister": "decisions",
    "GoalRegister": "goals",
    "EngagementReport": "report",
    "PlanPaper": "plan",
    "HandoverPack": "handover",
}
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def format_of(paper: object) -> str:
    """Return the name of the format in which a paper of this kind is told: facilitator-minutes."""
    kind = type(paper).__name__
    return f"facilitator-{_FORMATS.get(kind) or _CAPITAL.sub('-', kind).lower()}"


def data_of(paper: object) -> bytes:
    """Return a paper as one JSON document: its format, the format's version, its content."""
    document = {"format": format_of(paper), "version": VERSION, "content": paper}
    return canonical_json(document) + b"\n"


def code_of(data: bytes) -> str:
    """Return the short code of a paper's data, as every page carries it."""
    return hashlib.sha256(data).hexdigest()[:CODE_LENGTH]


def content_code(paper: object) -> str:
    """Return the short code of a paper."""
    return code_of(data_of(paper))


def canonical_json(value: object) -> bytes:
    """Return JSON that depends on the value alone; half a character is told by its number."""
    text = _ENCODER.encode(value)
    return text.encode("utf-8", "backslashreplace")  # JSON escapes a surrogate just so


def plain(value: object) -> object:
    """Return a projection as the values of which JSON is made."""
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if value is None or isinstance(value, str | int | float):
        return str(value) if isinstance(value, str) else value
    return {name: plain(each) for name, each in _object(value).items()}


def _object(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in _names(type(value))}


def _names(kind: type) -> tuple[str, ...]:
    names = _NAMES.get(kind)
    if names is None:
        if not is_dataclass(kind):
            raise TypeError(f"{kind.__name__} is no part of a projection")
        names = _NAMES[kind] = tuple(field.name for field in fields(kind))
    return names


_NAMES: dict[type, tuple[str, ...]] = {}
_ENCODER = json.JSONEncoder(
    sort_keys=True,
    separators=(",", ":"),
    ensure_ascii=False,
    allow_nan=False,
    default=_object,
)
