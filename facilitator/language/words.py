"""How words are written: one normal form for case, accents, spelling and number."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from facilitator.domain.text import fold

# Left out of every word: soft hyphen, zero-width spaces, marks of direction and of emoji style.
IGNORED = "\u00ad\u200b-\u200f\u2060\u2066-\u2069\u202a-\u202e\ufe0e\ufe0f\ufeff"
_NOTHING = re.compile(f"[{IGNORED}]")
_POSSESSIVE = re.compile(r"['’ʼ＇][sS]$")
_TYPED = str.maketrans({"’": "'", "ʼ": "'", "＇": "'", "‘": "'"})

# British and American spelling meet in one form; both sides of a comparison go through it.
_SPELLINGS = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        (r"(?<=\w{3})is(ation|ations|ational)$", r"iz\1"),
        (r"(?<=\w{4})is(e|es|ed|er|ers|ing)$", r"iz\1"),
        (r"(?<=\w{4})ys(e|ed|ing)$", r"yz\1"),
        (r"centre(?=s?$)", "center"),
        (r"programme(?=s?$)", "program"),
        (r"(?<=\w)ell(ed|ing|er|ers)$", r"el\1"),
        (r"(behavi|fav|col|lab|neighb)our", r"\1or"),
        (r"licence(?=s?$)", "license"),
        (r"defence(?=s?$)", "defense"),
        (r"catalogue(?=s?$)", "catalog"),
    )
)
_IRREGULAR = {
    "analyses": "analysis", "crises": "crisis", "bases": "basis", "hypotheses": "hypothesis",
    "indices": "index", "matrices": "matrix", "criteria": "criterion", "appendices": "appendix",
    "people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life",
    "selves": "self", "personae": "persona",
}  # fmt: skip
_NO_PLURAL = ("ss", "us", "is")
_HISSING = ("s", "x", "z", "ch", "sh")


@lru_cache(maxsize=65536)
def normal(token: str) -> str:
    """Return a token in the one form in which tokens are compared."""
    bare = _NOTHING.sub("", token).translate(_TYPED)
    small = fold(bare)
    if len(small) > 5:
        for pattern, becomes in _SPELLINGS:
            small = pattern.sub(becomes, small)
    return small


@lru_cache(maxsize=65536)
def singulars(token: str) -> tuple[str, ...]:
    """Return what a token may be the plural or the possessive of, the likeliest first.

    Only the word of a text is ever reduced, never the term: “sales” is a term, “sale” another.
    """
    found: list[str] = []
    bare = _NOTHING.sub("", token).translate(_TYPED)
    if _POSSESSIVE.search(bare):
        bare = bare[:-2]
        found.append(normal(bare))
    found.extend(_without_plural(normal(bare)))
    return tuple(dict.fromkeys(word for word in found if word))


def _without_plural(word: str) -> list[str]:
    if word in _IRREGULAR:
        return [_IRREGULAR[word]]
    if len(word) < 4 or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return []
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y", word[:-1]]
    if word.endswith("es") and word[:-2].endswith(_HISSING):
        return [word[:-2], word[:-1]]
    return [word[:-1]]


@lru_cache(maxsize=65536)
def is_capital_word(token: str) -> bool:
    """Tell whether a token is written as an abbreviation is: with two capitals at least."""
    return sum(letter.isupper() for letter in token) >= 2


def composed(text: str) -> str:
    """Return text with letters and their accents in one piece; for comparing whole texts."""
    return unicodedata.normalize("NFC", text)
