"""Projections as canonical JSON: sorted keys, compact, no time of its own.

The same projection gives the same bytes. `format` and `version` come with every document; days and
moments are ISO text, numbers such as D-2026-017 are text, and no id of the file leaves.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from facilitator.projections.types import ActionRegister, DecisionRegister, Minutes

VERSION = 1


def minutes_json(minutes: Minutes) -> str:
    """Return minutes as one JSON document."""
    return _document("minutes", asdict(minutes))


def decisions_json(register: DecisionRegister) -> str:
    """Return the decision log as one JSON document."""
    return _document("decisions", asdict(register))


def actions_json(register: ActionRegister) -> str:
    """Return the action list as one JSON document."""
    return _document("actions", asdict(register))


def _document(kind: str, content: dict[str, Any]) -> str:
    return canonical({"format": f"facilitator-{kind}", "version": VERSION, "content": content})


def canonical(value: Any) -> str:
    """Return JSON that depends on the value alone, on one line."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return f"{text}\n"
