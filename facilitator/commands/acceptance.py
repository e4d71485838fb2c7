"""Acceptance of words by a side, for every table with `accepted_on`, `_words` and `_by_id`."""

from __future__ import annotations

from typing import Any

from facilitator.errors import InvalidText
from facilitator.queries.engagement import day_of
from facilitator.store import Reader


def accepted(
    reader: Reader, name: str, words: str | None, by_id: int | None = None
) -> dict[str, Any]:
    """Return the columns that say: accepted today, in these words, by this person.

    Raises:
        InvalidText: there are no words to accept yet; `name` is the field that is empty.
    """
    if not (words or "").strip():
        raise InvalidText(name, "write it first; a side accepts words, not an empty field")
    return {
        "accepted_on": day_of(reader).isoformat(),
        "accepted_words": words,
        "accepted_by_id": by_id,
    }


WITHDRAWN: dict[str, Any] = {"accepted_on": None, "accepted_words": None, "accepted_by_id": None}
