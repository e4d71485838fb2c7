"""What was captured in a session, as the cards of the run screen show it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from facilitator.queries.decisions import HEARD
from facilitator.queries.numbers import capture_label
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class Side:
    """One party's side of a decision; `position` is empty where none is recorded."""

    party_id: int
    party: str
    colour: str
    position: str
    is_heard: bool


@dataclass(frozen=True, slots=True)
class CaptureCard:
    """One captured thing. `person` and `party` of an action are its owner; `at` is UTC.

    `due_is_next` waits for a next session to be planned; then `due_on` holds its day.

    `answer` is what was said to a settled question, parked point or concern.
    """

    id: int
    kind: str
    text: str
    item_id: int | None
    at: str
    in_minutes: bool
    number: str
    state: str
    person_id: int | None
    person: str
    party_id: int | None
    party: str
    colour: str
    goal_id: int | None
    goal: str
    due_on: str
    due_is_next: bool
    asked_by_party_id: int | None
    asked_by: str
    asked_colour: str
    done_when: str
    is_settled: bool
    answer: str
    review_on: str
    sides: tuple[Side, ...]

    @property
    def unheard(self) -> tuple[Side, ...]:
        """Return the sides whose consideration is not recorded."""
        return tuple(side for side in self.sides if not side.is_heard)


_CARDS = """
  SELECT c.id, c.kind, c.text, c.item_id, c.at, c.in_minutes, c.settled_on, c.settled_words,
    c.goal_id, g.title AS goal, n.year, n.n, d.state AS decision_state, d.review_on,
    a.state AS action_state, a.due_on, a.due_rule, a.done_when, a.asked_by_party_id,
    coalesce(q.short_name, q.name) AS asked_by, q.colour AS asked_colour,
    k.state AS concern_state, k.answer_words, s.state AS sayback_state,
    p.id AS person_id, p.name AS person, y.id AS party_id,
    coalesce(y.short_name, y.name) AS party, y.colour
  FROM capture c LEFT JOIN goal g ON g.id = c.goal_id
  LEFT JOIN decision d ON d.id = c.id AND c.kind = 'decision'
  LEFT JOIN action a ON a.id = c.id AND c.kind = 'action'
  LEFT JOIN concern k ON k.id = c.id AND c.kind = 'concern'
  LEFT JOIN sayback s ON s.id = c.id AND c.kind = 'sayback'
  LEFT JOIN party q ON q.id = a.asked_by_party_id
  LEFT JOIN person p ON p.id = CASE WHEN a.id IS NULL THEN c.person_id ELSE a.owner_id END
  LEFT JOIN party y ON y.id = CASE WHEN a.id IS NULL THEN c.party_id ELSE a.owner_party_id END
  LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = c.kind"""


def cards(reader: Reader, session_id: int) -> list[CaptureCard]:
    """Return what was captured in a session, the latest first."""
    rows = reader.all(
        f"{_CARDS} WHERE c.session_id = ? ORDER BY c.at DESC, c.id DESC", (session_id,)
    )
    sides = _sides(reader, "c.session_id = ?", session_id)
    return [_card(row, tuple(sides.get(row["id"], ()))) for row in rows]


def card(reader: Reader, capture_id: int) -> CaptureCard | None:
    """Return one card, None where it was deleted."""
    row = reader.one(f"{_CARDS} WHERE c.id = ?", (capture_id,))
    if row is None:
        return None
    return _card(row, tuple(_sides(reader, "c.id = ?", capture_id).get(capture_id, ())))


def _sides(reader: Reader, where: str, value: int) -> dict[int, list[Side]]:
    out: dict[int, list[Side]] = defaultdict(list)
    for row in reader.all(
        "SELECT c.id, y.id AS party_id, coalesce(y.short_name, y.name) AS party, y.colour,"
        " p.position, k.id IS NOT NULL AS is_heard FROM capture c JOIN party y"
        " JOIN decision d ON d.id = c.id"
        " LEFT JOIN decision_position p ON p.decision_id = c.id AND p.party_id = y.id"
        " LEFT JOIN consideration k ON k.row_id = c.id AND k.party_id = y.id"
        f" WHERE {where} AND c.kind = 'decision' AND CASE WHEN d.state IN {HEARD}"
        " THEN p.id IS NOT NULL OR k.id IS NOT NULL ELSE y.archived_on IS NULL END"
        " ORDER BY c.id, y.position",
        (value,),
    ):
        side = Side(
            row["party_id"],
            row["party"],
            row["colour"],
            row["position"] or "",
            bool(row["is_heard"]),
        )
        out[row["id"]].append(side)
    return out


def _card(row: Row, sides: tuple[Side, ...]) -> CaptureCard:
    kind = row["kind"]
    state = row["decision_state"] or row["action_state"] or row["concern_state"]
    state = state or row["sayback_state"]
    return CaptureCard(
        id=row["id"],
        kind=kind,
        text=row["text"],
        item_id=row["item_id"],
        at=row["at"],
        in_minutes=bool(row["in_minutes"]),
        number=capture_label(kind, row["year"], row["n"]),
        state=state or "",
        person_id=row["person_id"],
        person=row["person"] or "",
        party_id=row["party_id"],
        party=row["party"] or "",
        colour=row["colour"] or "",
        goal_id=row["goal_id"],
        goal=row["goal"] or "",
        due_on=row["due_on"] or "",
        due_is_next=row["due_rule"] == "next" and not row["due_on"],
        asked_by_party_id=row["asked_by_party_id"],
        asked_by=row["asked_by"] or "",
        asked_colour=row["asked_colour"] or "",
        done_when=row["done_when"] or "",
        is_settled=row["settled_on"] is not None or state in ("answered", "heard"),
        answer=row["settled_words"] or row["answer_words"] or "",
        review_on=row["review_on"] or "",
        sides=sides,
    )
