"""Primer cards: a word or a method of a session in five minutes, and what could be one (L8)."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from facilitator import resources
from facilitator.language.finder import TermFinder
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class PrimerRow:
    """One card of a session. `item_id` is the agenda item it became, None while it is a card."""

    id: int
    kind: str
    title: str
    text: str
    length_s: int
    term_id: int | None
    item_id: int | None


@dataclass(frozen=True, slots=True)
class PrimerChoice:
    """A word or a method that could be explained. `uses` counts agenda items that name a word."""

    kind: str
    title: str
    text: str
    term_id: int | None = None
    uses: int = 0


def primers(reader: Reader, session_id: int) -> list[PrimerRow]:
    """Return the cards of a session in order, those that are agenda items too."""
    rows = reader.all(
        "SELECT * FROM primer WHERE session_id = ? ORDER BY position, id", (session_id,)
    )
    return [
        PrimerRow(
            row["id"], row["kind"], row["title"], row["text"] or "", row["length_s"],
            row["term_id"], row["item_id"],
        )
        for row in rows
    ]  # fmt: skip


def methods() -> list[PrimerChoice]:
    """Return the methods that ship with the app."""
    folder = resources.path("primers")
    found = [json.loads(each.read_text(encoding="utf-8")) for each in folder.glob("*.json")]
    found.sort(key=lambda each: int(each["position"]))
    return [PrimerChoice("method", each["title"], each["text"]) for each in found]


def words(reader: Reader, session_id: int) -> list[PrimerChoice]:
    """Return the words of the glossary: those of this agenda first, the most used on top."""
    terms = reader.all(
        "SELECT id, term, abbreviation, plain, why_other, agreed_wording FROM term"
        " WHERE retired_on IS NULL ORDER BY term COLLATE NOCASE, id"
    )
    forms = [
        (row["id"], written)
        for row in terms
        for written in (row["term"], row["abbreviation"])
        if written
    ]
    uses = _uses(reader, session_id, forms)
    taken = {each.term_id for each in primers(reader, session_id)}
    found = [
        PrimerChoice(
            "word",
            row["term"],
            "\n\n".join(
                each for each in (row["agreed_wording"] or row["plain"], row["why_other"]) if each
            ),
            row["id"],
            uses[row["id"]],
        )
        for row in terms
        if row["id"] not in taken
    ]
    return sorted(found, key=lambda each: -each.uses)


def _uses(reader: Reader, session_id: int, forms: list[tuple[int, str]]) -> Counter[int]:
    finder, found = TermFinder(forms), Counter[int]()
    for row in reader.all(
        "SELECT title, wanted_result, agenda_text FROM agenda_item WHERE session_id = ?",
        (session_id,),
    ):
        text = "\n".join(part for part in row.values() if part)
        found.update({each for span in finder.find(text) for each in span.ids})
    return found
