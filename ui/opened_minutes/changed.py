"""What changed since a paper was printed: by part, word by word, with marks besides colour (M4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from facilitator.projections.changes import Change, ChangeKind, Piece, PieceKind, Section, pieces
from ui.opened_minutes.page_text import BETWEEN, paragraph, safe
from ui.opened_minutes.reading import MOST
from ui.wording import minutes as life_words
from ui.wording import opened as words

translate = QCoreApplication.translate

_COMPARED = 100_000
"""So many characters are compared word by word; what comes after them is shown whole."""


def page_of(changes: Sequence[Change], today: date) -> str:
    """Return changes as HTML; what went is struck out, what came is underlined."""
    return "".join(_parts(changes, today))


def _parts(changes: Sequence[Change], today: date) -> Iterator[str]:
    if not changes:
        yield paragraph(translate("opened", "Nothing changed: the session says what this says."))
        return
    told = translate("opened", "Struck out is what it said, underlined what the session says now.")
    yield paragraph(told, "quiet")
    budget = _COMPARED
    for section, group in groupby(changes[:MOST], key=_section):
        yield f"<h2>{safe(words.section(section))}</h2>"
        for each in group:
            budget -= len(each.before) + len(each.after)
            yield _change(each, today, is_compared=budget > 0)
    if len(changes) > MOST:
        more = translate("opened", "And {0} more.").format(len(changes) - MOST)
        yield paragraph(more, "quiet")


def _section(change: Change) -> Section:
    return change.section


def _change(change: Change, today: date, *, is_compared: bool) -> str:
    before = words.value(change.field, change.before, today)
    after = words.value(change.field, change.after, today)
    heading = f"<h3>{safe(life_words.change_target(change))}</h3>"
    if change.kind is ChangeKind.CHANGED:
        found = pieces(before, after) if is_compared else _whole(before, after)
        return f"{heading}<p>{marked(found)}</p>"
    kind = PieceKind.NEW if change.kind is ChangeKind.ADDED else PieceKind.GONE
    return f"{heading}<p>{marked([Piece(kind, after or before)])}</p>"


def _whole(before: str, after: str) -> tuple[Piece, ...]:
    return Piece(PieceKind.GONE, before), Piece(PieceKind.NEW, after)


def marked(found: Sequence[Piece]) -> str:
    """Return a text with its marks as HTML."""
    out = []
    for piece in found:
        text = safe(piece.text)
        if piece.kind is PieceKind.GONE:
            text = f"<s>{text}</s>"
        elif piece.kind is PieceKind.NEW:
            text = f"<u>{text}</u>"
        out.append(text)
    return BETWEEN.join(out)
