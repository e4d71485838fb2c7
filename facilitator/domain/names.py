"""Finding who or what somebody means from the few letters they typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from facilitator.domain.text import fold

_WORD = re.compile(r"[^\W_]+")
_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"}
)
_CLOSE_ENOUGH = 0.7


class NameKind(StrEnum):
    PERSON = "person"
    PARTY = "party"
    GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Name:
    """A person, party or goal that can be meant. `short` is a party's short name."""

    id: int
    name: str
    party_id: int | None = None
    short: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the things that a few letters may mean; `label` is its full name."""

    kind: NameKind
    id: int
    label: str
    party_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    candidate: Candidate
    spellings: tuple[tuple[str, ...], ...]


class NameIndex:
    """The names of one kind of token, folded once and asked often."""

    def __init__(self, names: Iterable[tuple[NameKind, Name]], *, inside_words: bool) -> None:
        """Take the names; `inside_words` also finds letters in the middle of a word."""
        self._inside_words = inside_words
        self._entries = tuple(
            _Entry(
                Candidate(kind, name.id, name.name, name.party_id),
                tuple(dict.fromkeys(_spellings(name))),
            )
            for kind, name in names
        )

    def find(self, written: str) -> tuple[Candidate, ...]:
        """Return what `written` can mean; more than one when it cannot be told.

        Better ways to match win over worse ones: the whole name or short name, whole words of it,
        the beginning of a word, the middle of a word.
        """
        words = name_words(written)
        if not words:
            return ()
        best, found = 4, dict[Candidate, None]()
        for entry in self._entries:
            rank = min(
                (self._rank(words, spelling) for spelling in entry.spellings),
                default=4,
            )
            if rank < best:
                best, found = rank, {}
            if rank == best < 4:
                found[entry.candidate] = None
        return tuple(found)

    def find_on(self, written: str, following: Sequence[str]) -> tuple[tuple[Candidate, ...], int]:
        """Return what `written` means together with words after it, and how many of those it takes.

        A following word is taken only when all up to the end of a name are there (“@Ingrid
        Solheim”), or when it tells apart what `written` alone does not.
        """
        alone = self.find(written)
        words, later = name_words(written), [fold(word) for word in following]
        for count in range(len(later), 0, -1):
            met = {
                entry.candidate: None
                for entry in self._entries
                for spelling in entry.spellings
                if _goes_on(spelling, words, later[:count], to_the_end=len(alone) == 1)
            }
            if len(met) == 1 or (met and len(met) == len(alone)):
                return tuple(met), count
        return alone, 0

    def close_to(self, written: str) -> tuple[Candidate, ...]:
        """Return what is spelled nearly like `written`, nearest first."""
        folded = fold(written)
        if not 3 <= len(folded) <= 40:
            return ()
        owners: dict[str, dict[Candidate, None]] = {}
        for entry in self._entries:
            for spelling in entry.spellings:
                for word in spelling:
                    owners.setdefault(word, {})[entry.candidate] = None
        near = get_close_matches(folded, list(owners), n=3, cutoff=_CLOSE_ENOUGH)
        return tuple(dict.fromkeys(owner for word in near for owner in owners[word]))

    def _rank(self, words: tuple[str, ...], spelling: tuple[str, ...]) -> int:
        if words == spelling:
            return 0
        rank = 4
        for start in range(len(spelling) - len(words) + 1):
            part = spelling[start : start + len(words)]
            if part == words:
                return 1
            if part[:-1] == words[:-1] and part[-1].startswith(words[-1]):
                rank = 2
        if rank == 4 and self._inside_words and len(words) == 1 and len(words[0]) > 1:
            return 3 if any(words[0] in word for word in spelling) else 4
        return rank


def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded for comparing."""
    return tuple(_WORD.findall(fold(text)))


def _spellings(name: Name) -> Iterable[tuple[str, ...]]:
    for text in (name.name, name.short):
        for spelled in (text, text.translate(_GERMAN)):
            if words := name_words(spelled):
                yield words


def _goes_on(
    spelling: tuple[str, ...], words: tuple[str, ...], later: list[str], *, to_the_end: bool
) -> bool:
    """Tell whether `words` and then `later` stand in the name; the last of `words` may be cut."""
    if not words:
        return False
    length = len(words) + len(later)
    starts = range(len(spelling) - length + 1)
    if to_the_end:
        starts = starts[-1:]
    return any(
        spelling[start : start + len(words) - 1] == words[:-1]
        and spelling[start + len(words) - 1].startswith(words[-1])
        and list(spelling[start + len(words) : start + length]) == later
        for start in starts
    )
