"""The tension map: pairs of objectives, both interests, and how far what eases them is (G4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facilitator.domain.words import OWED_ACTION
from facilitator.queries.decisions import HistoryRow, history
from facilitator.queries.engagement import day_of
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import capture_label, session_labels
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class TensionEnd:
    """What one side wants, and why; `interest` is the goal's where the pair has none of its own."""

    id: int
    party_id: int
    party: str
    colour: str
    goal_id: int | None
    goal: str
    objective: str
    interest: str
    is_own_interest: bool


@dataclass(frozen=True, slots=True)
class Easing:
    """What eases a pair, as it stands today.

    `kind` is decision, action, concern or goal; `on` is its due day, or since when it waits;
    `days_late` is 0 where nothing is late.
    """

    link_id: int
    kind: str
    id: int
    number: str
    text: str
    state: str
    on: str
    days_late: int
    who: str


@dataclass(frozen=True, slots=True)
class Tension:
    """One pair. `agenda_item_id` is set while it waits on an agenda or in the backlog."""

    id: int
    title: str
    state: str
    eases: str
    question: str
    ends: tuple[TensionEnd, ...]
    easing: tuple[Easing, ...]
    agenda_item_id: int | None
    agenda_session_id: int | None
    agenda_label: str

    @property
    def eased_by(self) -> str:
        """Return the number of the first decision or action that eases it, else nothing."""
        known = [each.number for each in self.easing if each.number]
        return known[0] if known else ""


@dataclass(frozen=True, slots=True)
class Objective:
    """What a side says it wants of a goal: something to build a pair from."""

    party_id: int
    goal_id: int
    goal: str
    words: str


@dataclass(frozen=True, slots=True)
class EasingChoice:
    """Something that could ease a pair, for the picker."""

    kind: str
    id: int
    number: str
    text: str
    state: str


# The hardest first, then by hand.
_ORDER = "CASE t.state WHEN 'hard' THEN 0 WHEN 'pulls' THEN 1 WHEN 'eased' THEN 2 ELSE 3 END"
_EASING = """
  SELECT l.id AS link_id, l.from_id, l.position AS place, c.id, c.kind, c.text, c.at, c.settled_on,
    n.year, n.n, coalesce(d.state, a.state, k.state) AS state, a.due_on, a.accepted_on,
    d.decided_on, p.name AS who, s.starts_local, s.started_at, s.zone
  FROM link l JOIN capture c ON c.id = l.to_id
  LEFT JOIN decision d ON d.id = c.id AND c.kind = 'decision'
  LEFT JOIN action a ON a.id = c.id AND c.kind = 'action'
  LEFT JOIN concern k ON k.id = c.id AND c.kind = 'concern'
  LEFT JOIN person p ON p.id = a.owner_id LEFT JOIN session s ON s.id = c.session_id
  LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = c.kind
  WHERE l.role = 'eases' AND l.from_kind = 'tension'
  UNION ALL
  SELECT l.id, l.from_id, l.position, g.id, 'goal', g.title, '', NULL, NULL, NULL, g.state,
    g.due_on, NULL, NULL, p.name, NULL, NULL, NULL
  FROM link l JOIN goal g ON g.id = l.to_id LEFT JOIN person p ON p.id = g.owner_id
  WHERE l.role = 'eases' AND l.from_kind = 'tension'"""


def tension_count(reader: Reader) -> int:
    """Return how many pairs stand on the map."""
    return int(reader.value("SELECT count(*) FROM tension") or 0)


def tensions(reader: Reader) -> list[Tension]:
    """Return the pairs, those that pull hardest first."""
    rows = reader.all(f"SELECT * FROM tension t ORDER BY {_ORDER}, t.position, t.id")
    ends, easing, waiting = _ends(reader), _easing(reader), _waiting(reader)
    labels = session_labels(reader, {row["session_id"] for row in waiting.values()})
    out = []
    for row in rows:
        item = waiting.get(row["id"])
        session_id = item["session_id"] if item else None
        out.append(
            Tension(
                row["id"],
                row["title"],
                row["state"],
                row["eases"] or "",
                row["question"] or "",
                tuple(ends.get(row["id"], ())),
                tuple(easing.get(row["id"], ())),
                item["id"] if item else None,
                session_id,
                labels[session_id].label if session_id in labels else "",
            )
        )
    return out


def tension_history(reader: Reader, tension_id: int) -> tuple[HistoryRow, ...]:
    """Return what the state of a pair was before, the latest first."""
    return history(reader, tension_id)


def objectives(reader: Reader) -> list[Objective]:
    """Return every position that a side wrote on a goal that is not over, by goal."""
    rows = reader.all(
        "SELECT x.party_id, x.goal_id, g.title, x.position_text FROM goal_party x"
        " JOIN goal g ON g.id = x.goal_id JOIN party p ON p.id = x.party_id"
        " WHERE p.archived_on IS NULL AND g.state NOT IN ('done', 'dropped')"
        " AND trim(coalesce(x.position_text, '')) <> '' ORDER BY g.position, g.id, p.position"
    )
    return [
        Objective(
            row["party_id"],
            row["goal_id"],
            row["title"],
            " ".join(str(row["position_text"]).split()),
        )
        for row in rows
    ]


def easing_choices(reader: Reader, tension_id: int, words: str = "") -> list[EasingChoice]:
    """Return what could ease a pair and does not yet, the newest first; `words` narrow it."""
    rows = reader.all(
        "SELECT c.kind, c.id, c.text, coalesce(d.state, a.state, k.state) AS state, n.year, n.n"
        " FROM capture c LEFT JOIN decision d ON d.id = c.id LEFT JOIN action a ON a.id = c.id"
        " LEFT JOIN concern k ON k.id = c.id"
        " LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = c.kind"
        " WHERE c.kind IN ('decision', 'action', 'concern')"
        " AND coalesce(d.state, a.state, k.state, '') NOT IN ('rejected', 'superseded',"
        "  'declined', 'dropped')"
        " AND c.id NOT IN (SELECT to_id FROM link WHERE from_id = :id AND role = 'eases')"
        " ORDER BY c.id DESC",
        {"id": tension_id},
    )
    goals = reader.all(
        "SELECT 'goal' AS kind, id, title AS text, state, NULL AS year, NULL AS n FROM goal"
        " WHERE id NOT IN (SELECT to_id FROM link WHERE from_id = :id AND role = 'eases')"
        " ORDER BY position, id",
        {"id": tension_id},
    )
    found = [
        EasingChoice(
            row["kind"],
            row["id"],
            capture_label(row["kind"], row["year"], row["n"]),
            " ".join(row["text"].split()),
            row["state"] or "",
        )
        for row in (*rows, *goals)
    ]
    asked = words.casefold().split()
    return [
        each
        for each in found
        if all(word in f"{each.number} {each.text}".casefold() for word in asked)
    ]


def _ends(reader: Reader) -> dict[int, list[TensionEnd]]:
    out: dict[int, list[TensionEnd]] = {}
    for row in reader.all(
        "SELECT e.*, coalesce(p.short_name, p.name) AS party, p.colour, g.title AS goal,"
        " x.interest AS goal_interest FROM tension_end e JOIN party p ON p.id = e.party_id"
        " LEFT JOIN goal g ON g.id = e.goal_id"
        " LEFT JOIN goal_party x ON x.goal_id = e.goal_id AND x.party_id = e.party_id"
        " ORDER BY p.position, p.id, e.id"
    ):
        own = (row["interest"] or "").strip()
        out.setdefault(row["tension_id"], []).append(
            TensionEnd(
                row["id"],
                row["party_id"],
                row["party"],
                row["colour"],
                row["goal_id"],
                row["goal"] or "",
                row["objective"],
                own or (row["goal_interest"] or "").strip(),
                bool(own),
            )
        )
    return out


def _easing(reader: Reader) -> dict[int, list[Easing]]:
    today = day_of(reader)
    out: dict[int, list[Easing]] = {}
    for row in reader.all(f"SELECT * FROM ({_EASING}) ORDER BY from_id, place, link_id"):
        out.setdefault(row["from_id"], []).append(
            Easing(
                row["link_id"],
                row["kind"],
                row["id"],
                capture_label(row["kind"], row["year"], row["n"]),
                " ".join(row["text"].split()),
                row["state"] or "",
                _on(row),
                _late(row, today),
                row["who"] or "",
            )
        )
    return out


def _on(row: Row) -> str:
    """Return the day that says most: due, accepted, decided, or since when it waits."""
    if row["kind"] == "action":
        return str(row["accepted_on"] or row["due_on"] or "")
    if row["kind"] == "goal":
        return str(row["due_on"] or "")
    if row["decided_on"]:
        return str(row["decided_on"])
    return (begin_of(row["starts_local"], row["started_at"], row["zone"]) or row["at"])[:10]


def _late(row: Row, today: date) -> int:
    is_owed = row["kind"] == "action" and row["state"] in OWED_ACTION
    is_owed = is_owed or (row["kind"] == "goal" and row["state"] not in ("done", "dropped"))
    if not is_owed or not row["due_on"]:
        return 0
    return max(0, (today - date.fromisoformat(row["due_on"])).days)


def _waiting(reader: Reader) -> dict[int, Row]:
    """Return for each pair the item it waits under, in an agenda to come or in the backlog."""
    rows = reader.all(
        "SELECT l.from_id, i.id, i.session_id FROM link l JOIN agenda_item i ON i.id = l.to_id"
        " LEFT JOIN session s ON s.id = i.session_id WHERE l.role = 'agenda'"
        " AND l.from_kind = 'tension' AND i.state = 'open'"
        " AND (s.id IS NULL OR s.state IN ('planned', 'running')) ORDER BY l.id"
    )
    return {row["from_id"]: row for row in rows}
