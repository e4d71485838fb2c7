"""Questions each side asks the other, and the shelf of those that everybody may meet (L6)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.numbers import session_labels
from facilitator.queries.saybacks import Voice, Voices
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question. `state` is open, answered (the asker has not confirmed) or confirmed."""

    id: int
    text: str
    state: str
    asker: Voice
    to: Voice
    answer: str
    answered_by: Voice
    answered_on: str
    confirmed_on: str
    asked_on: str
    is_on_shelf: bool
    is_nameless: bool
    about_kind: str
    about_id: int | None
    session_label: str
    item_id: int | None
    agenda_item_id: int | None
    agenda_session_id: int | None
    agenda_on: str

    @property
    def is_open(self) -> bool:
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """An answer that was not enough: what it said, why it was asked again, when (UTC)."""

    text: str
    why: str
    at: str


_ROWS = """
  SELECT c.id, c.text, c.at, c.session_id, c.item_id, c.party_id, c.person_id, c.settled_on, q.*,
    i.session_id AS agenda_session_id, a.starts_local AS agenda_on
  FROM question q JOIN capture c ON c.id = q.id AND +c.kind = 'question'
  LEFT JOIN agenda_item i ON i.id = q.agenda_item_id
  LEFT JOIN session a ON a.id = i.session_id"""


def questions(reader: Reader) -> list[QuestionRow]:
    """Return all: open ones first, then those whose asker has not confirmed, then the rest.

    Within each the latest comes first.
    """
    found = _read(reader, f"{_ROWS} ORDER BY c.at DESC, c.id DESC")
    order = {"open": 0, "answered": 1, "confirmed": 2}
    return sorted(found, key=lambda each: order[each.state])


def question(reader: Reader, question_id: int) -> QuestionRow | None:
    """Return one; None where it was deleted or became something else."""
    found = _read(reader, f"{_ROWS} WHERE q.id = ?", question_id)
    return found[0] if found else None


def questions_about(reader: Reader, kind: str, row_id: int) -> list[QuestionRow]:
    """Return the questions about one thing, e.g. a decision, in the order they were asked."""
    return _read(
        reader, f"{_ROWS} WHERE q.about_id = ? AND q.about_kind = ? ORDER BY c.at, c.id",
        row_id, kind,
    )  # fmt: skip


def question_count(reader: Reader) -> int:
    """Return how many there are."""
    return int(
        reader.value(
            "SELECT count(*) FROM question q JOIN capture c ON c.id = q.id AND +c.kind = 'question'"
        )
    )


def earlier_answers(reader: Reader, question_id: int) -> list[EarlierAnswer]:
    """Return the answers that were replaced or asked again, the latest first."""
    rows = reader.all(
        "SELECT before, reason, at FROM history WHERE row_id = ? AND field = 'answer'"
        " AND before IS NOT NULL ORDER BY at DESC, id DESC",
        (question_id,),
    )
    return [EarlierAnswer(row["before"], row["reason"] or "", row["at"]) for row in rows]


def _read(reader: Reader, sql: str, *params: int | str) -> list[QuestionRow]:
    rows = reader.all(sql, params)
    labels = session_labels(reader, {row["session_id"] for row in rows})
    voices = Voices(reader)
    return [
        _row(row, voices, labels[row["session_id"]].label if row["session_id"] in labels else "")
        for row in rows
    ]


def _row(row: Row, voices: Voices, label: str) -> QuestionRow:
    state = "open"
    if row["settled_on"] is not None:
        state = "confirmed"
    elif row["answer"]:
        state = "answered"
    return QuestionRow(
        id=row["id"],
        text=row["text"],
        state=state,
        asker=voices.voice(row["person_id"], row["party_id"]),
        to=voices.voice(row["to_person_id"], row["to_party_id"]),
        answer=row["answer"] or "",
        answered_by=voices.voice(row["answered_by_id"], row["answered_by_party_id"]),
        answered_on=row["answered_on"] or "",
        confirmed_on=row["confirmed_on"] or "",
        asked_on=row["at"][:10],
        is_on_shelf=bool(row["is_on_shelf"]),
        is_nameless=bool(row["is_nameless"]),
        about_kind=row["about_kind"] or "",
        about_id=row["about_id"],
        session_label=label,
        item_id=row["item_id"],
        agenda_item_id=row["agenda_item_id"],
        agenda_session_id=row["agenda_session_id"],
        agenda_on=(row["agenda_on"] or "")[:10],
    )
