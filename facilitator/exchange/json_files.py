"""Projections as canonical JSON: sorted keys, compact, no time of its own.

The same projection gives the same bytes. `format` and `version` come with every document; days and
moments are ISO text, numbers such as D-2026-017 are text, and no id of the file leaves.
"""

from __future__ import annotations

from typing import Any

from facilitator.projections.data import VERSION, canonical_json, data_of
from facilitator.projections.executive_papers import ExecutiveSummary
from facilitator.projections.types import ActionRegister, DecisionRegister, Minutes

__all__ = [
    "VERSION",
    "actions_json",
    "canonical",
    "decisions_json",
    "executive_json",
    "minutes_json",
]


def minutes_json(minutes: Minutes) -> str:
    """Return minutes as one JSON document, the one that their PDF carries inside."""
    return data_of(minutes).decode()


def executive_json(summary: ExecutiveSummary) -> str:
    """Return the page for the executives as one JSON document (M3)."""
    return data_of(summary).decode()


def decisions_json(register: DecisionRegister) -> str:
    """Return the decision log as one JSON document."""
    return data_of(register).decode()


def actions_json(register: ActionRegister) -> str:
    """Return the action list as one JSON document."""
    return data_of(register).decode()


def canonical(value: Any) -> str:
    """Return JSON that depends on the value alone, on one line."""
    return f"{canonical_json(value).decode()}\n"
