"""For whom a paper is, as somebody calls it: a reserved word, or a side by its name (M3, P7)."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.domain.text import fold
from facilitator.errors import AudienceUnclear
from facilitator.queries.engagement import PartyRow, parties
from facilitator.store import Reader

MINUTES_FOR = ("joint", "executive")
AGENDA_FOR = ("room", "facilitator")


def find_audience(
    reader: Reader, called: str, reserved: Sequence[str], *, archived: bool = False
) -> str:
    """Return a reserved word, which wins over any name, or `party:` with the id of a side.

    A name counts before a short name, in any case. `archived` knows sides that left as well.

    Raises:
        AudienceUnclear: nobody is called so, or several are.
    """
    wanted = fold(called)
    for word in reserved:
        if wanted == word:
            return word
    known = parties(reader, archived=archived)
    for own in (_name, _short):
        found = [party for party in known if fold(own(party)) == wanted]
        if len(found) == 1:
            return f"party:{found[0].id}"
        if found:
            raise AudienceUnclear(called, [*reserved, *map(_told, known)], len(found))
    raise AudienceUnclear(called, [*reserved, *map(_told, known)])


def _name(party: PartyRow) -> str:
    return party.name


def _short(party: PartyRow) -> str:
    return party.short


def _told(party: PartyRow) -> str:
    """Return `“Security and Privacy” (Security)`."""
    return f"“{party.name}” ({party.short})" if party.short != party.name else f"“{party.name}”"
