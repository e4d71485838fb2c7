"""The idea radar: every idea with its ring, and which sides have considered it (C3)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.domain.words import IdeaStage
from facilitator.queries.concerns import Place, agenda_places
from facilitator.queries.engagement import parties
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import capture_label
from facilitator.store import Reader, Row

RINGS = (IdeaStage.PLAN, IdeaStage.TRY, IdeaStage.EXPLORE, IdeaStage.WATCH)  # from near to far


@dataclass(frozen=True, slots=True)
class Considered:
    """One side's consideration of an idea: its words, or a pass with a reason; else not yet."""

    party_id: int
    party: str
    colour: str
    words: str
    passed_reason: str

    @property
    def is_heard(self) -> bool:
        return bool(self.words or self.passed_reason)


@dataclass(frozen=True, slots=True)
class Became:
    """What an idea led to: a goal, an agenda item or a decision."""

    kind: str
    id: int
    number: str
    text: str
    session_id: int | None = None


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """One idea; `number` is its place on the radar, 0 where it is closed."""

    id: int
    number: int
    text: str
    stage: str
    next_step: str
    next_on: str
    open_questions: str
    party_id: int | None
    party: str
    colour: str
    person: str
    goal_id: int | None
    goal: str
    since: str
    closed_on: str
    closed_because: str
    sides: tuple[Considered, ...]
    became: tuple[Became, ...]
    agenda: Place | None

    @property
    def is_closed(self) -> bool:
        return bool(self.closed_on)

    @property
    def unheard(self) -> tuple[str, ...]:
        """Return the sides whose consideration is not recorded."""
        return tuple(side.party for side in self.sides if not side.is_heard)


def not_considered(reader: Reader, row_id: int) -> list[str]:
    """Return the names of the parties at the table whose consideration is not recorded."""
    rows = reader.all(
        "SELECT p.name FROM party p WHERE p.archived_on IS NULL AND NOT EXISTS (SELECT 1 FROM"
        " consideration c WHERE c.row_id = ? AND c.party_id = p.id) ORDER BY p.position",
        (row_id,),
    )
    return [row["name"] for row in rows]


_IDEAS = """
  SELECT c.id, c.text, c.party_id, c.goal_id, c.at, c.settled_on, c.settled_words, i.stage,
    i.next_step, i.next_on, i.open_questions, i.closed_because, p.name AS person,
    coalesce(y.short_name, y.name) AS party, y.colour, g.title AS goal,
    s.starts_local, s.started_at, s.zone
  FROM idea i JOIN capture c ON c.id = i.id AND +c.kind = 'idea'
  LEFT JOIN person p ON p.id = c.person_id LEFT JOIN party y ON y.id = c.party_id
  LEFT JOIN goal g ON g.id = c.goal_id LEFT JOIN session s ON s.id = c.session_id
  ORDER BY c.settled_on IS NOT NULL, CASE i.stage WHEN 'plan' THEN 0 WHEN 'try' THEN 1
    WHEN 'explore' THEN 2 WHEN 'watch' THEN 3 ELSE 4 END,
    y.position IS NULL, y.position, c.at, c.id"""


def ideas(reader: Reader) -> list[IdeaRow]:
    """Return every idea: the nearest to doing first, the closed ones last."""
    rows = reader.all(_IDEAS)
    sides, became, agenda = _sides(reader), _became(reader), agenda_places(reader)
    out: list[IdeaRow] = []
    for row in rows:
        number = 0 if row["settled_on"] else len(out) + 1
        places = agenda.get(row["id"])
        out.append(_idea(row, number, sides, tuple(became.get(row["id"], ())), places))
    return out


def idea(reader: Reader, idea_id: int) -> IdeaRow | None:
    """Return one idea, None where it is none any more."""
    return next((row for row in ideas(reader) if row.id == idea_id), None)


_Sides = dict[tuple[int, int], tuple[str, str]]


def _sides(reader: Reader) -> tuple[list[Considered], _Sides]:
    table = [Considered(each.id, each.short, each.colour, "", "") for each in parties(reader)]
    rows = reader.all(
        "SELECT k.row_id, k.party_id, k.text, k.passed_reason FROM consideration k"
        " JOIN idea i ON i.id = k.row_id"
    )
    return table, {
        (row["row_id"], row["party_id"]): (row["text"] or "", row["passed_reason"] or "")
        for row in rows
    }


def _became(reader: Reader) -> dict[int, list[Became]]:
    out: dict[int, list[Became]] = {}
    for row in reader.all(
        "SELECT l.from_id, l.to_kind, l.to_id, coalesce(g.title, t.title, d.wording, c.text)"
        " AS text, t.session_id, n.year, n.n FROM link l"
        " LEFT JOIN goal g ON g.id = l.to_id AND l.to_kind = 'goal'"
        " LEFT JOIN agenda_item t ON t.id = l.to_id AND l.to_kind = 'item'"
        " LEFT JOIN capture c ON c.id = l.to_id AND l.to_kind = 'decision'"
        " LEFT JOIN decision d ON d.id = c.id"
        " LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = 'decision'"
        " WHERE l.from_kind = 'idea' AND l.role = 'became' ORDER BY l.position, l.id"
    ):
        if row["text"] is not None:
            label = capture_label("decision", row["year"], row["n"])
            each = Became(row["to_kind"], row["to_id"], label, row["text"], row["session_id"])
            out.setdefault(row["from_id"], []).append(each)
    return out


def _idea(
    row: Row,
    number: int,
    sides: tuple[list[Considered], _Sides],
    became: tuple[Became, ...],
    place: Place | None,
) -> IdeaRow:
    table, said = sides
    begun = begin_of(row["starts_local"], row["started_at"], row["zone"])
    return IdeaRow(
        id=row["id"],
        number=number,
        text=row["text"],
        stage=row["stage"],
        next_step=row["next_step"] or "",
        next_on=row["next_on"] or "",
        open_questions=row["open_questions"] or "",
        party_id=row["party_id"],
        party=row["party"] or "",
        colour=row["colour"] or "",
        person=row["person"] or "",
        goal_id=row["goal_id"],
        goal=row["goal"] or "",
        since=(begun or row["at"])[:10],
        closed_on=row["settled_on"] or "",
        closed_because=row["closed_because"] or row["settled_words"] or "",
        sides=tuple(
            Considered(
                each.party_id,
                each.party,
                each.colour,
                *said.get((row["id"], each.party_id), ("", "")),
            )
            for each in table
        ),
        became=became,
        agenda=place,
    )
