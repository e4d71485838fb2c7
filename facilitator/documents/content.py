"""The short code that ties a paper to its content."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass


def canonical_json(paper: object) -> bytes:
    """Return a projection as JSON that is the same wherever it is made: sorted keys, no blanks."""
    text = json.dumps(
        paper, default=_as_dict, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return text.encode("utf-8", "surrogatepass")


def content_code(paper: object) -> str:
    """Return the first 16 hex digits of the SHA-256 of the projection's canonical JSON."""
    return hashlib.sha256(canonical_json(paper)).hexdigest()[:16]


def _as_dict(value: object) -> dict[str, object]:
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} is no part of a projection")
