"""The short code that ties a paper to its content."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass


def canonical_json(paper: object) -> bytes:
    """Return a projection as JSON that is the same wherever it is made: sorted keys, no blanks."""
    encoder = _Encoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return encoder.encode(paper).encode("utf-8", "surrogatepass")


def content_code(paper: object) -> str:
    """Return the first 16 hex digits of the SHA-256 of the projection's canonical JSON."""
    return hashlib.sha256(canonical_json(paper)).hexdigest()[:16]


class _Encoder(json.JSONEncoder):
    """Writes the frozen dataclasses of a projection as objects."""

    _names: dict[type, tuple[str, ...]]

    def encode(self, o: object) -> str:
        self._names = {}
        return super().encode(o)

    def default(self, o: object) -> dict[str, object]:
        kind = type(o)
        names = self._names.get(kind)
        if names is None:
            if not is_dataclass(o):
                raise TypeError(f"{kind.__name__} is no part of a projection")
            names = self._names[kind] = tuple(field.name for field in fields(o))
        return {name: getattr(o, name) for name in names}
