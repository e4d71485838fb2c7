"""How paper names a party."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartyMark:
    """A party as paper shows it; `colour` is one of `words.PARTY_COLOURS`."""

    name: str
    short_name: str
    colour: str
