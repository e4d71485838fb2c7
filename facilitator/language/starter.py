"""The starter glossary that ships with the app: its CSV file read into terms (L1, L2)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_TWO_MEANINGS = " (two meanings)"
_HOMES = ("Security", "Marketing", "Legal", "Shared")
_LABELS = re.compile(
    rf"\b((?:{'|'.join(_HOMES)})(?: and (?:{'|'.join(_HOMES)}))*): ", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class StarterTerm:
    """One term. `meanings` tells a false friend: what each home means by the one word."""

    term: str
    abbreviation: str | None
    home: str
    plain: str
    why_other: str
    source: str
    meanings: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_false_friend(self) -> bool:
        """Tell whether the sides mean two things by this one word."""
        return bool(self.meanings)


def starter_terms(csv_text: str) -> tuple[StarterTerm, ...]:
    """Return the terms of the starter file, in its order.

    A row “Retention (two meanings)” becomes the one word “Retention” with the meanings that its
    plain words tell by home: “Marketing: keeping customers. Security and legal: how long …”.
    """
    return tuple(_term(row) for row in csv.DictReader(io.StringIO(csv_text)))


def _term(row: Mapping[str, str]) -> StarterTerm:
    plain = row["plain_language"]
    has_two = row["term"].endswith(_TWO_MEANINGS)
    return StarterTerm(
        term=row["term"].removesuffix(_TWO_MEANINGS),
        abbreviation=row["abbreviation"] or None,
        home=row["home_party"],
        plain=plain,
        why_other=row["why_it_matters_to_other_side"],
        source=row["source_of_fact"],
        meanings=_meanings(plain) if has_two else {},
    )


def _meanings(plain: str) -> dict[str, str]:
    """Return what each home means, from “Marketing: … Security and legal: …”."""
    pieces = _LABELS.split(plain)[1:]
    found = {}
    for labels, words in zip(pieces[::2], pieces[1::2], strict=True):
        meaning = words.strip().rstrip(".")
        for label in labels.split(" and "):
            found[label.strip().capitalize()] = meaning[:1].upper() + meaning[1:]
    return found
