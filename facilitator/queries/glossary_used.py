"""Where words of the glossary stand in shared text, and words nobody explained yet (L1, L4)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from facilitator.domain.words import CaptureKind, UnknownState
from facilitator.language.finder import TermFinder
from facilitator.queries.data_hits import data_facts
from facilitator.queries.engagement import MEMBERSHIP_ON, day_of, parties
from facilitator.queries.hits import capture_facts, item_facts, plain_facts
from facilitator.queries.numbers import session_labels
from facilitator.queries.search import Hit
from facilitator.store import Reader, Row

# Where a use is told: a word is no use of itself, nor is what somebody asked about it.
_TOLD = ", ".join(
    f"'{kind}'"
    for kind in (
        "session", "item", "notes", "goal", "agreement", "data_set", "data_request",
        *(kind.value for kind in CaptureKind if kind is not CaptureKind.TERM),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """A word somebody used and nobody explained. `needed_by` are the other sides.

    `party` and `colour` are those of who said it, empty where that is not known.
    """

    id: int
    word: str
    expansion: str
    state: str
    asked_on: str
    party_id: int | None
    party: str
    colour: str
    person_id: int | None
    person: str
    where: str
    on: str
    needed_by: tuple[str, ...]
    seen_kind: str
    seen_id: int | None


@dataclass(frozen=True, slots=True)
class SaidTerm:
    """A captured term that is no entry yet."""

    id: int
    text: str
    party: str
    colour: str
    person: str
    session_label: str
    on: str


# --- used in -------------------------------------------------------------------------------------


def used_in(reader: Reader, term: str, abbreviation: str = "", limit: int = 20) -> list[Hit]:
    """Return where a word stands in shared text, newest first."""
    expression = _expression(term, abbreviation)
    if not expression:
        return []
    rows = reader.all(
        "SELECT t.id, t.kind, t.body FROM search JOIN search_text t ON t.id = search.rowid"
        f" WHERE search MATCH ? AND t.kind IN ({_TOLD}) ORDER BY search.rowid DESC LIMIT ?",
        (expression, 4 * limit),
    )
    finder = TermFinder()
    finder.add(1, term)
    finder.add(1, abbreviation)
    return _hits(reader, [row for row in rows if finder.find(row["body"])][:limit])


def uses(reader: Reader, heard: Callable[[], None] | None = None) -> dict[int, int]:
    """Return in how many shared texts each word stands; a background job's question.

    `heard` is called between texts and may raise to stop.
    """
    finder = TermFinder()
    for row in reader.all("SELECT id, term, abbreviation FROM term WHERE retired_on IS NULL"):
        finder.add(row["id"], row["term"])
        finder.add(row["id"], row["abbreviation"] or "")
    found: Counter[int] = Counter()
    for row in reader.all(f"SELECT body FROM search_text WHERE kind IN ({_TOLD})"):
        if heard is not None:
            heard()
        found.update({term_id for span in finder.find(row["body"]) for term_id in span.ids})
    return dict(found)


def _expression(term: str, abbreviation: str) -> str:
    """Return the index's expression for a word, its plural and its abbreviation."""
    spelled = [term, f"{term}s", abbreviation, f"{abbreviation}s" if abbreviation else ""]
    quoted = [" ".join(each.replace('"', " ").split()) for each in spelled]
    return " OR ".join(f'"{each}"' for each in quoted if any(map(str.isalnum, each)))


def _hits(reader: Reader, rows: list[Row]) -> list[Hit]:
    ids = json.dumps([row["id"] for row in rows])
    facts = capture_facts(reader, ids) | item_facts(reader, ids) | plain_facts(reader, ids)
    facts |= data_facts(reader, ids)
    labels = session_labels(reader, {known.session_id for known in facts.values()})
    hits = []
    for row in rows:
        known = facts.get(row["id"])
        if known is None:
            hits.append(Hit(row["kind"], row["id"], _short(row["body"]), "", None, "", "", ""))
            continue
        label = labels.get(known.session_id or 0)
        hits.append(
            Hit(
                row["kind"],
                row["id"],
                _short(known.title),
                "",
                known.session_id,
                label.label if label else "",
                known.number,
                known.on,
            )
        )
    return hits


def _short(text: str) -> str:
    return " ".join(text.split())[:240]


# --- words that nobody explained -----------------------------------------------------------------


def unknown_words(reader: Reader) -> list[UnknownRow]:
    """Return the words that wait to be explained: not asked for first, then by time."""
    rows = reader.all(
        "SELECT u.*, w.name AS person, m.party_id AS persons_party FROM unknown_word u"
        " LEFT JOIN person w ON w.id = u.person_id"
        f" LEFT JOIN ({MEMBERSHIP_ON}) m ON m.person_id = u.person_id"
        " WHERE u.state IN (:open, :asked) ORDER BY u.state = :asked, u.at DESC, u.id DESC",
        {
            "day": day_of(reader).isoformat(),
            "open": UnknownState.OPEN.value,
            "asked": UnknownState.ASKED.value,
        },
    )
    ids = json.dumps([row["seen_in_id"] for row in rows])
    facts = capture_facts(reader, ids) | item_facts(reader, ids) | plain_facts(reader, ids)
    labels = session_labels(reader, {known.session_id for known in facts.values()})
    table = {party.id: party for party in parties(reader)}
    found = []
    for row in rows:
        party = table.get(row["party_id"] or row["persons_party"] or 0)
        known = facts.get(row["seen_in_id"])
        label = labels.get(known.session_id or 0) if known else None
        where = (known.number or (label.label if label else "")) if known else ""
        others = tuple(each.short for each in table.values() if each is not party)
        found.append(
            UnknownRow(
                row["id"],
                row["word"],
                row["expansion"] or "",
                row["state"],
                row["asked_on"] or "",
                party.id if party else None,
                party.short if party else "",
                party.colour if party else "",
                row["person_id"],
                row["person"] or "",
                where,
                (known.on if known and known.on else row["at"][:10]),
                others,
                row["seen_in_kind"] or "",
                row["seen_in_id"],
            )
        )
    return found


def said_terms(reader: Reader) -> list[SaidTerm]:
    """Return the captured terms that are no entries yet, newest first."""
    rows = reader.all(
        "SELECT c.id, c.text, c.at, c.session_id, w.name AS person,"
        " coalesce(p.short_name, p.name) AS party, p.colour FROM capture c"
        " LEFT JOIN person w ON w.id = c.person_id LEFT JOIN party p ON p.id = c.party_id"
        " WHERE c.kind = ? AND c.settled_on IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM term t WHERE t.came_from_id = c.id) ORDER BY c.at DESC, c.id DESC",
        (CaptureKind.TERM.value,),
    )
    labels = session_labels(reader, {row["session_id"] for row in rows})
    return [
        SaidTerm(
            row["id"],
            row["text"],
            row["party"] or "",
            row["colour"] or "",
            row["person"] or "",
            labels[row["session_id"]].label if row["session_id"] in labels else "",
            row["at"][:10],
        )
        for row in rows
    ]
