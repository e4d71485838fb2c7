"""What somebody looks for: `is:action is:open @name goal:x party:x "a phrase" word` (U2).

Kinds and states are those of `words`; several of one are alternatives, everything else narrows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.domain.text import clean, fold
from facilitator.domain.words import (
    ActionState,
    CaptureKind,
    ConcernState,
    DecisionState,
    GoalState,
    SessionState,
)

# What people call a kind, and the kinds of the search index that they mean by it.
_KINDS: dict[str, tuple[str, ...]] = {
    **{kind.value: (kind.value,) for kind in CaptureKind},
    **{kind: (kind,) for kind in ("session", "item", "goal", "person", "agreement", "paper")},
    "note": ("note", "notes"),
    "notes": ("note", "notes"),
    "people": ("person",),
    "parking": ("parked",),
    "agenda": ("item",),
    "term": ("term", "glossary", "glossary_side"),
    "word": ("glossary", "glossary_side"),
    "glossary": ("glossary", "glossary_side"),
    "data": ("data_set", "data_recipient", "data_claim"),
    "series": ("series", "rhythm", "series_exception"),
    "rhythm": ("rhythm",),
    "plan": ("plan", "series", "rhythm", "series_exception"),
    "advice": ("advice",),
    "incident": ("incident",),
    "request": ("data_request", "data_request_field", "data_request_party"),
}
_STATES = frozenset(
    state.value
    for states in (ActionState, ConcernState, DecisionState, GoalState, SessionState)
    for state in states
) | {"open", "overdue"}  # of every kind that can be open; past its due day

_PIECE = re.compile(
    r"(?P<field>is|goal|party):(?:\"(?P<quoted>[^\"]*)\"|(?P<value>\S*))"
    r"|@(?:\"(?P<who_quoted>[^\"]*)\"|(?P<who>[^\s\"]+))"
    r"|\"(?P<phrase>[^\"]*)\""
    r"|(?P<word>[^\s\"]+)|\"",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A search as it was understood. `unknown` holds each `is:` that names no kind or state."""

    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was asked for, which is not the same as finding nothing."""
        return self == SearchQuery()


def parse_query(text: str) -> SearchQuery:
    """Return what `text` asks for; never raises. A phrase still open counts as its words."""
    found: dict[str, list[str]] = {}

    def add(field: str, values: Iterable[str]) -> None:
        known = found.setdefault(field, [])
        known.extend(value for value in values if value and value not in known)

    for piece in _PIECE.finditer(clean(text)):
        match piece["field"]:
            case None:
                add("people", [(piece["who_quoted"] or piece["who"] or "").strip()])
                add("phrases", [(piece["phrase"] or "").strip()])
                add("words", [piece["word"] or ""])
            case field if field.lower() == "is":
                value = (piece["quoted"] or piece["value"] or "").strip()
                add(*_meaning(value))
            case field:
                value = (piece["quoted"] or piece["value"] or "").strip()
                add("goals" if field.lower() == "goal" else "parties", [value])
    return SearchQuery(**{field: tuple(values) for field, values in found.items()})


def match_expression(query: SearchQuery, prefix: bool = True) -> str | None:
    """Return the FTS5 expression for the words and phrases, or None when there is none to match.

    Each is quoted, so that no sign or operator in it means anything. With `prefix`, a word also
    finds what begins with it, as is right while somebody is typing.
    """
    star = "*" if prefix else ""
    terms = [f'"{word}"{star}' for word in query.words if _has_token(word)]
    terms += [f'"{phrase}"' for phrase in query.phrases if _has_token(phrase)]
    return " AND ".join(terms) or None


def _meaning(value: str) -> tuple[str, tuple[str, ...]]:
    """Return the field of the query that `is:value` belongs to, and what it adds there."""
    word = fold(value).replace("-", "_")
    for spelled in (word, word.removesuffix("s"), word.replace("_", "")):
        if spelled in _KINDS:
            return "kinds", _KINDS[spelled]
        if spelled in _STATES:
            return "states", (spelled,)
    return "unknown", (f"is:{value}",)


def _has_token(text: str) -> bool:
    """Tell whether the index (unicode61) would see anything in `text`."""
    return any(unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "Co" for c in text)
