"""Words of the glossary on their way in and out of a file, and whose home a label means (L1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.text import clean_line, fold

SHARED = "Shared"
STARTER_HOMES = ("Security", "Marketing", "Legal", SHARED)

# What the people of a home are also called, folded.
_ALSO = {
    "security": ("ciso", "infosec", "cyber", "secur", "risk", "privacy", "protection"),
    "marketing": ("cmo", "market", "brand", "customer", "crm", "growth", "sales", "commerce"),
    "legal": ("compliance", "law", "counsel", "privacy", "regulat", "lawyer"),
}
_PARTS = re.compile(r"\s*[;|]\s*")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60  # letters of a captured line that can be the word itself
_SAID = re.compile(r"^(?P<term>[^=:]+?)\s*(?:=|:| means | is short for )\s*(?P<plain>\S.*)$", re.S)
_SHORT = re.compile(r"^(?P<term>\S.*?)\s*\((?P<short>[^\s()]{2,12})\)$")


class Clash(StrEnum):
    """What becomes of a word that is in the glossary already."""

    SKIP = "skip"
    REPLACE = "replace"
    KEEP_BOTH = "keep_both"


@dataclass(frozen=True, slots=True)
class SideWords:
    """What one side means by a word; `label` is a home or the name of a party."""

    label: str
    meaning: str = ""
    example: str = ""
    say_instead: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """One entry. `home` is a label, or names of parties with semicolons; `related` are words."""

    term: str
    abbreviation: str = ""
    home: str = ""
    plain: str = ""
    why_other: str = ""
    agreed_wording: str = ""
    say_instead: str = ""
    source: str = ""
    relation: str = ""
    related: tuple[str, ...] = ()
    sides: tuple[SideWords, ...] = ()


def parts(text: str) -> tuple[str, ...]:
    """Return the pieces of a cell that names several things."""
    return tuple(part for part in _PARTS.split(text.strip()) if part)


def labels_of(words: Iterable[Word]) -> tuple[str, ...]:
    """Return every home and side that words name, each once, in the order of appearance."""
    found: dict[str, str] = {}
    for word in words:
        for label in (*parts(word.home), *(side.label for side in word.sides)):
            found.setdefault(fold(label), label)
    return tuple(found.values())


def suggested_homes(
    labels: Iterable[str], parties: Sequence[tuple[int, str, str]]
) -> dict[str, int | None]:
    """Return the party that each label most likely means; `Shared` means all, so it has none.

    `parties` are (id, name, short name). A party is suggested for one label at most, the best.
    """
    taken: set[int] = set()
    found: dict[str, int | None] = {label: None for label in labels if not is_shared(label)}
    for judge in (_is_called, _begins_alike, _is_akin):
        for label in [each for each, party in found.items() if party is None]:
            for party_id, name, short in parties:
                if party_id not in taken and (judge(label, name) or judge(label, short)):
                    found[label] = party_id
                    taken.add(party_id)
                    break
    return found


def is_shared(label: str) -> bool:
    """Tell whether a label means every side."""
    return fold(label) in (fold(SHARED), "all", "both", "everybody")


def _is_called(label: str, name: str) -> bool:
    return bool(name) and fold(label) == fold(name)


def _begins_alike(label: str, name: str) -> bool:
    """Tell whether the label is one of the words of the name."""
    wanted = fold(label)
    return bool(wanted) and any(word == wanted for word in _WORD.findall(fold(name)))


def _is_akin(label: str, name: str) -> bool:
    """Tell whether a word of the name is what such people are also called."""
    words = _WORD.findall(fold(name))
    return any(word.startswith(stem) for stem in _ALSO.get(fold(label), ()) for word in words)


class Homes:
    """Which parties a label means: a home, the name of a party, or everybody."""

    def __init__(
        self, homes: Mapping[str, int | None], parties: Sequence[tuple[int, str, str]]
    ) -> None:
        """Take the homes as they were chosen, and the parties as (id, name, short name)."""
        self._everybody = tuple(party_id for party_id, _, _ in parties)
        self._known: dict[str, int | None] = {}
        for party_id, name, short in parties:
            for called in (name, short):
                if called:
                    self._known.setdefault(fold(called), party_id)
        self._known |= {fold(label): party_id for label, party_id in homes.items()}

    def knows(self, label: str) -> bool:
        """Tell whether somebody chose what a label means, or it is the name of a party."""
        return fold(label) in self._known or is_shared(label)

    def of(self, home: str) -> tuple[int, ...]:
        """Return the parties at home in a label, or in several with semicolons between."""
        found: dict[int, None] = {}
        for label in parts(home):
            chosen = self._known.get(fold(label))
            if chosen is not None:
                found[chosen] = None
            elif is_shared(label):
                found |= dict.fromkeys(self._everybody)
        return tuple(found)


def entry_of(text: str) -> Word:
    """Return what a captured line says: `SoD: two people are needed` is a word with its meaning."""
    whole = clean_line(text)
    said = _SAID.match(whole)
    term, plain = (said["term"].strip(), said["plain"].strip()) if said else (whole, "")
    if len(term) > _LONGEST and said:
        term, plain = whole, ""
    short = _SHORT.match(term)
    if short:
        return Word(short["term"], abbreviation=short["short"], plain=plain)
    return Word(term, plain=plain)
