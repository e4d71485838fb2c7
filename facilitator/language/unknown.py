"""Abbreviations that nobody has explained, and those that a text explains in passing (L4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from facilitator.language.stop_words import EMPHASIS, KNOWN_TO_ALL, SMALL_WORDS
from facilitator.language.tokens import Token, tokens

LONGEST = 8
_FEWEST_BIG_WORDS = 7  # letters from which a word in capitals is a word that is shouted

_ROMAN = re.compile(r"[IVXLC]+")
_NUMBERED = re.compile(r"[A-Z]{1,2}\d+|\d.*|[A-Z]\d*[a-z]?")
_TWO_BIG = re.compile(
    r"[A-Z\u00c0-\u00de\u0370-\u03ff\u0400-\u052f]\w{0,8}[A-Z0-9\u00c0-\u00de\u0370-\u03ff\u0400-\u052f]"
)
_SHORT = re.compile(r"[^\W\d_][\w&]{1,9}")
_SENTENCE_END = re.compile(r"[.!?;:]")
_MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Unknown:
    """An abbreviation at a place; `expansion` where the text says what it stands for.

    `of_start` to `of_end` is where the expansion stands.
    """

    word: str
    start: int
    end: int
    expansion: str | None = None
    of_start: int = 0
    of_end: int = 0


def unknown_words(text: str) -> list[Unknown]:
    """Return the abbreviations of a text in order, each once; whether known is for the caller.

    Lines without a word of two capitals are passed over, so a long text costs what it holds.
    """
    found: dict[str, Unknown] = {}
    start = 0
    for line in text.split("\n"):
        if _TWO_BIG.search(line):
            for each in _in_line(line):
                moved = replace(
                    each,
                    start=each.start + start,
                    end=each.end + start,
                    of_start=each.of_start + start,
                    of_end=each.of_end + start,
                )
                if each.word not in found or (each.expansion and not found[each.word].expansion):
                    found[each.word] = moved
        start += len(line) + 1
    return sorted(found.values(), key=_by_start)


def _by_start(each: Unknown) -> int:
    return each.start


def _in_line(line: str) -> list[Unknown]:
    cut = tokens(line)
    found: dict[str, Unknown] = {}
    for each in definitions(line, cut):
        found.setdefault(each.word, each)
    for at, token in enumerate(cut):
        word = abbreviation(token.text) if token.is_word else None
        if word is None or word in found or _is_part_of_name(cut, at) or _is_shouted(cut, at):
            continue
        found[word] = Unknown(word, token.start, token.start + len(word))
    return list(found.values())


def abbreviation(token: str) -> str | None:
    """Return a token without its plural or possessive where it looks like an abbreviation."""
    word = re.sub(r"['’]s$", "", token, flags=re.IGNORECASE)
    if len(word) > 2 and word.endswith("s") and word[-2].isupper():
        word = word[:-1]
    big = sum(letter.isupper() for letter in word)
    small = sum(letter.islower() for letter in word)
    if not 2 <= len(word) <= LONGEST or big < 2 or small > big or not word.isalnum():
        return None
    if re.search(r"[a-zß-ÿ]{3}", word):  # LinkedIn, McDonald: names, not abbreviations
        return None
    upper = word.upper()
    if upper in KNOWN_TO_ALL or upper in EMPHASIS or _ROMAN.fullmatch(word):
        return None
    if _NUMBERED.fullmatch(word) or (word.isupper() and len(word) >= _FEWEST_BIG_WORDS):
        return None
    return word


def _is_part_of_name(cut: list[Token], at: int) -> bool:
    """Tell whether it stands in something like D-2026-019, EU-wide or a heading NAME:VALUE."""
    token = cut[at]
    after = cut[at + 1] if at + 1 < len(cut) else None
    if after is not None and after.gap == "-" and after.text[:1].isdigit():
        return True
    if token.gap == "-" and at and cut[at - 1].text[:1].isdigit():
        return True
    return bool(at and not token.gap and cut[at - 1].text in "@#/\\_=$")


def _is_shouted(cut: list[Token], at: int) -> bool:
    """Tell whether words beside it are in capitals too: then it is a heading or shouting."""
    beside = [
        (abs(index - at), cut[index].text)
        for index in (at - 2, at - 1, at + 1, at + 2)
        if 0 <= index < len(cut) and cut[index].is_word and len(cut[index].text) > 1
    ]
    big = [(far, word) for far, word in beside if word.isupper() and word.isalpha()]
    if any(far == 1 and len(word) >= _FEWEST_BIG_WORDS for far, word in big):
        return True
    is_loud = any(len(word) >= _FEWEST_BIG_WORDS or word in EMPHASIS for _, word in big)
    return len(big) >= (2 if is_loud else 3)


# --- definitions in passing ------------------------------------------------------------------


def definitions(text: str, cut: list[Token] | None = None) -> Iterator[Unknown]:
    """Yield what a text explains in passing: “data loss prevention (DLP)”, in both orders."""
    cut = tokens(text) if cut is None else cut
    for at, token in enumerate(cut):
        if token.text not in "([":
            continue
        behind = next(
            (i for i in range(at + 1, min(at + _MOST_WORDS + 3, len(cut))) if cut[i].text in ")]"),
            None,
        )
        if behind is None or behind == at + 1:
            continue
        inside, before = cut[at + 1 : behind], _before(text, cut, at)
        found = _short_behind(text, before, inside) or _short_before(text, before, inside)
        if found is not None:
            yield found


def _before(text: str, cut: list[Token], at: int) -> list[Token]:
    """Return the words before a bracket, back to the end of the sentence before."""
    first = at
    while first > 0 and at - first < _MOST_WORDS and cut[first - 1].is_word:
        first -= 1
        if "\n" in text[cut[first].start : cut[at].start]:
            return cut[first + 1 : at]
    return cut[first:at]


def _short_behind(text: str, before: list[Token], inside: list[Token]) -> Unknown | None:
    """Read “data loss prevention (DLP)”."""
    if len(inside) != 1 or not before:
        return None
    word = _short_form(inside[0].text)
    if word is None:
        return None
    for first in range(len(before) - 1, -1, -1):
        words = before[first:]
        if len(words) >= 2 and _stands_for(word, [each.text for each in words]):
            start, end = words[0].start, words[-1].end
            at = inside[0].start
            return Unknown(word, at, at + len(word), text[start:end], start, end)
    return None


def _short_before(text: str, before: list[Token], inside: list[Token]) -> Unknown | None:
    """Read “DLP (data loss prevention)”."""
    words = [each for each in inside if each.is_word]
    if not before or len(words) < 2 or len(words) != len(inside):
        return None
    word = _short_form(before[-1].text)
    if word is None or not _stands_for(word, [each.text for each in words]):
        return None
    start, end, at = words[0].start, words[-1].end, before[-1].start
    return Unknown(word, at, at + len(word), text[start:end], start, end)


def _short_form(token: str) -> str | None:
    word = re.sub(r"['’]s$", "", token, flags=re.IGNORECASE)
    if len(word) > 2 and word.endswith("s") and word[-2].isupper():
        word = word[:-1]
    if not _SHORT.fullmatch(word) or sum(letter.isupper() for letter in word) < 2:
        return None
    return word


def _stands_for(short: str, words: list[str]) -> bool:
    """Tell whether the letters of `short` begin these words, small words left out or not.

    The first word gives the first letter, the last one a letter as well; a word may give more
    letters than one (“cross-site” gives two, “XSS” is left to people).
    """
    letters = [letter.casefold() for letter in short if letter.isalnum()]
    if _is_small(words[0]) and not short[0].islower() and len(words) > len(letters):
        return False
    return _fits(letters, [word.casefold() for word in words], 0, 0)


def _is_small(word: str) -> bool:
    return word.casefold() in SMALL_WORDS


def _fits(letters: list[str], words: list[str], at: int, index: int) -> bool:
    if at == len(letters):
        return all(word in SMALL_WORDS for word in words[index:])
    if index == len(words):
        return False
    word = words[index]
    if word[:1] == letters[at]:
        if _fits(letters, words, at + 1, index + 1):
            return True
        if at + 1 < len(letters) and at + 2 <= len(letters):
            inner = word.find(letters[at + 1], 1)
            if inner > 0 and _fits(letters, words, at + 2, index + 1):
                return True
    return word in SMALL_WORDS and at > 0 and _fits(letters, words, at, index + 1)
