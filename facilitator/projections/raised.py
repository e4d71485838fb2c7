"""What was raised in a session and where it went: concerns, ideas, questions, the parking lot.

Say-it-backs are not among it: they have all their versions, see `restatements`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from facilitator.domain.words import CaptureKind, ConcernState, IdeaStage
from facilitator.projections.names import IN_LIST, Names, id_list
from facilitator.projections.types import ParkedEntry, RaisedEntry
from facilitator.queries.answers import ANSWER_COLUMNS, ANSWERED_BY, has_fallen, told_answer
from facilitator.store import Reader, Row

RAISED = (
    CaptureKind.CONCERN,
    CaptureKind.IDEA,
    CaptureKind.QUESTION,
    CaptureKind.WANT,
    CaptureKind.NEED,
    CaptureKind.CHALLENGE,
    CaptureKind.TERM,
)

_CAPTURES = f"""
SELECT c.*, k.plain, k.category, k.severity, k.state, q.answer AS waiting_answer, e.stage,
  {ANSWER_COLUMNS}
FROM capture c LEFT JOIN concern k ON k.id = c.id AND c.kind = 'concern'
LEFT JOIN question q ON q.id = c.id AND c.kind = 'question'
LEFT JOIN idea e ON e.id = c.id AND c.kind = 'idea'
{ANSWERED_BY}
WHERE c.kind NOT IN ('decision', 'action') AND c.session_id {IN_LIST}
  AND (c.in_minutes = 1 OR c.kind = 'note')
ORDER BY c.at, c.id"""

# By a decision or an action of the session, or as heard while it ran.
_ANSWERED = f"""
SELECT c.*, k.plain, k.category, k.severity, k.state, NULL AS waiting_answer,
  NULL AS stage,
  s.id AS answered_in, {ANSWER_COLUMNS}
FROM concern k JOIN capture c ON c.id = k.id AND c.kind = 'concern' AND c.in_minutes = 1
{ANSWERED_BY}
JOIN session s ON s.id {IN_LIST} AND (w.session_id = s.id OR (k.answered_by_id IS NULL AND EXISTS (
  SELECT 1 FROM history h WHERE h.row_id = k.id AND h.field = 'state' AND h.after = k.state
    AND h.at >= s.started_at AND h.at <= coalesce(s.ended_at, '9'))))
WHERE k.state IN ('answered', 'heard') AND c.session_id IS NOT s.id
ORDER BY c.at, c.id"""


class Raised:
    """What else was captured in some sessions, besides decisions and actions."""

    def __init__(
        self,
        reader: Reader,
        names: Names,
        session_ids: Iterable[int],
        items: dict[int, str],
        style: str,
    ) -> None:
        ids = id_list(session_ids)
        self._names = names
        self._items = items
        self._every_note = style == "discussion"
        self._has_notes = style != "decisions"
        self._rows: defaultdict[int, list[Row]] = defaultdict(list)
        for row in reader.all(_CAPTURES, (ids,)):
            self._rows[row["session_id"]].append(row)
        self._answered: defaultdict[int, list[Row]] = defaultdict(list)
        for row in reader.all(_ANSWERED, (ids,)):
            if not has_fallen(row):
                self._answered[row["answered_in"]].append(row)
        self._taken_up = _taken_up(reader, names, ids)

    def raised(self, session_id: int) -> tuple[RaisedEntry, ...]:
        """Return what was raised, in the order of `RAISED`; then notes that belong to no item."""
        rows = self._rows[session_id]
        ordered = [row for kind in RAISED for row in rows if row["kind"] == kind]
        loose = [row for row in rows if self._prints_loose(row)]
        return tuple(self._entry(row) for row in [*ordered, *loose])

    def concerns(self) -> tuple[RaisedEntry, ...]:
        """Return every concern of the sessions, in the order in which they were raised (C1)."""
        rows = [row for rows in self._rows.values() for row in rows]
        said = [row for row in rows if row["kind"] == CaptureKind.CONCERN]
        said.sort(key=lambda row: (row["at"], row["id"]))
        return tuple(self._entry(row) for row in said)

    def _prints_loose(self, row: Row) -> bool:
        if row["kind"] != CaptureKind.NOTE or not self._has_notes:
            return False
        return row["item_id"] not in self._items and bool(row["in_minutes"] or self._every_note)

    def _entry(self, row: Row) -> RaisedEntry:
        shown = self._names.attribution == "person"
        return RaisedEntry(
            kind=row["kind"],
            text=row["text"],
            plain=row["plain"] or "",
            party=self._names.party(row["party_id"]),
            person=self._names.person(row["person_id"]) if shown else "",
            item_number=self._items.get(row["item_id"], ""),
            state=_state(row),
            answer=_answer(row),
            category=row["category"] or "",
            severity=row["severity"] or "",
        )

    def answered(self, session_id: int) -> tuple[RaisedEntry, ...]:
        """Return concerns of other sessions that this one answered; their items are not here."""
        entries = (self._entry(row) for row in self._answered[session_id])
        return tuple(replace(entry, item_number="") for entry in entries)

    def parked(self, session_id: int) -> tuple[ParkedEntry, ...]:
        """Return the parking lot of a session, and which session takes each point up."""
        return tuple(
            ParkedEntry(
                text=row["text"],
                party=self._names.party(row["party_id"]),
                person=self._names.person(row["person_id"]),
                goes_to=self._taken_up.get(row["id"], ""),
            )
            for row in self._rows[session_id]
            if row["kind"] == CaptureKind.PARKED
        )


def _state(row: Row) -> str:
    if row["kind"] == CaptureKind.CONCERN:
        return ConcernState.OPEN.value if has_fallen(row) else row["state"] or ConcernState.OPEN
    if row["kind"] in (CaptureKind.NOTE, CaptureKind.TERM):
        return ""
    if row["stage"]:  # an idea: its ring, dropped, or done where it came about
        return "done" if row["settled_on"] and row["stage"] != IdeaStage.DROPPED else row["stage"]
    return (ConcernState.ANSWERED if row["settled_on"] else ConcernState.OPEN).value


def _answer(row: Row) -> str:
    """Return how it was settled: the number of the decision or action, and the words.

    An answer to a question that is not confirmed yet says so (L6).
    """
    words = row["answer_words"] or row["settled_words"] or ""
    if row["waiting_answer"] and not row["settled_on"]:
        words = f"{row['waiting_answer']} (whoever asked has not confirmed it yet)"
    return ". ".join(part for part in (told_answer(row), words) if part)


def _taken_up(reader: Reader, names: Names, ids: str) -> dict[int, str]:
    """Return the number of the first session whose agenda takes a parked point up."""
    rows = reader.all(
        "SELECT c.id, i.session_id FROM capture c JOIN agenda_item i ON i.came_from_id = c.id"
        " JOIN session s ON s.id = i.session_id"
        f" WHERE c.kind = 'parked' AND c.session_id {IN_LIST} ORDER BY s.starts_local DESC",
        (ids,),
    )
    return {row["id"]: names.session(row["session_id"]) for row in rows}
