"""The engagement itself: its title, purpose, paper and zone."""

from __future__ import annotations

from typing import Any

from facilitator.commands.fields import (
    Converter,
    choice,
    edit,
    line,
    required_line,
    stamp,
    text,
    zone_name,
)
from facilitator.domain.words import PARTY_COLOURS, ScratchNotes
from facilitator.errors import InvalidText
from facilitator.store import Store

_MOST_DAYS = 60


def _working_days(name: str, value: Any) -> int:
    """Return for how many working days comments on minutes are awaited."""
    days = int(value)
    if not 0 <= days <= _MOST_DAYS:
        raise InvalidText("Comments", f"between 0 and {_MOST_DAYS} working days are possible")
    return days


ENGAGEMENT: dict[str, Converter] = {
    "title": required_line,
    "organisation": line,
    "purpose": text,
    "success_sentence": text,
    "classification": line,
    "paper_size": required_line,
    "minutes_style": required_line,
    "zone": zone_name,
    "scratch_notes": choice(ScratchNotes),
    "comment_days": _working_days,
}


def begin_engagement(
    store: Store,
    title: str,
    zone: str,
    parties: list[str] | None = None,
    facilitator: str | None = None,
    *,
    colours: list[str] | None = None,
) -> int:
    """Write the first rows of a new file: the engagement, its parties and the facilitator.

    `colours` holds one for each party; left out, they take the first ones in order.
    """
    chosen = colours or [PARTY_COLOURS[n % len(PARTY_COLOURS)] for n in range(len(parties or []))]
    with store.step("Begin the engagement", barrier=True):
        engagement_id = store.insert(
            "engagement",
            title=required_line("Title", title),
            zone=zone_name("Zone", zone),
            created_at=stamp(store),
        )
        for position, (name, colour) in enumerate(zip(parties or [], chosen, strict=True), start=1):
            store.insert(
                "party", name=required_line("Party", name), colour=colour, position=position
            )
        if facilitator:
            store.insert("person", name=required_line("Name", facilitator), is_facilitator=1)
    return engagement_id


def set_engagement(store: Store, *, origin: object | None = None, **fields: Any) -> None:
    """Change fields of the engagement."""
    engagement_id = store.value("SELECT id FROM engagement")
    edit(store, "Edit engagement", "engagement", engagement_id, ENGAGEMENT, fields, origin)
