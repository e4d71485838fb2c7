"""Whose home each label of the glossary means: as chosen, or as the names suggest (L1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitator.domain.glossary import Homes, suggested_homes
from facilitator.domain.text import fold
from facilitator.queries.engagement import parties
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class HomeRow:
    """A label, the party it means (None is nobody here), and whether somebody chose that."""

    label: str
    party_id: int | None
    is_chosen: bool


def party_names(reader: Reader) -> list[tuple[int, str, str]]:
    """Return (id, name, short name) of the parties at the table."""
    return [(party.id, party.name, party.short_name) for party in parties(reader)]


def kept_homes(reader: Reader) -> dict[str, int | None]:
    """Return what was chosen for each label."""
    rows = reader.all("SELECT label, party_id FROM home_party ORDER BY id")
    return {row["label"]: row["party_id"] for row in rows}


def homes_of(reader: Reader, homes: Mapping[str, int | None] | None = None) -> Homes:
    """Return what labels mean: what was chosen before, and `homes` above that."""
    return Homes(kept_homes(reader) | dict(homes or {}), party_names(reader))


def home_rows(reader: Reader, labels: Iterable[str]) -> list[HomeRow]:
    """Return each label with the party chosen for it, or the one its name suggests."""
    labels = list(labels)
    kept = {fold(label): party_id for label, party_id in kept_homes(reader).items()}
    guessed = suggested_homes(labels, party_names(reader))
    return [
        HomeRow(label, kept.get(fold(label), guessed[label]), fold(label) in kept)
        for label in labels
        if label in guessed
    ]
