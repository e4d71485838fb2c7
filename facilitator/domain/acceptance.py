"""A side accepts words, not a field: when the words change, its acceptance is stale (G1, G8)."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """Where one side stands towards some words."""

    OPEN = "open"
    STALE = "stale"
    ACCEPTED = "accepted"


def standing(accepted_words: str | None, words: str | None) -> Standing:
    """Compare the words a side accepted with those of today; spaces alone change nothing."""
    if not accepted_words:
        return Standing.OPEN
    is_same = accepted_words.split() == (words or "").split()
    return Standing.ACCEPTED if is_same else Standing.STALE
