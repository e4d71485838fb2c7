"""The concern register: what is unanswered first, and what answered the rest (C1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facilitator.queries.engagement import day_of
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import capture_label, session_labels
from facilitator.store import Reader, Row

_RANK = {"high": 0, "medium": 1, "low": 2}
_LAPSED = ("rejected", "superseded", "declined", "dropped")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something waits to be talked about; no session means the backlog."""

    session_id: int | None
    label: str
    day: str
    item_id: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What answered a concern.

    `kind` is decision, action, or heard. `lapsed` says why it answers nothing any more: deleted,
    changed (it is of another kind now), rejected, superseded, declined or dropped; empty while it
    stands. `by` is the number of the decision that replaced it.
    """

    kind: str
    id: int | None
    number: str
    text: str
    state: str
    words: str
    lapsed: str
    by: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that says how a concern is met."""

    decision_id: int
    number: str
    text: str
    state: str
    met_how: str


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One concern: `text` in its own words, `plain` in plain ones. `days` since it was said."""

    id: int
    text: str
    plain: str
    category: str
    severity: str
    subject: str
    state: str
    party_id: int | None
    party: str
    colour: str
    person_id: int | None
    person: str
    goal_id: int | None
    goal: str
    session_id: int | None
    session_label: str
    since: str
    days: int
    answer: Answer | None
    agenda: Place | None
    proposed: tuple[Proposed, ...]

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def title(self) -> str:
        """Return the plain words, or its own where nobody wrote plain ones."""
        return self.plain or self.text


@dataclass(frozen=True, slots=True)
class ConcernChange:
    """One step in the life of a concern; `number` is that of what answered it. `at` is UTC."""

    field: str
    before: str
    after: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A decision or action that may answer a concern; `is_near` where it shares its goal."""

    id: int
    kind: str
    number: str
    text: str
    state: str
    is_near: bool


_CONCERNS = """
  SELECT c.id, c.text, c.party_id, c.person_id, c.goal_id, c.session_id, c.at, k.plain, k.category,
    k.severity, k.subject, k.state, k.answered_by_id, k.answer_words,
    p.name AS person, coalesce(y.short_name, y.name) AS party, y.colour, g.title AS goal,
    s.starts_local, s.started_at, s.zone, w.kind AS by_kind, w.text AS by_text,
    coalesce(d.state, a.state) AS by_state, n.kind AS number_kind, n.year, n.n,
    (SELECT m.year || '/' || m.n FROM decision r JOIN issued_number m ON m.row_id = r.id
      AND m.kind = 'decision' WHERE r.supersedes_id = w.id AND r.state <> 'rejected'
      ORDER BY r.id DESC LIMIT 1) AS replaced_by
  FROM concern k JOIN capture c ON c.id = k.id AND +c.kind = 'concern'
  LEFT JOIN person p ON p.id = c.person_id LEFT JOIN party y ON y.id = c.party_id
  LEFT JOIN goal g ON g.id = c.goal_id LEFT JOIN session s ON s.id = c.session_id
  LEFT JOIN capture w ON w.id = k.answered_by_id
  LEFT JOIN decision d ON d.id = w.id AND w.kind = 'decision'
  LEFT JOIN action a ON a.id = w.id AND w.kind = 'action'
  LEFT JOIN issued_number n ON n.row_id = k.answered_by_id AND n.kind IN ('decision', 'action')
    AND (w.id IS NULL OR n.kind = w.kind)"""


def concerns(reader: Reader) -> list[ConcernRow]:
    """Return every concern: unanswered ones first, the most serious and then the longest first.

    Behind them stand those whose answer has lapsed, then the rest, the latest first.
    """
    return _chosen(reader, "true")


def open_concerns(reader: Reader, party_id: int | None = None) -> list[ConcernRow]:
    """Return what is unanswered, of one side or of all."""
    return _chosen(reader, "k.state = 'open' AND (:party IS NULL OR c.party_id = :party)", party_id)


def concern(reader: Reader, concern_id: int) -> ConcernRow | None:
    """Return one concern, None where it is none any more."""
    found = _chosen(reader, "c.id = :id", row_id=concern_id)
    return found[0] if found else None


def _chosen(
    reader: Reader, where: str, party_id: int | None = None, row_id: int | None = None
) -> list[ConcernRow]:
    rows = reader.all(f"{_CONCERNS} WHERE {where} GROUP BY c.id", {"party": party_id, "id": row_id})
    labels = session_labels(reader, {row["session_id"] for row in rows})
    agenda, proposed, today = agenda_places(reader), _proposed(reader), day_of(reader)
    out = [
        _concern(
            row,
            labels[row["session_id"]].label if row["session_id"] in labels else "",
            agenda.get(row["id"]),
            tuple(proposed.get(row["id"], ())),
            today,
        )
        for row in rows
    ]
    return sorted(out, key=_worst_first)


def _worst_first(row: ConcernRow) -> tuple[int, int, int, int]:
    if row.is_open:
        return 0, _RANK.get(row.severity, 3), -row.days, row.id
    is_lapsed = row.answer is not None and bool(row.answer.lapsed)
    return (1 if is_lapsed else 2), 0, row.days, -row.id


def agenda_places(reader: Reader) -> dict[int, Place]:
    """Return where each thing that was carried to an agenda waits: planned, running, backlog."""
    rows = reader.all(
        "SELECT i.id, i.came_from_id, s.id AS session_id, s.starts_local FROM agenda_item i"
        " LEFT JOIN session s ON s.id = i.session_id WHERE i.came_from_id IS NOT NULL"
        " AND i.came_from_kind <> 'agenda_item'"
        " AND (s.id IS NULL OR s.state IN ('planned', 'running'))"
        " ORDER BY s.starts_local IS NULL, s.starts_local, i.id"
    )
    labels = session_labels(reader, {row["session_id"] for row in rows}) if rows else {}
    out: dict[int, Place] = {}
    for row in rows:
        label = labels[row["session_id"]].label if row["session_id"] in labels else ""
        day = (row["starts_local"] or "")[:10]
        out.setdefault(row["came_from_id"], Place(row["session_id"], label, day, row["id"]))
    return out


def _proposed(reader: Reader) -> dict[int, list[Proposed]]:
    out: dict[int, list[Proposed]] = {}
    for row in reader.all(
        "SELECT m.concern_id, m.decision_id, m.met_how, c.text, d.state, n.year, n.n"
        " FROM proposal_concern m JOIN decision d ON d.id = m.decision_id"
        " JOIN capture c ON c.id = d.id AND +c.kind = 'decision'"
        " LEFT JOIN issued_number n ON n.row_id = d.id AND n.kind = 'decision'"
        " WHERE d.state NOT IN ('rejected', 'superseded') ORDER BY m.id"
    ):
        label = capture_label("decision", row["year"], row["n"])
        out.setdefault(row["concern_id"], []).append(
            Proposed(row["decision_id"], label, row["text"], row["state"], row["met_how"])
        )
    return out


def _concern(
    row: Row, label: str, place: Place | None, proposed: tuple[Proposed, ...], today: date
) -> ConcernRow:
    begun = begin_of(row["starts_local"], row["started_at"], row["zone"])
    since = (begun or row["at"])[:10]
    return ConcernRow(
        id=row["id"],
        text=row["text"],
        plain=row["plain"] or "",
        category=row["category"] or "",
        severity=row["severity"] or "",
        subject=row["subject"] or "",
        state=row["state"],
        party_id=row["party_id"],
        party=row["party"] or "",
        colour=row["colour"] or "",
        person_id=row["person_id"],
        person=row["person"] or "",
        goal_id=row["goal_id"],
        goal=row["goal"] or "",
        session_id=row["session_id"],
        session_label=label,
        since=since,
        days=max((today - date.fromisoformat(since)).days, 0),
        answer=None if row["state"] == "open" else _answer(row),
        agenda=place,
        proposed=proposed,
    )


def _answer(row: Row) -> Answer:
    words = row["answer_words"] or ""
    if row["answered_by_id"] is None:
        return Answer("heard", None, "", "", "", words, "", "")
    kind = row["by_kind"] or row["number_kind"] or ""
    lapsed = row["by_state"] if row["by_state"] in _LAPSED else ""
    if row["by_kind"] is None:
        lapsed = "deleted"
    elif row["by_kind"] not in ("decision", "action"):
        lapsed = "changed"
    year, _, n = (row["replaced_by"] or "").partition("/")
    return Answer(
        kind,
        row["answered_by_id"] if row["by_kind"] else None,
        capture_label(kind, row["year"], row["n"]),
        row["by_text"] or "",
        row["by_state"] or "",
        words,
        lapsed,
        capture_label("decision", int(year), int(n)) if n else "",
    )


def concern_history(reader: Reader, concern_id: int) -> list[ConcernChange]:
    """Return how a concern was answered and opened again, the latest first."""
    rows = reader.all(
        "SELECT field, before, after, reason, at FROM history WHERE row_id = ?"
        " AND field IN ('state', 'kind') ORDER BY at DESC, id DESC",
        (concern_id,),
    )
    return [
        ConcernChange(
            row["field"], row["before"] or "", row["after"] or "", row["reason"] or "", row["at"]
        )
        for row in rows
    ]


def offers(reader: Reader, kind: str, goal_id: int | None = None) -> list[Offer]:
    """Return the decisions, or the actions, that can answer a concern; those of its goal first."""
    ends = "('rejected', 'superseded', 'declined', 'dropped')"
    table = "decision" if kind == "decision" else "action"
    rows = reader.all(
        f"SELECT c.id, c.text, c.goal_id, e.state, n.year, n.n FROM {table} e"
        f" JOIN capture c ON c.id = e.id AND +c.kind = '{table}'"
        f" LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = '{table}'"
        f" WHERE e.state NOT IN {ends} ORDER BY c.goal_id IS NOT :goal, c.at DESC, c.id DESC",
        {"goal": goal_id},
    )
    return [
        Offer(
            row["id"],
            table,
            capture_label(table, row["year"], row["n"]),
            row["text"],
            row["state"],
            goal_id is not None and row["goal_id"] == goal_id,
        )
        for row in rows
    ]
