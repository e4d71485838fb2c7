"""Words that somebody used and nobody has explained: collected, asked about, explained (L4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from facilitator.commands.fields import must_exist, stamp
from facilitator.commands.glossary import add_term
from facilitator.domain.text import clean, clean_line, fold
from facilitator.domain.words import UnknownState
from facilitator.errors import CommandRefused
from facilitator.language.unknown import Unknown, unknown_words
from facilitator.queries.engagement import day_of
from facilitator.store import Reader, Store

COLLECTED = "Collect words to ask about"


def collect(
    store: Store,
    text: str,
    seen_in_kind: str,
    seen_in_id: int,
    party_id: int | None = None,
    *,
    unfinished_at: int | None = None,
) -> list[int]:
    """Keep the abbreviations of a shared text that nobody has explained; return their ids.

    Inside a step of the caller they come and go with it. A word that ends at `unfinished_at`, in
    code points, may still be typed and is left for later. `party_id` is the side that used it,
    where that is known. Never for sealed text.
    """
    found = new_words(store, text, unfinished_at=unfinished_at)
    if not found:
        return []
    with store.step(COLLECTED):
        return [
            store.insert(
                "unknown_word",
                word=clean_line(each.word),
                expansion=clean_line(each.expansion) if each.expansion else None,
                seen_in_kind=seen_in_kind,
                seen_in_id=seen_in_id,
                party_id=party_id,
                state=UnknownState.OPEN.value,
                at=stamp(store),
            )
            for each in found
        ]


def new_words(
    reader: Reader, text: str, *, unfinished_at: int | None = None
) -> tuple[Unknown, ...]:
    """Return the abbreviations of a text that no entry has and that were never collected."""
    seen = [each for each in unknown_words(clean(text)) if each.end != unfinished_at]
    if not seen:
        return ()
    known = _known(reader, [each.word for each in seen])
    return tuple(each for each in seen if fold(each.word) not in known)


def _known(reader: Reader, words: Iterable[str]) -> set[str]:
    """Return which of the words the file knows, folded: explained, asked, ignored or a name."""
    marks = sorted({word.lower() for word in words})
    places = ", ".join("?" * len(marks))
    found = reader.all(
        f"SELECT abbreviation AS word FROM term WHERE lower(abbreviation) IN ({places})"
        f" UNION SELECT term FROM term WHERE lower(term) IN ({places})"
        f" UNION SELECT word FROM unknown_word WHERE lower(word) IN ({places})"
        f" UNION SELECT name FROM party WHERE lower(name) IN ({places})"
        f" UNION SELECT short_name FROM party WHERE lower(short_name) IN ({places})",
        tuple(marks) * 5,
    )
    return {fold(row["word"]) for row in found}


def save_text(
    store: Store,
    save: Callable[..., Any],
    *args: Any,
    label: str,
    typed: str,
    seen_in: tuple[str, int],
    used_by: int | None = None,
    unfinished_at: int | None = None,
    **fields: Any,
) -> Any:
    """Save what was typed by `save(store, …)` and collect what is new in it, as one step.

    Typing without a new word stays what it was: a step of one row, which goes on merging. A new
    word is taken back together with the typing that brought it.
    """
    if not new_words(store, typed, unfinished_at=unfinished_at):
        return save(store, *args, **fields)
    with store.step(label, origin=fields.get("origin")):
        result = save(store, *args, **fields)
        collect(store, typed, *seen_in, used_by, unfinished_at=unfinished_at)
    return result


def ask_for_plain_words(
    store: Store, word_id: int, party_id: int | None = None, person_id: int | None = None
) -> None:
    """Ask a side, or a person of it, what a word means; it goes on that side's pre-brief."""
    row = must_exist(store, "unknown_word", word_id)
    if row["state"] == UnknownState.EXPLAINED:
        raise CommandRefused(f"“{row['word']}” is explained already.")
    with store.step("Ask for plain words"):
        store.update(
            "unknown_word",
            word_id,
            state=UnknownState.ASKED.value,
            asked_on=day_of(store).isoformat(),
            party_id=party_id if party_id is not None else row["party_id"],
            person_id=person_id,
        )


def ignore_word(store: Store, word_id: int) -> None:
    """Say that a word needs no explaining; it is not collected again."""
    must_exist(store, "unknown_word", word_id)
    with store.step("Ignore word"):
        store.update("unknown_word", word_id, state=UnknownState.IGNORED.value, term_id=None)


def reopen_word(store: Store, word_id: int) -> None:
    """Put a word back among those that nobody has explained."""
    must_exist(store, "unknown_word", word_id)
    with store.step("Open the word again"):
        store.update(
            "unknown_word", word_id, state=UnknownState.OPEN.value, asked_on=None, term_id=None
        )


def explain_word(
    store: Store,
    word_id: int,
    plain: str = "",
    *,
    owners: Iterable[int] = (),
    term_id: int | None = None,
    **fields: Any,
) -> int:
    """Make a word an entry of the glossary, or say which entry explains it; return the entry.

    Without `owners` the word is at home with the side that used it. `fields` are those of
    `glossary.add_term`.
    """
    row = must_exist(store, "unknown_word", word_id)
    if row["state"] == UnknownState.EXPLAINED and row["term_id"] is not None:
        raise CommandRefused(f"“{row['word']}” is explained already.")
    with store.step("Explain word"):
        if term_id is None:
            home = [row["party_id"]] if row["party_id"] is not None else []
            term_id = _add_entry(
                store, row["word"], row["expansion"], list(owners) or home, plain, fields
            )
        else:
            must_exist(store, "term", term_id)
        store.update("unknown_word", word_id, state=UnknownState.EXPLAINED.value, term_id=term_id)
    return term_id


def keep_definition(
    store: Store, word: str, expansion: str, *, owners: Iterable[int] = (), plain: str = ""
) -> int:
    """Take “DLP = data loss prevention”, written in passing, into the glossary."""
    short = clean_line(word)
    row = store.one(
        "SELECT id FROM unknown_word WHERE lower(word) = ? AND state <> 'explained'",
        (short.lower(),),
    )
    with store.step("Keep it as a word"):
        if row is None:
            return _add_entry(store, short, clean_line(expansion), list(owners), plain, {})
        store.update("unknown_word", row["id"], expansion=clean_line(expansion))
        return explain_word(store, row["id"], plain, owners=owners)


def _add_entry(
    store: Store,
    word: str,
    expansion: str | None,
    owners: list[int],
    plain: str,
    fields: dict[str, Any],
) -> int:
    if expansion:
        named = {"abbreviation": word, "plain": plain} | fields
        return add_term(store, expansion[:1].upper() + expansion[1:], owners, **named)
    return add_term(store, word, owners, **({"plain": plain} | fields))
