"""Words people read about the glossary: how words relate, who accepts them, who said them."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.domain.words import TermRelation
from ui.wording import QT_TRANSLATE_NOOP, translate

_RELATIONS: dict[str, str] = {
    "": QT_TRANSLATE_NOOP("language", "Not said"),
    TermRelation.SAME: QT_TRANSLATE_NOOP("language", "The same"),
    TermRelation.TWO_WORDS: QT_TRANSLATE_NOOP("language", "Two words, one thing"),
    TermRelation.ONE_WORD: QT_TRANSLATE_NOOP("language", "One word, two things"),
}


def relation(value: str) -> str:
    """Return how a word relates the sides, in words."""
    return translate("language", _RELATIONS[value])


def relations() -> list[tuple[object, str]]:
    """Return every relation for a choice; the first is none."""
    return [(value, relation(value)) for value in _RELATIONS]


def listed(names: Sequence[str]) -> str:
    """Return `Security, Marketing and Legal`."""
    if len(names) < 2:
        return "".join(names)
    return translate("language", "{0} and {1}").format(", ".join(names[:-1]), names[-1])


def needed_by(names: Sequence[str]) -> str:
    """Return who needs the plain words of a word."""
    return translate("language", "Needed by {0}").format(listed(names)) if names else ""


def home(name: str, owners: int) -> str:
    """Return whose word it is; a word of several sides has no name of its own."""
    if name:
        return name
    words = QT_TRANSLATE_NOOP("language", "Shared") if owners else ""
    return translate("language", words) if words else ""
