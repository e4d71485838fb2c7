"""What `facilitator list` prints: rows without ids, which mean nothing outside the file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from facilitator.domain.acceptance import Standing, standing
from facilitator.queries.answers import ANSWER_COLUMNS, ANSWERED_BY, has_fallen, told_answer
from facilitator.queries.engagement import MEMBERSHIP_ON, day_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session; `is_issued` is False where the number may still change."""

    number: str
    is_issued: bool
    title: str
    kind: str
    starts: str
    zone: str
    minutes: int
    place: str
    state: str
    items: int
    decisions: int
    actions: int


@dataclass(frozen=True, slots=True)
class CaptureLine:
    """Something that was said: a concern, an idea, a question, a say-it-back.

    `state` is the ring of an idea. What is not of this kind stays empty: `category`, `severity`
    and `subject` of a concern, `next_step` of an idea, `to` of a question, `topic` and `last` (the
    words that were said last) of a say-it-back.
    """

    kind: str
    text: str
    plain: str
    side: str
    person: str
    session: str
    item: str
    on: str
    state: str
    answer: str
    category: str
    severity: str
    subject: str
    next_step: str
    to: str
    topic: str
    last: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    title: str
    horizon: str
    measure: str
    due_on: str
    owner: str
    state: str
    state_reason: str
    common_ground: str
    accepted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person; `side` is empty for the neutral."""

    name: str
    role: str
    email: str
    side: str
    decides: str
    is_facilitator: bool


def session_lines(reader: Reader) -> list[SessionLine]:
    """Return every session, the first one first."""
    labels = session_labels(reader)
    rows = reader.all(
        "SELECT s.*,"
        " (SELECT count(*) FROM agenda_item i WHERE i.session_id = s.id) AS items,"
        " (SELECT count(*) FROM capture c WHERE c.session_id = s.id AND c.kind = 'decision')"
        " AS decisions,"
        " (SELECT count(*) FROM capture c WHERE c.session_id = s.id AND c.kind = 'action')"
        " AS actions FROM session s ORDER BY s.starts_local, s.id"
    )
    return [
        SessionLine(
            number=labels[row["id"]].label if row["id"] in labels else "",
            is_issued=row["id"] in labels and labels[row["id"]].is_issued,
            title=row["title"],
            kind=row["kind"],
            starts=row["starts_local"],
            zone=row["zone"],
            minutes=(row["length_s"] + 30) // 60,
            place=row["place"] or "",
            state=row["state"],
            items=row["items"],
            decisions=row["decisions"],
            actions=row["actions"],
        )
        for row in rows
    ]


_CAPTURES = f"""
SELECT c.kind, c.text, c.session_id, c.at, c.settled_on, c.settled_words, k.plain,
  coalesce(k.state, d.stage, b.state) AS state, k.category, k.severity, k.subject,
  y.name AS side, p.name AS person, i.title AS item, s.starts_local, d.next_step,
  q.answer AS question_answer, q.confirmed_on, coalesce(r.name, t.name) AS asked_of, b.topic,
  (SELECT v.text FROM sayback_version v WHERE v.sayback_id = b.id ORDER BY v.n DESC, v.id DESC
    LIMIT 1) AS last_words, {ANSWER_COLUMNS}
FROM capture c LEFT JOIN concern k ON k.id = c.id AND c.kind = 'concern'
LEFT JOIN idea d ON d.id = c.id AND c.kind = 'idea'
LEFT JOIN question q ON q.id = c.id AND c.kind = 'question'
LEFT JOIN sayback b ON b.id = c.id AND c.kind = 'sayback'
LEFT JOIN person r ON r.id = q.to_person_id LEFT JOIN party t ON t.id = q.to_party_id
LEFT JOIN party y ON y.id = c.party_id LEFT JOIN person p ON p.id = c.person_id
LEFT JOIN agenda_item i ON i.id = c.item_id LEFT JOIN session s ON s.id = c.session_id
{ANSWERED_BY}
WHERE c.kind = ? AND (? IS NULL OR c.session_id = ?)
ORDER BY substr(coalesce(s.starts_local, c.at), 1, 10), s.id IS NULL, s.starts_local, c.at, c.id"""


def capture_lines(reader: Reader, kind: str, session_id: int | None = None) -> list[CaptureLine]:
    """Return what was captured of one kind, the oldest first."""
    labels = session_labels(reader)
    rows = reader.all(_CAPTURES, (kind, session_id, session_id))
    return [
        CaptureLine(
            kind=row["kind"],
            text=row["text"],
            plain=row["plain"] or "",
            side=row["side"] or "",
            person=row["person"] or "",
            session=labels[row["session_id"]].label if row["session_id"] in labels else "",
            item=row["item"] or "",
            on=(row["starts_local"] or row["at"])[:10],
            state="open" if has_fallen(row) else row["state"] or _asked_state(row),
            answer=_answer(row),
            category=row["category"] or "",
            severity=row["severity"] or "",
            subject=row["subject"] or "",
            next_step=row["next_step"] or "",
            to=row["asked_of"] or "",
            topic=row["topic"] or "",
            last=row["last_words"] or "",
        )
        for row in rows
    ]


def _asked_state(row: Row) -> str:
    """Return where a question stands: open, answered, or confirmed by whoever asked."""
    if row["confirmed_on"] or row["settled_on"]:
        return "confirmed" if row["confirmed_on"] else "answered"
    return "answered" if row["question_answer"] else "open"


def _answer(row: Row) -> str:
    words = row["answer_words"] or row["question_answer"] or row["settled_words"] or ""
    return ". ".join(part for part in (told_answer(row), words) if part)


def goal_lines(reader: Reader) -> list[GoalLine]:
    """Return the goals in their order, with the sides that accepted the common ground."""
    accepted = _accepted(reader)
    rows = reader.all(
        "SELECT g.*, p.name AS owner FROM goal g LEFT JOIN person p ON p.id = g.owner_id"
        " ORDER BY g.position, g.id"
    )
    return [
        GoalLine(
            title=row["title"],
            horizon=row["horizon"],
            measure=row["measure"] or "",
            due_on=row["due_on"] or "",
            owner=row["owner"] or "",
            state=row["state"],
            state_reason=row["state_reason"] or "",
            common_ground=row["common_ground"] or "",
            accepted_by=tuple(accepted[row["id"]]),
        )
        for row in rows
    ]


def _accepted(reader: Reader) -> defaultdict[int, list[str]]:
    """Return which sides accepted the sentence of each goal as it stands today."""
    out: defaultdict[int, list[str]] = defaultdict(list)
    for row in reader.all(
        "SELECT a.goal_id, a.accepted_words, g.common_ground, y.name FROM goal_party a"
        " JOIN goal g ON g.id = a.goal_id JOIN party y ON y.id = a.party_id"
        " WHERE a.accepted_on IS NOT NULL ORDER BY y.position, y.id"
    ):
        if standing(row["accepted_words"], row["common_ground"]) is Standing.ACCEPTED:
            out[row["goal_id"]].append(row["name"])
    return out


def person_lines(reader: Reader) -> list[PersonLine]:
    """Return the people by side, neutral ones last."""
    rows = reader.all(
        "SELECT p.*, y.name AS side FROM person p"
        f" LEFT JOIN ({MEMBERSHIP_ON}) m ON m.person_id = p.id"
        " LEFT JOIN party y ON y.id = m.party_id WHERE p.archived_on IS NULL"
        " ORDER BY y.position IS NULL, y.position, p.id",
        {"day": day_of(reader).isoformat()},
    )
    return [
        PersonLine(
            name=row["name"],
            role=row["role"] or "",
            email=row["email"] or "",
            side=row["side"] or "",
            decides=row["decides"] or "",
            is_facilitator=bool(row["is_facilitator"]),
        )
        for row in rows
    ]
