"""What changed since the last session: for whoever opens the file after a while (E5)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.numbers import capture_label
from facilitator.store import Reader

LIMIT = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. `kind` and `row_id` say where it leads, `what` which change it is.

    `what` is a kind of `_CHANGES`, or the new state of a goal or an action.
    """

    kind: str
    row_id: int
    what: str
    number: str
    text: str
    party: str
    colour: str
    at: str


@dataclass(frozen=True, slots=True)
class CatchUp:
    """What happened since the last session ended; `since` is that moment in UTC, or empty."""

    session_label: str
    since: str
    changes: tuple[Change, ...]


# kind, row, what, words, party, at: all since a moment; days count from the day of that moment.
_CHANGES = """
SELECT x.*, n.year, n.n, coalesce(y.short_name, y.name) AS party, y.colour FROM (
  SELECT c.kind, c.id AS row_id, 'raised' AS what, c.text, c.party_id, c.at FROM capture c
    WHERE c.at > :since AND c.kind IN ('concern', 'action', 'decision', 'question', 'idea', 'want',
      'need', 'challenge')
  UNION ALL SELECT c.kind, c.id, h.after, c.text, a.owner_party_id, h.at FROM history h
    JOIN capture c ON c.id = h.row_id AND c.kind = 'action' JOIN action a ON a.id = c.id
    WHERE h.at > :since AND h.field = 'state'
  UNION ALL SELECT c.kind, c.id, h.after, c.text, NULL, h.at FROM history h
    JOIN capture c ON c.id = h.row_id AND c.kind = 'decision'
    WHERE h.at > :since AND h.field = 'state'
  UNION ALL SELECT 'concern', c.id, 'answered', c.text, c.party_id, h.at FROM history h
    JOIN capture c ON c.id = h.row_id AND c.kind = 'concern'
    WHERE h.at > :since AND h.field = 'state' AND h.after <> 'open'
  UNION ALL SELECT 'question', q.id, 'answered', c.text, q.answered_by_party_id, q.answered_on
    FROM question q JOIN capture c ON c.id = q.id WHERE q.answered_on > :day
  UNION ALL SELECT 'sayback', s.id, 'confirmed', coalesce(s.topic, c.text), NULL, s.confirmed_on
    FROM sayback s JOIN capture c ON c.id = s.id WHERE s.confirmed_on > :day
  UNION ALL SELECT 'goal', g.id, h.after, g.title, NULL, h.at FROM history h
    JOIN goal g ON g.id = h.row_id WHERE h.at > :since AND h.field = 'state'
  UNION ALL SELECT 'goal', m.goal_id, 'reached', m.title, NULL, m.done_on FROM milestone m
    WHERE m.done_on > :day
  UNION ALL SELECT 'goal', p.goal_id, 'accepted_ground', g.title, p.party_id, p.accepted_on
    FROM goal_party p JOIN goal g ON g.id = p.goal_id WHERE p.accepted_on > :day
  UNION ALL SELECT 'request', r.id, coalesce(r.answer, 'asked'), r.question, r.asked_by_party_id,
    coalesce(r.answered_on, r.asked_on) FROM data_request r
    WHERE coalesce(r.answered_on, r.asked_on) > :day) x
LEFT JOIN issued_number n ON n.kind = x.kind AND n.row_id = x.row_id
LEFT JOIN party y ON y.id = x.party_id
ORDER BY x.at DESC, x.row_id LIMIT :limit"""


def catch_up(reader: Reader) -> CatchUp:
    """Return what changed since the session held last, the latest first; nothing before one."""
    last = reader.one(
        "SELECT s.id, s.ended_at, s.starts_local, n.year, n.n FROM session s"
        " LEFT JOIN issued_number n ON n.kind = 'session' AND n.row_id = s.id"
        " WHERE s.state = 'closed'"
        " ORDER BY coalesce(s.ended_at, s.starts_local) DESC, s.id DESC LIMIT 1"
    )
    if last is None:
        return CatchUp("", "", ())
    since = last["ended_at"] or last["starts_local"]
    rows = reader.all(_CHANGES, {"since": since, "day": since[:10], "limit": LIMIT})
    return CatchUp(
        f"{last['year']}/{last['n']:02d}" if last["n"] else "",
        since,
        tuple(
            Change(
                row["kind"],
                row["row_id"],
                row["what"] or "",
                capture_label(row["kind"], row["year"], row["n"]),
                row["text"],
                row["party"] or "",
                row["colour"] or "",
                row["at"][:10],
            )
            for row in rows
        ),
    )
