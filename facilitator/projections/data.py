"""A paper as data: canonical JSON with sorted keys, no blanks, and no time of its own.

The same paper gives the same bytes wherever it is made. They lie inside the PDF, they are what
`minutes -o x.json` writes, and the code on every page is the beginning of their SHA-256. Days and
moments are ISO text, numbers such as D-2026-017 are text, and no id of the file leaves.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, TypeAlias

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
    text = _text(value, {})
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


def _text(value: object, told: dict[int, str]) -> str:
    """Return a value as JSON; `told` holds what was written of entries that come again."""
    match value:
        case Enum():
            return _text(value.value, told)
        case str():
            return encode_basestring(value)
        case None | bool() | int() | float():
            return json.dumps(value, allow_nan=False)
        case tuple() | list():
            return f"[{','.join([_text(each, told) for each in value])}]"
        case dict():
            names = sorted(value)
            parts = [f"{encode_basestring(name)}:{_text(value[name], told)}" for name in names]
            return f"{{{','.join(parts)}}}"
    if (known := told.get(id(value))) is None:
        known = told[id(value)] = _entry(value, told)
    return known


def _entry(value: object, told: dict[int, str]) -> str:
    """Return an entry as JSON; most fields are words or nothing, which is looked at first."""
    heads, read = _plan(type(value))
    parts = []
    for head, each in zip(heads, read(value), strict=True):
        kind = type(each)
        if kind is str:
            parts.append(head + encode_basestring(each))
        elif each is None or (kind is tuple and not each):
            parts.append(f"{head}null" if each is None else f"{head}[]")
        else:
            parts.append(head + _text(each, told))
    return f"{{{','.join(parts)}}}"


def _object(value: object) -> dict[str, object]:
    heads, read = _plan(type(value))
    return {head[1:-2]: each for head, each in zip(heads, read(value), strict=True)}


_Plan: TypeAlias = tuple[tuple[str, ...], Callable[[object], tuple[Any, ...]]]
_PLANS: dict[type, _Plan] = {}


def _plan(kind: type) -> _Plan:
    """Return what stands before each value of a type, in order, and what reads the values."""
    if kind not in _PLANS:
        if not is_dataclass(kind):
            raise TypeError(f"{kind.__name__} is no part of a projection")
        names = sorted(field.name for field in fields(kind))
        read = attrgetter(*names, "__class__")  # two at least, so that a tuple comes back
        _PLANS[kind] = (tuple(f'"{name}":' for name in names), lambda value: read(value)[:-1])
    return _PLANS[kind]
