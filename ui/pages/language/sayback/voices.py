"""Who can speak: people and sides as one choice."""

from __future__ import annotations

from facilitator.queries.engagement import parties, people
from facilitator.queries.saybacks import Voice
from facilitator.store import Reader
from ui.widgets.fields import Choice

Key = tuple[str, int] | None


def fill_voices(
    choice: Choice, reader: Reader, nobody: str, *, last_party_id: int | None = None
) -> None:
    """Offer people and sides; those of `last_party_id` come last."""
    current = choice.current()
    choice.clear_choices()
    choice.add(None, nobody)
    sides = sorted(parties(reader), key=lambda party: party.id == last_party_id)
    everybody = people(reader)
    for party in sides:
        for person in everybody:
            if person.party_id == party.id:
                choice.add(("person", person.id), person.name, party=party.colour)
        choice.add(("party", party.id), party.name, party=party.colour)
    for person in everybody:
        if person.party_id is None:
            choice.add(("person", person.id), person.name)
    choice.set_current(current)


def key_of(voice: Voice) -> Key:
    """Return the choice that a voice is."""
    if voice.person_id is not None:
        return ("person", voice.person_id)
    return ("party", voice.party_id) if voice.party_id is not None else None


def chosen(choice: Choice) -> tuple[int | None, int | None]:
    """Return the person and the party that are chosen; a person brings no party along."""
    match choice.current():
        case ("person", int(person_id)):
            return person_id, None
        case ("party", int(party_id)):
            return None, party_id
    return None, None


def voice_of(choice: Choice, reader: Reader) -> Voice:
    """Return who is chosen, with name and side."""
    person_id, party_id = chosen(choice)
    person = next((each for each in people(reader) if each.id == person_id), None)
    if person is not None:
        party_id = person.party_id
    party = next((each for each in parties(reader) if each.id == party_id), None)
    return Voice(
        person.id if person else None, person.name if person else "",
        party.id if party else None, party.short if party else "",
        party.colour if party else "",
    )  # fmt: skip
