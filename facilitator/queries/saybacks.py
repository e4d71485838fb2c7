"""Say-it-backs: who explained what, how the other side said it, what waits for a yes (L5)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from facilitator.domain.words import SaybackPart, SaybackState
from facilitator.queries.engagement import MEMBERSHIP_ON, day_of
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import decision_label, session_labels
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something: a person with its side, or a side alone; empty where nobody is named."""

    person_id: int | None = None
    person: str = ""
    party_id: int | None = None
    party: str = ""
    colour: str = ""

    @property
    def name(self) -> str:
        """Return the person, else the side."""
        return self.person or self.party

    @property
    def short(self) -> str:
        """Return the first name, else the side."""
        return self.person.split(" ")[0] if self.person else self.party


@dataclass(frozen=True, slots=True)
class SaybackRow:
    """One in the list. `since` is the day it came to where it stands; `days` from then on."""

    id: int
    topic: str
    state: str
    speaker: Voice
    listener: Voice
    since: str
    days: int
    about_kind: str
    about_id: int | None
    number: str

    @property
    def is_open(self) -> bool:
        return self.state != SaybackState.CONFIRMED


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What somebody said, at `at` in UTC."""

    id: int
    n: int
    part: str
    text: str
    voice: Voice
    at: str


@dataclass(frozen=True, slots=True)
class SaybackDetail:
    """One with all its versions and where it comes from."""

    row: SaybackRow
    versions: tuple[VersionRow, ...]
    session_id: int | None
    session_label: str
    session_day: str
    item: str
    home: str
    plain: str
    confirmed_on: str


@dataclass(frozen=True, slots=True)
class SideCount:
    """How often a side said back what another one had explained."""

    party_id: int
    party: str
    colour: str
    count: int


@dataclass(frozen=True, slots=True)
class UnsaidTerm:
    """A word of one side in shared text that the others have never said back."""

    term_id: int
    term: str
    plain: str
    party_id: int | None
    party: str
    uses: int


_ROWS = """
  SELECT c.id, c.text, c.at, c.session_id, c.item_id, s.topic, s.state, s.about_id, s.about_kind,
    s.confirmed_on, s.explained_by_id, s.explained_by_party_id, t.term, t.plain, t.home_label,
    d.text AS decision, n.year, n.n
  FROM sayback s JOIN capture c ON c.id = s.id AND +c.kind = 'sayback'
  LEFT JOIN term t ON t.id = s.about_id AND s.about_kind = 'term'
  LEFT JOIN capture d ON d.id = s.about_id AND s.about_kind = 'decision'
  LEFT JOIN issued_number n ON n.row_id = d.id AND n.kind = 'decision'"""


class Voices:
    """Names of people and sides; the side of a person who is named alone is today's."""

    def __init__(self, reader: Reader) -> None:
        self._people = {
            row["id"]: row
            for row in reader.all(
                f"SELECT p.id, p.name, m.party_id FROM person p"
                f" LEFT JOIN ({MEMBERSHIP_ON}) m ON m.person_id = p.id",
                {"day": day_of(reader).isoformat()},
            )
        }
        self._parties = {
            row["id"]: row
            for row in reader.all(
                "SELECT id, coalesce(short_name, name) AS short, colour FROM party"
            )
        }

    def voice(self, person_id: int | None, party_id: int | None) -> Voice:
        """Return a person with its side, or the side alone."""
        person = self._people.get(person_id or 0)
        if party_id is None and person is not None:
            party_id = person["party_id"]
        party = self._parties.get(party_id or 0)
        return Voice(
            person_id if person else None,
            person["name"] if person else "",
            party["id"] if party else None,
            party["short"] if party else "",
            party["colour"] if party else "",
        )


def saybacks(reader: Reader) -> list[SaybackRow]:
    """Return all: the open ones first, the longest waiting on top; then the latest confirmed."""
    voices, today = Voices(reader), day_of(reader)
    rows = reader.all(f"{_ROWS} ORDER BY c.at, c.id")
    versions = _versions(reader, "true", ())
    found = [_row(row, versions[row["id"]], voices, today) for row in rows]
    waiting = [each for each in found if each.is_open]
    waiting.sort(key=lambda each: each.since)
    over = [each for each in found if not each.is_open]
    over.sort(key=lambda each: each.since, reverse=True)
    return waiting + over


def sayback_count(reader: Reader) -> int:
    """Return how many there are."""
    return int(
        reader.value(
            "SELECT count(*) FROM sayback s JOIN capture c ON c.id = s.id AND +c.kind = 'sayback'"
        )
    )


def sayback(reader: Reader, sayback_id: int) -> SaybackDetail | None:
    """Return one with all its versions; None where it was deleted or became something else."""
    row = reader.one(f"{_ROWS} WHERE s.id = ?", (sayback_id,))
    if row is None:
        return None
    voices = Voices(reader)
    own = _versions(reader, "sayback_id = ?", (sayback_id,))[sayback_id]
    session = reader.one("SELECT * FROM session WHERE id = ?", (row["session_id"],)) or {}
    labels = session_labels(reader, {row["session_id"]})
    begin = begin_of(session.get("starts_local"), session.get("started_at"), session.get("zone"))
    item = reader.value("SELECT title FROM agenda_item WHERE id = ?", (row["item_id"],))
    return SaybackDetail(
        _row(row, own, voices, day_of(reader)),
        tuple(
            VersionRow(
                each["id"], each["n"], each["part"], each["text"],
                voices.voice(each["person_id"], each["party_id"]), each["at"],
            )
            for each in own
        ),
        row["session_id"],
        labels[row["session_id"]].label if row["session_id"] in labels else "",
        begin[:10],
        str(item or ""),
        row["home_label"] or "",
        row["plain"] or "",
        row["confirmed_on"] or "",
    )  # fmt: skip


def _versions(reader: Reader, where: str, params: tuple[int, ...]) -> defaultdict[int, list[Row]]:
    out: defaultdict[int, list[Row]] = defaultdict(list)
    for row in reader.all(
        f"SELECT * FROM sayback_version WHERE {where} ORDER BY sayback_id, n, id", params
    ):
        out[row["sayback_id"]].append(row)
    return out


def _row(row: Row, versions: list[Row], voices: Voices, today: date) -> SaybackRow:
    back = [each for each in versions if each["part"] == SaybackPart.RESTATED]
    listener = voices.voice(back[-1]["person_id"], back[-1]["party_id"]) if back else Voice()
    since = row["confirmed_on"] or (versions[-1]["at"] if versions else row["at"])[:10]
    topic = row["term"] or row["topic"] or row["decision"] or row["text"]
    return SaybackRow(
        row["id"],
        topic,
        row["state"],
        voices.voice(row["explained_by_id"], row["explained_by_party_id"]),
        listener,
        since,
        max((today - date.fromisoformat(since)).days, 0),
        row["about_kind"] or "",
        row["about_id"],
        decision_label(row["year"], row["n"]) if row["n"] else "",
    )


def who_restated(reader: Reader) -> list[SideCount]:
    """Return for each side at the table how many things of others it has said back."""
    rows = reader.all(
        "SELECT p.id, coalesce(p.short_name, p.name) AS party, p.colour,"
        " count(DISTINCT v.sayback_id) AS count FROM party p LEFT JOIN ("
        "  SELECT v.sayback_id, v.party_id FROM sayback_version v"
        "  JOIN sayback s ON s.id = v.sayback_id AND s.explained_by_party_id IS NOT v.party_id"
        "  JOIN capture c ON c.id = s.id AND +c.kind = 'sayback'"
        "  WHERE v.part = 'restated') v ON v.party_id = p.id"
        " WHERE p.archived_on IS NULL GROUP BY p.id ORDER BY p.position, p.id"
    )
    return [SideCount(row["id"], row["party"], row["colour"], row["count"]) for row in rows]


# --- used, never said back -----------------------------------------------------------------------

# A word in the glossary or in a say-it-back is no use of it.
_SHARED = (
    "item", "notes", "note", "decision", "action", "concern", "idea", "question", "want", "need",
    "challenge", "parked",
)  # fmt: skip


def never_said_back(reader: Reader, heard: Callable[[], None] | None = None) -> list[UnsaidTerm]:
    """Return words in shared text without a confirmed say-it-back, the most used first.

    Words that every side owns need none. A question for a background job: it reads all shared
    text. `heard` is called between texts and may raise to stop.
    """
    terms = {row["id"]: row for row in reader.all(_CANDIDATES)}
    if not terms:
        return []
    from facilitator.language.finder import TermFinder  # not for the first page

    finder = TermFinder(
        (term_id, words)
        for term_id, row in terms.items()
        for words in (row["term"], row["abbreviation"])
        if words
    )
    uses: defaultdict[int, int] = defaultdict(int)
    for row in reader.all(
        "SELECT body FROM search_text WHERE kind IN (SELECT value FROM json_each(?))",
        (json.dumps(_SHARED),),
    ):
        if heard is not None:
            heard()
        for term_id in {each for span in finder.find(row["body"]) for each in span.ids}:
            uses[term_id] += 1
    found = [
        UnsaidTerm(
            term_id, terms[term_id]["term"], terms[term_id]["plain"] or "",
            terms[term_id]["party_id"], terms[term_id]["party"] or "", count,
        )
        for term_id, count in uses.items()
    ]  # fmt: skip
    return sorted(found, key=lambda each: (-each.uses, each.term.casefold()))


_CANDIDATES = """
  SELECT t.id, t.term, t.abbreviation, t.plain, p.id AS party_id,
    coalesce(p.short_name, p.name) AS party
  FROM term t
  LEFT JOIN term_party o ON o.id = (
    SELECT min(id) FROM term_party WHERE term_id = t.id AND owns = 1)
  LEFT JOIN party p ON p.id = o.party_id
  WHERE t.retired_on IS NULL
    AND EXISTS (SELECT 1 FROM party y WHERE y.archived_on IS NULL AND NOT EXISTS (
      SELECT 1 FROM term_party w WHERE w.term_id = t.id AND w.party_id = y.id AND w.owns = 1))
    AND NOT EXISTS (SELECT 1 FROM sayback s WHERE s.about_kind = 'term' AND s.about_id = t.id
      AND s.state = 'confirmed')"""


# --- on a decision (D4) ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Restatement:
    """What a decision means for one side; `sayback_id` is None where it has not said it yet."""

    party_id: int
    party: str
    colour: str
    sayback_id: int | None
    state: str
    text: str
    person: str
    correction: str
    corrected_by: str
    confirmed_on: str


def restatements(reader: Reader, decision_id: int) -> tuple[Restatement, ...]:
    """Return what a decision means for each side: those at the table, and who said something."""
    voices = Voices(reader)
    own = {
        row["party_id"]: row
        for row in reader.all(
            "SELECT s.id, s.state, s.confirmed_on, c.party_id FROM sayback s"
            " JOIN capture c ON c.id = s.id AND +c.kind = 'sayback'"
            " WHERE s.about_id = ? AND s.about_kind = 'decision' ORDER BY s.id DESC",
            (decision_id,),
        )
    }
    rows = reader.all(
        "SELECT id, coalesce(short_name, name) AS party, colour, archived_on FROM party"
        " ORDER BY position, id"
    )
    return tuple(
        _restatement(reader, row, own.get(row["id"]), voices)
        for row in rows
        if row["archived_on"] is None or row["id"] in own
    )


def _restatement(reader: Reader, party: Row, row: Row | None, voices: Voices) -> Restatement:
    if row is None:
        return Restatement(
            party["id"], party["party"], party["colour"], None, SaybackState.OPEN.value,
            "", "", "", "", "",
        )  # fmt: skip
    versions = _versions(reader, "sayback_id = ?", (row["id"],))[row["id"]]
    back = [each for each in versions if each["part"] == SaybackPart.RESTATED]
    wrong = [each for each in versions if each["part"] == SaybackPart.CORRECTED]
    is_corrected = row["state"] == SaybackState.CORRECTED and wrong
    return Restatement(
        party["id"],
        party["party"],
        party["colour"],
        row["id"],
        row["state"],
        back[-1]["text"] if back else "",
        voices.voice(back[-1]["person_id"], None).person if back else "",
        wrong[-1]["text"] if is_corrected else "",
        voices.voice(wrong[-1]["person_id"], wrong[-1]["party_id"]).party if is_corrected else "",
        row["confirmed_on"] or "",
    )


def not_said_back(reader: Reader, decision_ids: list[int]) -> dict[int, tuple[str, ...]]:
    """Return by decision the sides that have not said it back, where that is an exception.

    That is so once one side has begun, and for what was agreed in the session held last: older
    decisions that nobody ever said back are the rule of their time, not an exception.
    """
    rows = reader.all(
        "WITH last AS (SELECT id FROM session WHERE state IN ('running', 'closed')"
        "  ORDER BY coalesce(started_at, starts_local) DESC, id DESC LIMIT 1)"
        " SELECT d.id, coalesce(y.short_name, y.name) AS party FROM decision d"
        " JOIN capture c ON c.id = d.id AND +c.kind = 'decision'"
        " JOIN party y ON y.archived_on IS NULL"
        " WHERE d.id IN (SELECT value FROM json_each(?)) AND d.state = 'agreed'"
        " AND (c.session_id IN (SELECT id FROM last) OR EXISTS (SELECT 1 FROM sayback s"
        "  WHERE s.about_id = d.id AND s.about_kind = 'decision'))"
        " AND NOT EXISTS (SELECT 1 FROM sayback s JOIN capture k ON k.id = s.id"
        "  AND +k.kind = 'sayback' AND k.party_id = y.id WHERE s.about_id = d.id"
        "  AND s.about_kind = 'decision' AND s.state = 'confirmed')"
        " ORDER BY d.id, y.position, y.id",
        (json.dumps(decision_ids),),
    )
    out: dict[int, tuple[str, ...]] = {}
    for row in rows:
        out[row["id"]] = (*out.get(row["id"], ()), row["party"])
    return out
