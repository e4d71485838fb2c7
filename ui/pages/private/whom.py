"""Whom a note or a talk is about: nobody in particular, a side, or one of its people."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from facilitator.queries.engagement import parties, people
from facilitator.store import Reader
from ui.widgets.fields import Choice

translate = QCoreApplication.translate


def offer_whom(choice: Choice, reader: Reader) -> None:
    """Fill a choice with the sides and their people; keys are None, or (kind, id)."""
    choice.clear_choices()
    choice.add(None, translate("private", "Nobody in particular"))
    for party in parties(reader):
        choice.add(("party", party.id), party.name, party=party.colour)
    for person in people(reader):
        if not person.is_facilitator:
            choice.add(("person", person.id), person.name, party=person.colour)


def chosen_ids(choice: Choice, reader: Reader) -> tuple[int | None, int | None]:
    """Return the ids of the side and of the person that are chosen; a person brings the side."""
    key = choice.current()
    if not isinstance(key, tuple):
        return None, None
    kind, row_id = key
    if kind == "party":
        return row_id, None
    side = next((each.party_id for each in people(reader) if each.id == row_id), None)
    return side, row_id
