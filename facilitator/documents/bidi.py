"""Right-to-left writing in a line: which order it is drawn in, and how Arabic letters join.

The part of Unicode's algorithm that is left when marks which steer direction are taken out:
letters, numbers and what stands between them. Reordering works on places in the logical text, so
that what is recorded and copied stays in the order it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

_HAS_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
_KINDS = {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N", "NSM": "mark", "ET": "sign"}
_KINDS |= {"ES": "joint", "CS": "joint"}
_LAM = "\u0644"


def has_right_to_left(text: str) -> bool:
    return not text.isascii() and _HAS_RIGHT_TO_LEFT.search(text) is not None


def mirrored(char: str) -> str:
    """Return what a bracket looks like from the other side."""
    return _MIRRORED.get(char, char)


def levels(text: str) -> list[int]:
    """Return how deep each character is nested: even runs to the right, odd to the left."""
    kinds = _resolved(text)
    base = 1 if next((kind for kind in kinds if kind in "LR"), "L") == "R" else 0
    _settle_between(kinds, "R" if base else "L")
    if base:
        return [1 if kind == "R" else 2 for kind in kinds]
    return [{"L": 0, "R": 1, "N": 2}[kind] for kind in kinds]


def visual_order(depths: list[int]) -> list[int]:
    """Return the places of a line's characters from left to right."""
    order = list(range(len(depths)))
    for depth in range(max(depths, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and depths[order[end]] >= depth:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _resolved(text: str) -> list[str]:
    """Return L, R, N(umber) or - for every character."""
    kinds = [_KINDS.get(unicodedata.bidirectional(char), "-") for char in text]
    for place, kind in enumerate(kinds):
        before = kinds[place - 1] if place else "-"
        after = kinds[place + 1] if place + 1 < len(kinds) else "-"
        if kind == "mark":
            kinds[place] = before
        elif (kind == "joint" and before == after == "N") or (
            kind == "sign" and "N" in (before, after)
        ):
            kinds[place] = "N"
    strong = "-"
    for place, kind in enumerate(kinds):
        if kind in ("joint", "sign"):
            kinds[place] = "-"
        elif kind == "N" and strong in ("L", "-"):
            kinds[place] = "L" if strong == "L" else "N"
        elif kind in ("L", "R"):
            strong = kind
    return kinds


def _settle_between(kinds: list[str], base: str) -> None:
    """Give what stands between letters their direction where both sides agree."""
    place = 0
    while place < len(kinds):
        if kinds[place] != "-":
            place += 1
            continue
        end = place
        while end < len(kinds) and kinds[end] == "-":
            end += 1
        left = _direction(kinds[place - 1]) if place else base
        right = _direction(kinds[end]) if end < len(kinds) else base
        kinds[place:end] = [left if left == right else base] * (end - place)
        place = end


def _direction(kind: str) -> str:
    return "L" if kind == "L" else "R"


# --- joining -------------------------------------------------------------------------------------


class _Forms(NamedTuple):
    """The shapes of one Arabic letter; `is_dual` joins on both sides."""

    isolated: str
    final: str
    initial: str
    medial: str

    @property
    def is_dual(self) -> bool:
        return bool(self.initial)


@cache
def _forms() -> dict[str, _Forms]:
    """Return the shapes that Unicode knows, by letter (lam with alef counts as one)."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFBFF), *range(0xFE80, 0xFEFD)):
        shape, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if letters:
            base = "".join(chr(int(part, 16)) for part in letters.split())
            found.setdefault(base, {}).setdefault(shape.strip("<>"), chr(code))
    names = ("isolated", "final", "initial", "medial")
    return {base: _Forms(*(shapes.get(n, "") for n in names)) for base, shapes in found.items()}


def joined(text: str) -> list[str]:
    """Return the shape of each character; a letter swallowed by a ligature is empty."""
    forms = _forms()
    shapes = list(text)
    joins_on = False
    for place, char in enumerate(text):
        if unicodedata.combining(char):
            continue
        after = text[place + 1] if place + 1 < len(text) else ""
        letter = char + after if char == _LAM and char + after in forms else char
        shape = forms.get(letter)
        if not shapes[place]:
            continue
        if shape is None:
            joins_on = False
            continue
        next_letter = _next_letter(text, place + len(letter))
        reaches_on = shape.is_dual and next_letter in forms and bool(forms[next_letter].final)
        shapes[place] = _shape(shape, joins_on, reaches_on) or char
        if len(letter) == 2:
            shapes[place + 1] = ""
        joins_on = reaches_on
    return shapes


def _shape(forms: _Forms, joins_on: bool, reaches_on: bool) -> str:
    if joins_on:
        return forms.medial if reaches_on else forms.final
    return forms.initial if reaches_on else forms.isolated


def _next_letter(text: str, place: int) -> str:
    while place < len(text) and unicodedata.combining(text[place]):
        place += 1
    return text[place] if place < len(text) else ""
