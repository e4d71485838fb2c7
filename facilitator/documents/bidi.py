"""Writing from right to left: which order it is drawn in, and how Arabic letters join.

Levels come from python-bidi and letter shapes from arabic-reshaper, both loaded with the first
such text. Everything works on places in the logical text, so that what is recorded stays in the
order it was typed. Marks that steer direction never get here: what can be printed has none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper  # type: ignore[import-untyped]

RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi")
)
"""The languages whose pages begin at the right."""

_HAS_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_JOINS = re.compile("[\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_KNOWN = frozenset(("L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "WS", "ON"))
_NEUTRAL, _NON_JOINER = "\ufffc", "\u200c"
_LAM_ALEF = re.compile("[\ufef5-\ufefc]")


def has_right_to_left(text: str) -> bool:
    return not text.isascii() and _HAS_RIGHT_TO_LEFT.search(text) is not None


def runs_leftward(texts: Iterable[str]) -> bool:
    """Return whether a paragraph begins at the right: its first letter says so."""
    turns = (first_direction(text) for text in texts)
    return next((turn for turn in turns if turn is not None), False)


def first_direction(text: str) -> bool | None:
    """Return whether the first letter of a text runs to the left; None where it has no letter."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return None


def is_leftward_language(language: str) -> bool:
    """Return whether pages in a language (`ar`, `he-IL`) begin at the right."""
    return re.split("[-_]", language.strip().lower())[0] in RIGHT_TO_LEFT


# --- order ---------------------------------------------------------------------------------------


def mirrored(char: str) -> str:
    """Return what a bracket looks like from the other side."""
    from bidi.mirror import MIRRORED  # type: ignore[import-untyped]

    return str(MIRRORED.get(char, char))


def levels(text: str, *, leftward: bool) -> list[int]:
    """Return how deep each character of a paragraph is nested: even runs to the right, odd left."""
    from bidi import algorithm  # type: ignore[import-untyped]

    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = (1, "R") if leftward else (0, "L")
    algorithm.get_embedding_levels("".join(map(_fed, text)), storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _settle_brackets(storage["chars"], storage["base_dir"])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return [int(char["level"]) for char in storage["chars"]]


def visual_order(depths: Sequence[int]) -> list[int]:
    """Return the places of a line's characters from left to right."""
    from bidi import algorithm

    chars = [{"level": depth, "place": place} for place, depth in enumerate(depths)]
    if chars:
        algorithm.reverse_contiguous_sequence(chars, 0, len(chars) - 1, max(depths), 1)
    return [char["place"] for char in chars]


def _fed(char: str) -> str:
    """Return a character for the algorithm, which knows no unassigned and no control ones."""
    kind = unicodedata.bidirectional(char)
    if kind in _KNOWN:
        return char
    if kind in ("B", "S"):
        return " "
    return "\u05d0" if not kind and has_right_to_left(char) else _NEUTRAL


def _settle_brackets(chars: Sequence[dict[str, Any]], base: str) -> None:
    """Turn both brackets of a pair in one direction (rule N0, which python-bidi leaves out)."""
    for opening, closing in _bracket_pairs(chars):
        inside = {_strong(char["type"]) for char in chars[opening + 1 : closing]} - {""}
        if not inside:
            continue
        direction = base
        if base not in inside:
            before = (_strong(char["type"]) for char in reversed(chars[:opening]))
            direction = next((kind for kind in before if kind), base)
        chars[opening]["type"] = chars[closing]["type"] = direction


def _strong(kind: str) -> str:
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _bracket_pairs(chars: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Return the places of brackets that belong together, in the order in which they open."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for place, entry in enumerate(chars):
        char = entry["ch"]
        category = unicodedata.category(char)
        if entry["type"] != "ON" or category not in ("Ps", "Pe"):
            continue
        if category == "Ps" and mirrored(char) != char:
            waiting.append((mirrored(char), place))
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == char:
                pairs.append((waiting[depth][1], place))
                del waiting[depth:]
                break
    return sorted(pairs)


# --- joining -------------------------------------------------------------------------------------


def joins(char: str) -> bool:
    """Return whether a character is an Arabic letter or one of its marks."""
    return _JOINS.match(char) is not None


@cache
def _reshaper() -> ArabicReshaper:
    """Return what knows the shapes; of ligatures only lam with alef, which must be one."""
    from arabic_reshaper import ArabicReshaper
    from arabic_reshaper.ligatures import LIGATURES  # type: ignore[import-untyped]

    options = {name: bool(_LAM_ALEF.match(shapes[1][0])) for name, shapes in LIGATURES}
    options |= {"delete_harakat": False, "delete_tatweel": False, "support_ligatures": True}
    return ArabicReshaper(configuration=options)


def joined(text: str, draws: Callable[[str], bool] | None = None) -> list[str]:
    """Return the shape of each character; a letter swallowed by a ligature is empty.

    `draws` tells whether a font has a shape; where none has, the letter itself stands there.
    """
    if not any(map(joins, text)):
        return ["" if char == _NON_JOINER else char for char in text]
    from arabic_reshaper.arabic_reshaper import HARAKAT_RE  # type: ignore[import-untyped]

    shaped = iter(_reshaper().reshape(text))
    shapes: list[str] = []
    is_swallowed = False
    for char in text:
        is_mark = HARAKAT_RE.match(char) is not None
        if is_swallowed and not is_mark:
            shapes.append("")
            is_swallowed = False
            continue
        shape = next(shaped, char)
        is_swallowed = is_swallowed or _LAM_ALEF.match(shape) is not None
        shapes.append("" if shape == _NON_JOINER else shape)
    if draws is not None:
        _put_back(shapes, text, draws)
    return shapes


def _put_back(shapes: list[str], text: str, draws: Callable[[str], bool]) -> None:
    """Replace the shapes that no font has by the letters they stand for."""
    for place, shape in enumerate(shapes):
        if shape and shape != text[place] and not draws(shape):
            shapes[place] = text[place]
            if _LAM_ALEF.match(shape):
                alef = shapes.index("", place + 1)
                shapes[alef] = text[alef]
