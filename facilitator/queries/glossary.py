"""The glossary: every word of both sides, and one word with all that is known of it (L1, L2)."""

from __future__ import annotations

from facilitator.store import Reader


def word_count(reader: Reader) -> int:
    """Return how many words are in the glossary; retired ones are not counted."""
    return int(reader.value("SELECT count(*) FROM term WHERE retired_on IS NULL") or 0)
