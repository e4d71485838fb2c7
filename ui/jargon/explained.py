"""What the radar says of a word: whose it is, what it means, and what can be put in its place."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from facilitator.queries.jargon import JargonWord, Mark, WordSide

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Explained:
    """The words beside a mark. `owners` are (name, colour); `lines` are read from top to bottom."""

    title: str
    whose: str
    owners: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    insert: str
    instead: str
    is_false_friend: bool

    def spoken(self) -> str:
        """Return it as a screen reader says it."""
        keys = []
        if self.insert:
            keys.append(translate("jargon", "Ctrl+I inserts plain words"))
        if self.instead:
            keys.append(translate("jargon", "Ctrl+Shift+I says it in other words"))
        parts = (self.title, self.whose, *self.lines, *keys)
        return ". ".join(part.strip().rstrip(".") for part in parts if part) + "."

    def as_tip(self) -> str:
        """Return it as a tooltip."""
        head = f"<b>{escape(self.title)}</b>"
        if self.whose:
            head += f" · {escape(self.whose)}"
        return "<br>".join([head, *(escape(line) for line in self.lines)])


def explained(mark: Mark, writer: int | None = None) -> Explained:
    """Return what to say of a marked stretch; `writer` is the side whose words it is part of."""
    word = mark.word
    return Explained(
        title=f"{word.term} ({word.abbreviation})" if word.abbreviation else word.term,
        whose=_whose(word),
        owners=tuple((side.short, side.colour) for side in word.sides if side.owns),
        lines=_lines(word),
        insert=in_brackets(word),
        instead=_instead(word, writer),
        is_false_friend=word.is_false_friend,
    )


def _whose(word: JargonWord) -> str:
    if word.is_false_friend:
        return translate("jargon", "one word for two things")
    owners = [side.short for side in word.sides if side.owns]
    if not owners:
        return translate("jargon", "nobody’s own word")
    if len(owners) == 1:
        return translate("jargon", "{0}’s word").format(owners[0])
    return translate("jargon", "word of {0}").format(", ".join(owners))


def _lines(word: JargonWord) -> tuple[str, ...]:
    if word.is_false_friend and word.meanings:
        return tuple(_meaning(side) for side in word.meanings)
    found = [word.plain or "; ".join(_meaning(side) for side in word.meanings)]
    if not found[0]:
        found = [translate("jargon", "No plain words yet.")]
    if word.why_other:
        found.append(translate("jargon", "Why it matters: {0}").format(word.why_other))
    if instead := _instead(word):
        found.append(translate("jargon", "Say instead: {0}").format(instead))
    return tuple(found)


def _meaning(side: WordSide) -> str:
    told = f"{side.short}: {side.meaning}"
    if side.say_instead:
        told += translate("jargon", " (say “{0}”)").format(side.say_instead)
    return told


def in_brackets(word: JargonWord) -> str:
    """Return the plain words as they stand behind a word, without the brackets."""
    if word.meanings and word.is_false_friend:
        parts = [f"{side.short}: {_inside(side.meaning)}" for side in word.meanings]
        return "; ".join(parts)
    return _inside(word.plain)


def _inside(words: str) -> str:
    """Return a sentence as it stands within another one."""
    flat = " ".join(words.split()).rstrip(".")
    if len(flat) > 1 and flat[0].isupper() and not flat[1].isupper():
        return flat[0].lower() + flat[1:]
    return flat


def _instead(word: JargonWord, writer: int | None = None) -> str:
    """Return what to say instead; of a false friend that depends on who says it."""
    own = {side.party_id: side.say_instead for side in word.sides if side.say_instead}
    if writer in own:
        return own[writer]
    if word.say_instead:
        return word.say_instead
    return next(iter(own.values())) if len(own) == 1 else ""
